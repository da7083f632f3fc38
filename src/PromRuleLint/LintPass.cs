using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Regex;
using PromRuleLint.Results.Merging;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint;

/// <summary>
/// A lint, step by step, in the order in which the steps stand here. One that is kept can go on with other inputs
/// (<see cref="TryContinue"/>): the same steps then do only what is open.
/// </summary>
internal sealed class LintPass(Linter linter, CheckRunner runner, IReadOnlyList<LintInput> inputs, DateOnly? today, CancellationToken cancellation, bool isKept = false)
{
    /// <summary>With no more steps of automata than this, no limit on them is near.</summary>
    private const long FewPatternSteps = Re2Budget.PerSelector / 4;

    /// <summary>Less text than this, in characters, is read and checked on one thread.</summary>
    private const int LittleText = 65_536;

    private readonly List<LintAnalysis> _analyses = [];
    private readonly RepeatScopes _repeatScopes = new();
    private ImmutableArray<RuleSetDefinition> _definitions = [];
    private ReadInput[] _files = [];
    private DateOnly? _today = today;
    private ParallelOptions _threads = Threads(inputs, cancellation);

    /// <summary>What is known of the expressions of all files, once for the files that may be loaded together.</summary>
    internal IEnumerable<RuleSetFacts> Facts => _analyses.Select(static analysis => analysis.Facts);

    /// <summary>How many files the last call of <see cref="Check"/> or <see cref="CheckFiles"/> ran actions over.</summary>
    public int FilesChecked { get; private set; }

    /// <summary>
    /// Whether another lint may go on from here, and if this one did so itself, whether what it found is what a lint from
    /// nothing finds. Where a limit is near, what is found may depend on the order of the work; what other checks keep of a
    /// rule set that they start on is not known.
    /// </summary>
    public bool MayContinue => isKept && !runner.StartsOthers && !_analyses.Exists(static analysis => analysis.IsFull)
        && _analyses.TrueForAll(static analysis => analysis.Facts.PatternSteps <= FewPatternSteps);

    /// <summary>Reads all files.</summary>
    public void Read() => _files = [.. inputs.Zip(Read(inputs, isKept ? default : cancellation), static (input, file) => new ReadInput(input, file))];

    /// <summary>Finds out which files are loaded together.</summary>
    public void FindRuleSets()
    {
        // Where nobody says of files that no others are loaded with them, the index of all files is that of the one analysis.
        RuleIndex? index = null;
        if (Array.TrueForAll(_files, static file => file.Input.RuleSet.Length == 0 && file.Input.LoadedBy.IsEmpty))
        {
            index = RuleIndex.Of([.. _files.Select(static file => file.File)], _threads, meanwhile: () => _definitions = Find(_files));
        }
        else
        {
            _definitions = Find(_files);
        }

        List<int> open = [];
        for (int place = 0; place < _definitions.Length; place++)
        {
            if (_definitions[place].IsClosed)
            {
                _analyses.Add(new LintAnalysis(_definitions, [place], _files, isKept, _threads));
            }
            else
            {
                open.Add(place);
            }
        }

        if (open.Count > 0)
        {
            _analyses.Add(new LintAnalysis(_definitions, [.. open], _files, isKept, _threads, index));
        }
    }

    /// <summary>Runs all checks.</summary>
    public void Check()
    {
        // What other checks have gathered from the files of a rule set, they may look at when its files are done.
        if (runner.HasOthersOnRuleSets)
        {
            CheckFiles();
            CheckRuleSets();
            return;
        }

        FilesChecked = 0;
        foreach (LintAnalysis analysis in _analyses)
        {
            FilesChecked += analysis.Check(runner, _threads);
        }
    }

    /// <summary>Runs the checks that look at one file, rule or expression.</summary>
    public void CheckFiles() => FilesChecked = _analyses.Sum(analysis => analysis.CheckFiles(runner, _threads));

    /// <summary>Runs the checks that look across files.</summary>
    public void CheckRuleSets()
    {
        foreach (LintAnalysis analysis in _analyses)
        {
            analysis.CheckRuleSets(runner, _threads);
        }
    }

    /// <summary>Gives what is not suppressed, in the order of reports.</summary>
    public LintRun Report()
    {
        var outcome = new SuppressionOutcome();
        ImmutableArray<Diagnostic> findings = InOrder(Merge(outcome), static finding => finding);
        return new LintRun(findings, InOrder(outcome.Suppressed, static each => each.Diagnostic), ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(_files, static file => file.File.Kind)), outcome.FirstEnd);
    }

    /// <summary>Goes on with other inputs, if they differ in files only that come, go or have another text.</summary>
    /// <returns>Whether that is so; if not, nothing has changed and a lint has to begin anew.</returns>
    public bool TryContinue(LintInput[] others, DateOnly? day, CancellationToken ending)
    {
        if (LintChange.Find(_files, others, _definitions, static file => file.File.PatternBudget is { IsSpent: true } or { Taken: > FewPatternSteps }) is not { } change)
        {
            return false;
        }

        foreach (LintAnalysis analysis in _analyses)
        {
            analysis.Exchange([.. analysis.Sets.Select(set => change.FilesOf(set.Place))], change.Files, change.Gone, change.Come);
        }

        _files = change.Files;
        _repeatScopes.Forget(change.Gone.Select(static file => file.File));
        _definitions = change.Definitions;
        _today = day;
        _threads = Threads(others, ending);
        return true;
    }

    internal static RuleFile[] Read(IReadOnlyList<LintInput> inputs, CancellationToken cancellation)
    {
        RuleFile[] files = ReadEach(inputs, cancellation);
        TestedRuleFileResolver.Resolve(inputs, files);
        return files;
    }

    /// <summary>Reads files, without what unit tests load.</summary>
    internal static RuleFile[] ReadEach(IReadOnlyList<LintInput> inputs, CancellationToken cancellation)
    {
        var files = new RuleFile[inputs.Count];
        var patterns = new Re2Shapes();
        var texts = new SharedTexts(LengthOf(inputs));
        var trees = new Dictionary<object, SharedTrees>(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<object, LintInput> alike in inputs.GroupBy<LintInput, object>(static input => input.Configuration.PromQL, ReferenceEqualityComparer.Instance))
        {
            trees.Add(alike.Key, new SharedTrees(LengthOf(alike)));
        }

        int[] lengths = Array.ConvertAll([.. inputs], static input => input.Source.Text.Length);
        ParallelWork.LargestFirst(lengths, Threads(inputs, cancellation), i => files[i] = RuleFileReader.Read(inputs[i].Source, inputs[i].Configuration.ReaderOptions with { MustHoldRules = inputs[i].MustHoldRules, Patterns = patterns, Texts = texts, Trees = trees[inputs[i].Configuration.PromQL], Cancellation = cancellation }));
        return files;
    }

    private static long LengthOf(IEnumerable<LintInput> inputs)
    {
        long length = 0;
        foreach (LintInput input in inputs)
        {
            length += input.Source.Text.Length;
        }

        return length;
    }

    private static ParallelOptions Threads(IReadOnlyList<LintInput> inputs, CancellationToken cancellation) =>
        new() { CancellationToken = cancellation, MaxDegreeOfParallelism = LengthOf(inputs) < LittleText ? 1 : -1 };

    private static ImmutableArray<RuleSetDefinition> Find(ReadInput[] files) =>
        RuleSetFinder.Find([.. files.Select(static file => file.Input)], [.. files.Select(static file => file.File)]);

    // Through aliases the same YAML is read several times.
    private static ImmutableArray<T> InOrder<T>(IEnumerable<T> findings, Func<T, Diagnostic> diagnosticOf)
    {
        List<T> sorted = [.. findings];
        sorted.Sort((one, other) => DiagnosticOrder.Compare(diagnosticOf(one), diagnosticOf(other)));
        return [.. sorted.Where((finding, i) => i == 0 || DiagnosticOrder.Compare(diagnosticOf(sorted[i - 1]), diagnosticOf(finding)) != 0)];
    }

    /// <summary>What of the findings is not suppressed, with those that tell one fault as one.</summary>
    private IEnumerable<Diagnostic> Merge(SuppressionOutcome outcome)
    {
        ReadInput[] open = [.. _files.Where(file => file.Report is not { } report || report.IsReadWhole != IsReadWhole(file) || report.Today != _today)];
        ParallelWork.For(open.Length, _threads, i => open[i].Report = FileReport.Make(open[i], linter, IsReadWhole(open[i]), _today, _threads.CancellationToken));
        var all = new List<PlacedFinding>();
        var ofOtherSchema = new Dictionary<Diagnostic, List<Diagnostic>>(ReferenceEqualityComparer.Instance);
        foreach (ReadInput file in _files)
        {
            FileReport report = file.Report!;
            all.AddRange(report.Findings);
            outcome.Add(report.Outcome);
            if (report.OfOtherSchema is var (lead, explained))
            {
                ofOtherSchema.Add(lead, explained);
            }
        }

        HashSet<Diagnostic> suppressed = new(outcome.Suppressed.Select(static each => each.Diagnostic), ReferenceEqualityComparer.Instance);
        return FindingMerger.Merge(all, ofOtherSchema, _repeatScopes, finding => !suppressed.Contains(finding));

        static bool IsReadWhole(ReadInput file) => file.Analyzed.TrueForAll(static analyzed => !analyzed.RuleSet.Rules.IsPartlyUnread);
    }
}
