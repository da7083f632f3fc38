using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>The rule files that an entry of <c>rule_files</c> matches.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Files">The files that it matches, read; none where it matches none.</param>
public sealed record TestedRuleFiles(YamlScalar Entry, ImmutableArray<RuleFile> Files);
