using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Results;
using PromRuleLint.Results.Merging;
using PromRuleLint.Results.Suppressions;
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

    /// <summary>Whether it is an error that the file holds no rules: it was asked for by its own name, or that name says that it does.</summary>
    public bool MustHoldRules { get; init; }

    /// <summary>The Prometheus configurations whose <c>rule_files</c> list the file, as findings would name them.</summary>
    public ImmutableArray<string> LoadedBy { get; init; } = [];

    /// <summary>Of a unit-test file: other names (another spelling, a glob, a link) under which this run was given the same file.</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];
}

/// <summary>
/// The route of every lint: read, parse, facts, checks, suppress, sort. Does no I/O and keeps no state between calls;
/// may be used by several threads.
/// </summary>
public sealed class Linter
{
    private readonly Lazy<CheckRunner> _runner;

    /// <summary>Makes a linter with PromRuleLint's own checks and, if given, others.</summary>
    /// <param name="additionalChecks">The others.</param>
    /// <exception cref="ArgumentException">One of the others is null, names no descriptors or a null one, or fails when it is set up; the failure is the inner exception.</exception>
    public Linter(IEnumerable<Check>? additionalChecks = null)
    {
        Check[] others = [.. additionalChecks ?? []];
        foreach (Check check in others)
        {
            LinterArguments.Validate(check, nameof(additionalChecks));
        }

        Checks = [.. CheckCatalog.All, .. others];
        Descriptors = CheckCatalog.IndexOf(Checks);

        // A host that has findings of an earlier run needs no actions of checks.
        _runner = new Lazy<CheckRunner>(static () => new CheckRunner(CheckCatalog.All));
        foreach (Check check in others)
        {
            try
            {
                _runner.Value.Add(check);
            }
            catch (Exception exception)
            {
                throw LinterArguments.Failed(check, exception, nameof(additionalChecks));
            }
        }
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
    /// <exception cref="ArgumentException">An input is null, or lacks its source, its configuration or a list.</exception>
    public ImmutableArray<Diagnostic> Lint(IReadOnlyList<LintInput> inputs, DateOnly? today = null, CancellationToken cancellation = default) => Run(inputs, today, cancellation).Diagnostics;

    /// <summary>Lints files together and says of each what it is.</summary>
    /// <inheritdoc cref="Lint"/>
    public LintRun Run(IReadOnlyList<LintInput> inputs, DateOnly? today = null, CancellationToken cancellation = default)
    {
        LinterArguments.Validate(inputs, nameof(inputs));
        RuleFile[] files = Read(inputs, cancellation);
        List<FileScope>[] scopes = [.. files.Select(static _ => new List<FileScope>(1))];
        ImmutableArray<RuleSetDefinition> sets = RuleSetFinder.Find(inputs, files);
        CheckRunner runner = _runner.Value.For(inputs.Select(static input => input.Configuration));
        foreach (RuleSetDefinition closed in sets.Where(static set => set.IsClosed))
        {
            Analyze(runner, [closed], inputs, files, scopes, cancellation);
        }

        ImmutableArray<RuleSetDefinition> open = [.. sets.Where(static set => !set.IsClosed)];
        if (!open.IsEmpty)
        {
            Analyze(runner, open, inputs, files, scopes, cancellation);
        }

        var outcome = new SuppressionOutcome();
        ImmutableArray<Diagnostic> findings = InOrder(Report(inputs, files, scopes, today, outcome), static finding => finding);
        return new LintRun(findings, InOrder(outcome.Suppressed, static each => each.Diagnostic), [.. files.Select(static file => file.Kind)], outcome.FirstEnd);
    }

    // Through aliases the same YAML is read several times.
    private static ImmutableArray<T> InOrder<T>(IEnumerable<T> findings, Func<T, Diagnostic> diagnosticOf)
    {
        List<T> sorted = [.. findings];
        sorted.Sort((one, other) => DiagnosticOrder.Compare(diagnosticOf(one), diagnosticOf(other)));
        return [.. sorted.Where((finding, i) => i == 0 || DiagnosticOrder.Compare(diagnosticOf(sorted[i - 1]), diagnosticOf(finding)) != 0)];
    }

    /// <summary>Which of the files are loaded together, as far as it is known or has to be assumed.</summary>
    /// <exception cref="ArgumentException">An input is null, or lacks its source, its configuration or a list.</exception>
    public static ImmutableArray<RuleSetDefinition> FindRuleSets(IReadOnlyList<LintInput> inputs, CancellationToken cancellation = default)
    {
        LinterArguments.Validate(inputs, nameof(inputs));
        return RuleSetFinder.Find(inputs, Read(inputs, cancellation));
    }

    private static RuleFile[] Read(IReadOnlyList<LintInput> inputs, CancellationToken cancellation)
    {
        var files = new RuleFile[inputs.Count];
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation }, i => files[i] = RuleFileReader.Read(inputs[i].Source, inputs[i].Configuration.ReaderOptions with { MustHoldRules = inputs[i].MustHoldRules, Cancellation = cancellation }));
        TestedRuleFileResolver.Resolve(inputs, files);
        return files;
    }

    /// <summary>
    /// Runs the checks over rule sets that nobody says are different. Facts hold whether they are loaded together or not;
    /// what a rule records is known only to the files of its set.
    /// </summary>
    private static void Analyze(CheckRunner runner, ImmutableArray<RuleSetDefinition> sets, IReadOnlyList<LintInput> inputs, RuleFile[] files, List<FileScope>[] scopes, CancellationToken cancellation)
    {
        int[] members = [.. sets.SelectMany(static set => set.Indexes).Distinct().Order()];
        RuleSet all = RuleSet.Create(members.Select(i => files[i]));
        RuleSet[] ruleSets = sets.Length == 1 ? [all] : [.. sets.Select(set => RuleSet.Create(set.Indexes.Select(i => files[i]), all))];
        ILookup<RuleFile, RuleSet> setsOf = sets.SelectMany((set, i) => set.Indexes.Select(member => (File: files[member], Set: ruleSets[i]))).ToLookup(static pair => pair.File, static pair => pair.Set);
        FactsOptions options = ConfiguredFacts.Options([.. members.Select(i => (files[i], inputs[i].Configuration))], LintConfiguration.Default);
        options = options with { Cancellation = cancellation };
        var facts = new RuleSetFacts(all, sets.Length == 1 ? options : options with { IsKnownTo = (file, metric) => setsOf[file].Any(set => !set.RecordingRules(metric).IsEmpty) });
        var scopeOf = new Dictionary<RuleFile, FileScope>();
        for (int i = 0; i < sets.Length; i++)
        {
            foreach (int member in sets[i].Indexes)
            {
                if (!scopeOf.ContainsKey(files[member]))
                {
                    scopeOf[files[member]] = new FileScope(inputs[member].Configuration, facts, ruleSets[i], isAssumedTogether: !sets[i].IsKnown, cancellation);
                    scopes[member].Add(scopeOf[files[member]]);
                }
            }
        }

        Parallel.ForEach(members.Select(i => files[i]).Distinct(), new ParallelOptions { CancellationToken = cancellation }, file => runner.RunFile(file, scopeOf[file]));
        for (int i = 0; i < sets.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            runner.RunRuleSet(ruleSets[i], sets[i].IsKnown, facts, file => scopeOf[file], cancellation);
        }

        runner.RunAll(facts, file => scopeOf[file], cancellation);
    }

    /// <summary>What of the findings is not suppressed, with those that tell one fault as one.</summary>
    private IEnumerable<Diagnostic> Report(IReadOnlyList<LintInput> inputs, RuleFile[] files, List<FileScope>[] scopes, DateOnly? today, SuppressionOutcome outcome)
    {
        var all = new List<PlacedFinding>();
        var ofOtherSchema = new Dictionary<Diagnostic, List<Diagnostic>>(ReferenceEqualityComparer.Instance);
        var reported = new HashSet<Diagnostic>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < files.Length; i++)
        {
            RuleFile file = files[i];
            RuleSet ruleSet = scopes[i][0].RuleSet;
            scopes[i][0].Cancellation.ThrowIfCancellationRequested();
            if (WorkLimits.Find(file) is { } limited)
            {
                scopes[i][0].Findings.Add(limited);
            }

            List<Diagnostic> placed = [];
            foreach (Diagnostic finding in AliasFindings.Complete(file, [.. Distinct(scopes[i])]))
            {
                Rule? rule = file.RuleAt(finding.Location.Range.Start);
                placed.Add(finding.InRule(rule?.Name?.Value));
                all.Add(new PlacedFinding(placed[^1], file, rule, ruleSet));
            }

            if (inputs[i].Configuration is { Schema: RuleSchema.Prometheus, IsSchemaSet: false } && OtherSchemaFindings.SchemaOf(placed) is { } schema)
            {
                ofOtherSchema.Add(placed.Where(static finding => finding.OtherSchema is not null).Min(Comparer<Diagnostic>.Create(DiagnosticOrder.Compare))!, FindVanishing(inputs[i], schema, placed, scopes[i][0].Cancellation));
            }

            bool isReadWhole = scopes[i].TrueForAll(static scope => !scope.RuleSet.IsPartlyUnread);
            List<Diagnostic> remaining = Suppressor.Apply(file, scopes[i][0].Configuration, Descriptors, today, placed, isReadWhole, outcome);
            reported.UnionWith(remaining);
            all.AddRange(remaining.Except(placed).Select(own => new PlacedFinding(own, file, file.RuleAt(own.Location.Range.Start), ruleSet)));
        }

        return FindingMerger.Merge(all, ofOtherSchema, reported.Contains);
    }

    /// <summary>What of the findings in a file is no fault under another schema.</summary>
    private List<Diagnostic> FindVanishing(LintInput input, RuleSchema schema, List<Diagnostic> findings, CancellationToken cancellation)
    {
        LintInput other = input with { Configuration = input.Configuration with { Schema = schema, IsSchemaSet = true } };
        return [.. OtherSchemaFindings.Vanishing(findings, Lint([other], null, cancellation).SelectMany(static finding => finding.Apart()))];
    }

    /// <summary>The findings in a file, which is part of several rule sets where several servers load it.</summary>
    private static IEnumerable<Diagnostic> Distinct(List<FileScope> scopes)
    {
        if (scopes.Count == 1)
        {
            return scopes[0].Findings;
        }

        List<Diagnostic> findings = [.. scopes.SelectMany(static scope => scope.Findings)];
        findings.Sort(DiagnosticOrder.Compare);
        return findings.Where((finding, i) => i == 0 || DiagnosticOrder.Compare(findings[i - 1], finding) != 0);
    }
}
