using System.Collections.Immutable;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>What an entry of <c>rule_files</c> stands for.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Files">The files that it matches, read; none where it matches none.</param>
public sealed record TestedRuleFiles(YamlScalar Entry, ImmutableArray<RuleFile> Files);
