using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Regex;
using PromRuleLint.Results;
using PromRuleLint.Results.Merging;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint;

/// <summary>One lint, step by step; the steps are called once each, in the order in which they stand here.</summary>
internal sealed class LintPass(Linter linter, CheckRunner runner, IReadOnlyList<LintInput> inputs, DateOnly? today, CancellationToken cancellation)
{
    private readonly List<Analysis> _analyses = [];
    private readonly List<FileScope>[] _scopes = [.. inputs.Select(static _ => new List<FileScope>(1))];
    private RuleFile[] _files = [];

    /// <summary>What is known of the expressions of all files, once for the files that may be loaded together.</summary>
    internal IEnumerable<RuleSetFacts> Facts => _analyses.Select(static analysis => analysis.Facts);

    private ParallelOptions Threads { get; } = new() { CancellationToken = cancellation };

    /// <summary>Reads all files.</summary>
    public void Read() => _files = Read(inputs, cancellation);

    /// <summary>Finds out which files are loaded together.</summary>
    public void FindRuleSets()
    {
        ImmutableArray<RuleSetDefinition> sets = RuleSetFinder.Find(inputs, _files);
        foreach (RuleSetDefinition closed in sets.Where(static set => set.IsClosed))
        {
            _analyses.Add(Prepare([closed]));
        }

        ImmutableArray<RuleSetDefinition> open = [.. sets.Where(static set => !set.IsClosed)];
        if (!open.IsEmpty)
        {
            _analyses.Add(Prepare(open));
        }
    }

    /// <summary>Runs the checks that look at one file, rule or expression.</summary>
    public void CheckFiles()
    {
        foreach (Analysis analysis in _analyses)
        {
            Dictionary<RuleSet, CheckRunner> runnerOf = analysis.Runs.ToDictionary(static run => run.RuleSet, runner.Start);
            analysis.Runners.AddRange(analysis.Runs.Select(run => runnerOf[run.RuleSet]));
            Parallel.ForEach(analysis.Files, Threads, file =>
            {
                FileScope scope = analysis.ScopeOf[file];
                runnerOf[scope.RuleSet].RunFile(file, scope);

                // Few checks of rule sets ask once more; kept, the facts of all rules would take more memory than the rules.
                analysis.Facts.Forget(file);
            });
        }
    }

    /// <summary>Runs the checks that look across files.</summary>
    public void CheckRuleSets()
    {
        foreach (Analysis analysis in _analyses)
        {
            // Each set finds by itself, and the findings come together in the order of the sets: a file may be part of several.
            var scopes = new Dictionary<RuleFile, FileScope>[analysis.Runs.Length];
            Parallel.For(0, scopes.Length, Threads, i =>
            {
                Dictionary<RuleFile, FileScope> own = scopes[i] = [];
                analysis.Runners[i].RunRuleSet(analysis.Runs[i].Reporting(ScopeOf));

                FileScope ScopeOf(RuleFile file)
                {
                    if (!own.TryGetValue(file, out FileScope? scope))
                    {
                        own.Add(file, scope = analysis.ScopeOf[file].Apart());
                    }

                    return scope;
                }
            });
            foreach ((RuleFile file, FileScope scope) in scopes.SelectMany(static own => own))
            {
                analysis.ScopeOf[file].Take(scope);
            }

            runner.RunAll(analysis.Whole);
        }
    }

    /// <summary>Gives what is not suppressed, in the order of reports.</summary>
    public LintRun Report()
    {
        var outcome = new SuppressionOutcome();
        ImmutableArray<Diagnostic> findings = InOrder(Merge(outcome), static finding => finding);
        return new LintRun(findings, InOrder(outcome.Suppressed, static each => each.Diagnostic), [.. _files.Select(static file => file.Kind)], outcome.FirstEnd);
    }

    // Through aliases the same YAML is read several times.
    private static ImmutableArray<T> InOrder<T>(IEnumerable<T> findings, Func<T, Diagnostic> diagnosticOf)
    {
        List<T> sorted = [.. findings];
        sorted.Sort((one, other) => DiagnosticOrder.Compare(diagnosticOf(one), diagnosticOf(other)));
        return [.. sorted.Where((finding, i) => i == 0 || DiagnosticOrder.Compare(diagnosticOf(sorted[i - 1]), diagnosticOf(finding)) != 0)];
    }

    internal static RuleFile[] Read(IReadOnlyList<LintInput> inputs, CancellationToken cancellation)
    {
        var files = new RuleFile[inputs.Count];
        var patterns = new Re2Shapes();
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation }, i => files[i] = RuleFileReader.Read(inputs[i].Source, inputs[i].Configuration.ReaderOptions with { MustHoldRules = inputs[i].MustHoldRules, Patterns = patterns, Cancellation = cancellation }));
        TestedRuleFileResolver.Resolve(inputs, files);
        return files;
    }

    /// <summary>
    /// Rule sets that nobody says are different. Facts hold whether they are loaded together or not; what a rule records is
    /// known only to the files of its set.
    /// </summary>
    private Analysis Prepare(ImmutableArray<RuleSetDefinition> sets)
    {
        int[] members = [.. sets.SelectMany(static set => set.Indexes).Distinct().Order()];
        RuleSet all = RuleSet.Create(members.Select(i => _files[i]));
        RuleSet[] ruleSets = [all];
        if (sets.Length > 1)
        {
            ruleSets = new RuleSet[sets.Length];
            Parallel.For(0, sets.Length, Threads, i => ruleSets[i] = RuleSet.Create(sets[i].Indexes.Select(index => _files[index]), all));
        }

        ILookup<RuleFile, RuleSet> setsOf = sets.SelectMany((set, i) => set.Indexes.Select(member => (File: _files[member], Set: ruleSets[i]))).ToLookup(static pair => pair.File, static pair => pair.Set);
        FactsOptions options = ConfiguredFacts.Options([.. members.Select(i => (_files[i], inputs[i].Configuration))], LintConfiguration.Default);
        options = options with { Cancellation = cancellation };
        var facts = new RuleSetFacts(all, sets.Length == 1 ? options : options with { IsKnownTo = (file, metric) => setsOf[file].Any(set => !set.RecordingRules(metric).IsEmpty) });
        var scopeOf = new Dictionary<RuleFile, FileScope>();
        for (int i = 0; i < sets.Length; i++)
        {
            foreach (int member in sets[i].Indexes)
            {
                if (!scopeOf.ContainsKey(_files[member]))
                {
                    scopeOf[_files[member]] = new FileScope(inputs[member].Configuration, facts, ruleSets[i], isAssumedTogether: !sets[i].IsKnown, cancellation);
                    _scopes[member].Add(scopeOf[_files[member]]);
                }
            }
        }

        RuleSetRun[] runs = [.. sets.Select((set, i) => new RuleSetRun(ruleSets[i], set.IsKnown, facts, file => scopeOf[file], cancellation))];
        RuleSetRun whole = runs.Length == 1 ? runs[0].Assumed() : new RuleSetRun(all, isKnown: false, facts, file => scopeOf[file], cancellation);
        return new Analysis(runs, whole, facts, [.. members.Select(i => _files[i]).Distinct()], scopeOf);
    }

    /// <summary>What of the findings is not suppressed, with those that tell one fault as one.</summary>
    private IEnumerable<Diagnostic> Merge(SuppressionOutcome outcome)
    {
        var all = new List<PlacedFinding>();
        var ofOtherSchema = new Dictionary<Diagnostic, List<Diagnostic>>(ReferenceEqualityComparer.Instance);
        var reported = new HashSet<Diagnostic>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < _files.Length; i++)
        {
            RuleFile file = _files[i];
            RuleSet ruleSet = _scopes[i][0].RuleSet;
            cancellation.ThrowIfCancellationRequested();
            if (WorkLimits.Find(file) is { } limited)
            {
                _scopes[i][0].Findings.Add(limited);
            }

            List<Diagnostic> placed = [];
            foreach (Diagnostic finding in AliasFindings.Complete(file, [.. Distinct(_scopes[i])]))
            {
                Rule? rule = file.RuleAt(finding.Location.Range.Start);
                placed.Add(finding.InRule(rule?.Name?.Value));
                all.Add(new PlacedFinding(placed[^1], file, rule, ruleSet));
            }

            if (inputs[i].Configuration is { Schema: RuleSchema.Prometheus, IsSchemaSet: false } && OtherSchemaFindings.SchemaOf(placed) is { } schema)
            {
                ofOtherSchema.Add(placed.Where(static finding => finding.OtherSchema is not null).Min(Comparer<Diagnostic>.Create(DiagnosticOrder.Compare))!, FindVanishing(inputs[i], schema, placed));
            }

            bool isReadWhole = _scopes[i].TrueForAll(static scope => !scope.RuleSet.IsPartlyUnread);
            List<Diagnostic> remaining = Suppressor.Apply(file, _scopes[i][0].Configuration, linter.Descriptors, today, placed, isReadWhole, outcome);
            reported.UnionWith(remaining);
            all.AddRange(remaining.Except(placed).Select(own => new PlacedFinding(own, file, file.RuleAt(own.Location.Range.Start), ruleSet)));
        }

        return FindingMerger.Merge(all, ofOtherSchema, reported.Contains);
    }

    /// <summary>What of the findings in a file is no fault under another schema.</summary>
    private List<Diagnostic> FindVanishing(LintInput input, RuleSchema schema, List<Diagnostic> findings)
    {
        LintInput other = input with { Configuration = input.Configuration with { Schema = schema, IsSchemaSet = true } };
        return [.. OtherSchemaFindings.Vanishing(findings, linter.Lint([other], null, cancellation).SelectMany(static finding => finding.Apart()))];
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

    /// <summary>Rule sets with the facts that hold for all of them.</summary>
    private sealed record Analysis(RuleSetRun[] Runs, RuleSetRun Whole, RuleSetFacts Facts, RuleFile[] Files, Dictionary<RuleFile, FileScope> ScopeOf)
    {
        /// <summary>What runs the actions, by the run; there are none before the start actions have run.</summary>
        public List<CheckRunner> Runners { get; } = [];
    }
}
