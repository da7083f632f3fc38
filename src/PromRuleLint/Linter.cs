using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Facts;
using PromRuleLint.Results.Merging;
using PromRuleLint.RuleSets;
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

    /// <summary>Whether the file was asked for by its own name: it then is an error that it holds no rules.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Of a unit-test file: other names (another spelling, a glob, a link) under which this run was given the same file.</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];
}

/// <summary>
/// The route of every lint: read, parse, facts, checks, suppress, sort. Does no I/O and keeps no state between calls;
/// may be used by several threads.
/// </summary>
public sealed class Linter
{
    private readonly CheckRunner _runner;

    /// <summary>Makes a linter with PromRuleLint's own checks and, if given, others.</summary>
    public Linter(IEnumerable<Check>? additionalChecks = null)
    {
        Checks = [.. CheckCatalog.All, .. additionalChecks ?? []];
        Descriptors = CheckCatalog.IndexOf(Checks);
        _runner = new CheckRunner(Checks);
    }

    /// <summary>All checks that run.</summary>
    public ImmutableArray<Check> Checks { get; }

    /// <summary>All that can be found, by these checks and the tool itself.</summary>
    public DescriptorIndex Descriptors { get; }

    /// <summary>Lints files together: what one records, another of the same rule set may use.</summary>
    /// <param name="inputs">The files.</param>
    /// <param name="today">The day on which suppressions may have expired; null to let none expire.</param>
    /// <param name="cancellation">Ends the work early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The findings that are on, sorted by path, place and id.</returns>
    public ImmutableArray<Diagnostic> Lint(IReadOnlyList<LintInput> inputs, DateOnly? today = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var findings = new List<Diagnostic>();
        foreach (IGrouping<string, LintInput> ruleSet in inputs.GroupBy(static input => input.Configuration.RuleSet, StringComparer.Ordinal))
        {
            LintRuleSet([.. ruleSet], today, findings, cancellation);
        }

        findings.Sort(DiagnosticOrder.Compare);

        // Through aliases the same YAML is read several times.
        return [.. findings.Where((finding, i) => i == 0 || DiagnosticOrder.Compare(findings[i - 1], finding) != 0)];
    }

    private void LintRuleSet(LintInput[] inputs, DateOnly? today, List<Diagnostic> findings, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        var files = new RuleFile[inputs.Length];
        Parallel.For(0, files.Length, parallel, i => files[i] = RuleFileReader.Read(inputs[i].Source, inputs[i].Configuration.ReaderOptions with { MustHoldRules = inputs[i].IsNamed }));

        TestedRuleFileResolver.Resolve(inputs, files);
        FactsOptions options = ConfiguredFacts.Options([.. files.Zip(inputs, static (file, input) => (file, input.Configuration))], LintConfiguration.Default);
        var facts = new RuleSetFacts(RuleSet.Create(files), options);
        var scopes = new Dictionary<RuleFile, FileScope>(files.Length);
        for (int i = 0; i < files.Length; i++)
        {
            scopes[files[i]] = new FileScope(inputs[i].Configuration, facts);
        }

        Parallel.ForEach(files, parallel, file => _runner.RunFile(file, scopes[file]));
        _runner.RunRuleSet(facts, file => scopes[file]);

        findings.AddRange(Report(files, scopes, today, !facts.Rules.IsPartlyUnread));
    }

    /// <summary>What of the findings is not suppressed, with those that tell one fault as one.</summary>
    private IEnumerable<Diagnostic> Report(RuleFile[] files, Dictionary<RuleFile, FileScope> scopes, DateOnly? today, bool isReadWhole)
    {
        var all = new List<PlacedFinding>();
        var reported = new HashSet<Diagnostic>(ReferenceEqualityComparer.Instance);
        foreach (RuleFile file in files)
        {
            List<Diagnostic> placed = [];
            foreach (Diagnostic finding in scopes[file].Findings)
            {
                Rule? rule = file.RuleAt(finding.Location.Range.Start);
                placed.Add(finding.InRule(rule?.Name?.Value));
                all.Add(new PlacedFinding(placed[^1], file, rule));
            }

            List<Diagnostic> remaining = Suppressor.Apply(file, scopes[file].Configuration, Descriptors, today, placed, isReadWhole);
            reported.UnionWith(remaining);
            all.AddRange(remaining.Except(placed).Select(own => new PlacedFinding(own, file, file.RuleAt(own.Location.Range.Start))));
        }

        return FindingMerger.Merge(all, reported.Contains);
    }
}
