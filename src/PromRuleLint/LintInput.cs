using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint;

/// <summary>A file to lint and the configuration that holds for it.</summary>
/// <param name="Source">The file's text.</param>
/// <param name="Configuration">What <c>promrulelint.yml</c> says there.</param>
public sealed record LintInput(SourceText Source, LintConfiguration Configuration)
{
    /// <summary>
    /// Of a unit-test file: the rule files that each entry of its <c>rule_files</c> matches, by the entry's text; default
    /// where the host has not looked, and no finding then depends on them.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<SourceText>>? TestedRuleFiles { get; init; }

    /// <summary>Whether it is an error that the file holds no rules: it was asked for by its own name, or that name says that it does.</summary>
    public bool MustHoldRules { get; init; }

    /// <summary>The Prometheus configurations whose <c>rule_files</c> list the file, as findings would name them.</summary>
    public ImmutableArray<string> LoadedBy { get; init; } = [];

    /// <summary>Of a unit-test file: other names (another spelling, a glob, a link) under which this run was given the same file.</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];

    /// <summary>The rule set that the configuration names for the file; empty for none.</summary>
    internal string RuleSet => Configuration.RuleSet;

    /// <summary>How the file is read.</summary>
    internal RuleFileReaderOptions ReaderOptions => Configuration.ReaderOptions;
}
