using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint;

/// <summary>
/// Rule sets that nobody says are different, with the facts that hold for all of them whether they are loaded together or
/// not; what a rule records is known only to the files of its set. A set that is known to be complete is one by itself.
/// </summary>
internal sealed class LintAnalysis
{
    // How much more work the actions on a file are than its part in those on a rule set, about.
    private const int FilesAgainstSet = 16;

    private readonly RuleSet _all;
    private readonly Dictionary<RuleFile, AnalyzedFile> _files = [];
    private readonly bool _isKept;
    private Dictionary<RuleFile, RuleSet[]> _setsOf = [];
    private Dictionary<RuleFile, FileScope>? _found;
    private bool _isOpen = true;

    /// <summary>Makes an analysis of sets.</summary>
    /// <param name="definitions">All sets of the lint.</param>
    /// <param name="places">Which of them it is an analysis of.</param>
    /// <param name="files">All files of the lint, to which the indexes of the sets point.</param>
    /// <param name="isKept">Whether files are exchanged later, so that what is asked has to be noted.</param>
    /// <param name="threads">How the work is shared, and what ends it early.</param>
    /// <param name="index">The index of all files of these sets, where it is there already.</param>
    public LintAnalysis(ImmutableArray<RuleSetDefinition> definitions, int[] places, IReadOnlyList<ReadInput> files, bool isKept, ParallelOptions threads, RuleIndex? index = null)
    {
        _isKept = isKept;
        var isMember = new bool[files.Count];
        foreach (int place in places)
        {
            foreach (int member in definitions[place].Indexes)
            {
                isMember[member] = true;
            }
        }

        ReadInput[] members = [.. files.Where((_, i) => isMember[i])];
        List<ReadInput>[] filesOf = Array.ConvertAll(places, place => FilesOf(definitions[place], files));
        _all = RuleSet.Create(index ?? RuleIndex.Of(RuleFilesOf(members), threads));
        RuleIndex[] indexes = places.Length == 1 ? [] : Index(filesOf, threads);
        _files.EnsureCapacity(members.Length);
        Sets = new AnalyzedRuleSet[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            Sets[i] = new AnalyzedRuleSet(places[i], definitions[places[i]].IsKnown, places.Length == 1 ? _all : RuleSet.Create(indexes[i], _all), filesOf[i]);
        }

        FactsOptions options = ConfiguredFacts.Options([.. members.Select(static file => file.Input.Configuration)], ConfigurationOf, LintConfiguration.Default) with { Cancellation = threads.CancellationToken };
        if (Sets.Length > 1)
        {
            _setsOf = FindSets();
            options = options with { IsKnownTo = (file, metric) => Array.Exists(_setsOf[file], set => set.Records(metric)) };
        }

        Facts = new RuleSetFacts(_all, options);
        foreach (AnalyzedRuleSet set in Sets)
        {
            foreach (ReadInput file in set.Files)
            {
                Add(file, set, threads.CancellationToken);
            }
        }
    }

    /// <summary>The sets.</summary>
    public AnalyzedRuleSet[] Sets { get; }

    /// <summary>What is known of the expressions of all files.</summary>
    public RuleSetFacts Facts { get; }

    /// <summary>Whether of some file not all findings were kept.</summary>
    public bool IsFull => _files.Values.Any(static file => file.Scope.IsFull);

    /// <summary>Runs all actions, over the files and rule sets that are open: those on files beside those on rule sets.</summary>
    /// <returns>How many files those were.</returns>
    public int Check(CheckRunner runner, ParallelOptions threads)
    {
        Begin(runner, threads);
        int files = Check(runner, ofFiles: true, ofSets: _isOpen, threads);
        Collect();
        return files;
    }

    /// <summary>Runs the actions that look at one file, rule or expression, over the files that are open.</summary>
    /// <returns>How many those were.</returns>
    public int CheckFiles(CheckRunner runner, ParallelOptions threads)
    {
        Begin(runner, threads);
        return Check(runner, ofFiles: true, ofSets: false, threads);
    }

    /// <summary>Runs the actions that look across files, over the rule sets that are open.</summary>
    public void CheckRuleSets(CheckRunner runner, ParallelOptions threads)
    {
        Check(runner, ofFiles: false, ofSets: _isOpen, threads);
        Collect();
    }

    private void Begin(CheckRunner runner, ParallelOptions threads)
    {
        Facts.Cancellation = threads.CancellationToken;
        Facts.FindRecorded();
        foreach (AnalyzedRuleSet set in Sets.Where(static set => set.IsOpen))
        {
            Start(set, runner, threads.CancellationToken);
        }
    }

    private int Check(CheckRunner runner, bool ofFiles, bool ofSets, ParallelOptions threads)
    {
        AnalyzedFile[] files = ofFiles ? [.. _files.Values.Where(static file => file.IsOpen)] : [];
        AnalyzedRuleSet[] sets = ofSets ? [.. Sets.Where(static set => set.IsOpen)] : [];
        int[] lengths = new int[files.Length + sets.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = i < files.Length ? files[i].Of.File.Source.Text.Length : LengthOf(sets[i - files.Length]) / FilesAgainstSet;
        }

        bool isRunApart = ofSets && Sets.Length > 1;
        ParallelWork.LargestFirst(isRunApart ? [.. lengths, int.MaxValue] : lengths, threads, i =>
        {
            if (i < files.Length)
            {
                CheckFile(files[i], threads.CancellationToken);
            }
            else if (i < lengths.Length)
            {
                CheckRuleSet(runner, sets[i - files.Length]);
            }
            else
            {
                CheckAll(runner, new RuleSetRun(_all, isKnown: false, Facts, ScopeOf, threads.CancellationToken));
            }
        });
        return files.Length;
    }

    private static int LengthOf(AnalyzedRuleSet set)
    {
        long length = 0;
        foreach (ReadInput file in set.Files)
        {
            length += file.File.Source.Text.Length;
        }

        return (int)Math.Min(length, int.MaxValue);
    }

    private void CheckAll(CheckRunner runner, RuleSetRun run)
    {
        var found = new Dictionary<RuleFile, FileScope>();
        runner.RunAll(run.Reporting(file => ScopeApart(file, found)));
        _found = WithFindings(found);
    }

    /// <summary>The scopes with findings; null where there is none, as in most rule sets.</summary>
    private static Dictionary<RuleFile, FileScope>? WithFindings(Dictionary<RuleFile, FileScope> found)
    {
        foreach ((RuleFile file, FileScope scope) in found)
        {
            if (scope.Findings.Count == 0)
            {
                found.Remove(file);
            }
        }

        return found.Count == 0 ? null : found;
    }

    private void CheckRuleSet(CheckRunner runner, AnalyzedRuleSet set)
    {
        var found = new Dictionary<RuleFile, FileScope>();
        set.Runner!.RunRuleSet(set.Run!.Reporting(file => ScopeApart(file, found)));
        if (Sets.Length == 1)
        {
            // What its actions know of the files, those on all files need not find again.
            CheckAll(runner, set.Run.Assumed());
        }

        set.Found = WithFindings(found);
        set.Run = null;
        set.IsOpen = false;
    }

    /// <summary>Brings together what was found across files: a file may be part of several sets, each of which finds by itself.</summary>
    private void Collect()
    {
        if (!_isOpen)
        {
            return;
        }

        foreach (AnalyzedFile file in _files.Values)
        {
            file.KeepFindingsOfFile();
        }

        foreach (AnalyzedRuleSet set in Sets)
        {
            Take(set.Found);
        }

        Take(_found);

        foreach (AnalyzedFile file in _files.Values.Where(static file => file.HasFindingsOfRuleSet))
        {
            file.Of.Report = null;
        }

        _isOpen = false;
    }

    private void Take(Dictionary<RuleFile, FileScope>? found)
    {
        if (found is null)
        {
            return;
        }

        foreach ((RuleFile file, FileScope scope) in found)
        {
            _files[file].Scope.Take(scope);
        }
    }

    private FileScope ScopeApart(RuleFile file, Dictionary<RuleFile, FileScope> scopes)
    {
        if (!scopes.TryGetValue(file, out FileScope? scope))
        {
            scopes.Add(file, scope = _files[file].Scope.Apart());
        }

        return scope;
    }

    /// <summary>Takes files out and puts others in, and opens all that may find something else for it.</summary>
    /// <param name="filesOf">The files of each set, in order, as they are afterwards.</param>
    /// <param name="all">All files of the lint, in order, as they are afterwards.</param>
    /// <param name="gone">The files that are no longer there.</param>
    /// <param name="come">Those that are new.</param>
    public void Exchange(IReadOnlyList<List<ReadInput>> filesOf, IReadOnlyList<ReadInput> all, HashSet<ReadInput> gone, HashSet<ReadInput> come)
    {
        HashSet<ReadInput> members = [.. filesOf.SelectMany(static files => files)];
        RuleFile[] left = [.. _all.Files.Where(file => gone.Contains(_files[file].Of))];
        RuleFile[] entered = [.. all.Where(file => come.Contains(file) && members.Contains(file)).Select(static file => file.File)];
        if (left.Length == 0 && entered.Length == 0)
        {
            return;
        }

        _isOpen = true;
        bool wasPartlyUnread = _all.IsPartlyUnread;
        ImmutableArray<ReadOnlyMemory<char>> unread = _all.Index.UnreadRecords;
        foreach (RuleFile file in left)
        {
            _files.Remove(file);
        }

        for (int i = 0; i < Sets.Length; i++)
        {
            Exchange(Sets[i], filesOf[i], gone, come);
        }

        if (Sets.Length > 1)
        {
            _all.Index.Exchange([.. all.Where(members.Contains).Select(static file => file.File)], left, entered);
            _setsOf = FindSets();
        }

        ChangedNames changes = FindChanges(left, entered, wasPartlyUnread, unread);
        Facts.Exchange(left, entered, changes);
        Open(changes);
    }

    private static List<ReadInput> FilesOf(RuleSetDefinition definition, IReadOnlyList<ReadInput> files)
    {
        var members = new List<ReadInput>(definition.Indexes.Length);
        foreach (int index in definition.Indexes)
        {
            members.Add(files[index]);
        }

        return members;
    }

    private static ImmutableArray<RuleFile> RuleFilesOf(IReadOnlyCollection<ReadInput> files) => [.. files.Select(static file => file.File)];

    private static RuleIndex[] Index(List<ReadInput>[] sets, ParallelOptions threads)
    {
        var indexes = new RuleIndex[sets.Length];
        ParallelWork.For(sets.Length, threads, i => indexes[i] = new RuleIndex(RuleFilesOf(sets[i])));
        return indexes;
    }

    private void Exchange(AnalyzedRuleSet set, List<ReadInput> files, HashSet<ReadInput> gone, HashSet<ReadInput> come)
    {
        ReadInput[] left = [.. set.Files.Where(gone.Contains)];
        ReadInput[] entered = [.. files.Where(come.Contains)];
        set.Files = files;
        if (left.Length == 0 && entered.Length == 0)
        {
            return;
        }

        set.IsOpen = true;
        set.Rules.Index.Exchange([.. files.Select(static file => file.File)], [.. left.Select(static file => file.File)], [.. entered.Select(static file => file.File)]);
        foreach (ReadInput file in entered)
        {
            Add(file, set, default);
        }
    }

    /// <summary>What is asked for by a name or otherwise and may have another answer now. Facts add what rests on it.</summary>
    private ChangedNames FindChanges(RuleFile[] left, RuleFile[] entered, bool wasPartlyUnread, ImmutableArray<ReadOnlyMemory<char>> unread)
    {
        var changes = new ChangedNames();
        foreach (RuleFile file in left.Concat(entered))
        {
            changes.Add(file);
        }

        if (!AreAlike(left, entered, AlertNames))
        {
            changes.Parts |= RuleSetParts.AlertNames;
        }

        if (left.Concat(entered).Any(static file => file.UnitTests is not null))
        {
            changes.Parts |= RuleSetParts.Tests;
        }

        if (!AreAlike<bool>(left, entered, static file => [file.UnitTests is null]))
        {
            changes.Parts |= RuleSetParts.Paths;
        }

        if (!AreAlike<int>(left, entered, static file => [file.Rules.Count()]))
        {
            changes.Parts |= RuleSetParts.Order;
        }

        if (wasPartlyUnread != _all.IsPartlyUnread)
        {
            changes.Parts |= RuleSetParts.Unread;
        }

        AddUnread(changes, unread);
        return changes;

        static IEnumerable<string?> AlertNames(RuleFile file) => file.Rules.OfType<AlertingRule>().Select(static rule => rule.NameText);
    }

    /// <summary>Whether each file that is gone has another one in its place that is like it in something.</summary>
    private static bool AreAlike<T>(RuleFile[] left, RuleFile[] entered, Func<RuleFile, IEnumerable<T>> what) =>
        left.Length == entered.Length && left.Zip(entered).All(pair => pair.First.Source.Path == pair.Second.Source.Path && what(pair.First).SequenceEqual(what(pair.Second)));

    /// <summary>Adds the names that may be recorded in a part that cannot be read, and could not be before, or the other way round.</summary>
    private void AddUnread(ChangedNames changes, ImmutableArray<ReadOnlyMemory<char>> before)
    {
        ImmutableArray<ReadOnlyMemory<char>> now = _all.Index.UnreadRecords;
        if (before.Length == now.Length && before.Zip(now).All(static pair => pair.First.Span.SequenceEqual(pair.Second.Span)))
        {
            return;
        }

        IEnumerable<string> asked = _files.Values.Select(static file => file.Asked).Concat(Sets.Select(static set => set.Asked)).SelectMany(static asked => asked?.Names.Of(NameUses.Recorded) ?? []);
        foreach (string metric in asked.Concat(_all.Index.RecordedMetrics).Concat(_all.Index.ReadMetrics).Distinct(StringComparer.Ordinal))
        {
            if (RuleIndex.MayBeAmong(before, metric) != RuleIndex.MayBeAmong(now, metric))
            {
                changes.Names.Add(NameUses.Recorded, metric);
            }
        }
    }

    private void Open(ChangedNames changes)
    {
        foreach (AnalyzedFile file in _files.Values)
        {
            file.IsOpen = file.IsOpen || file.Asked?.IsTouchedBy(changes) != false;
        }

        // What a set that stands alone asks is asked of itself.
        foreach (AnalyzedRuleSet set in Sets)
        {
            set.IsOpen = set.IsOpen || set.Asked?.IsTouchedBy(changes) != false;
        }
    }

    private void Add(ReadInput file, AnalyzedRuleSet set, CancellationToken cancellation)
    {
        if (!_files.ContainsKey(file.File))
        {
            var analyzed = new AnalyzedFile(file, set, new FileScope(file.Input.Configuration, Facts, set.Rules, isAssumedTogether: !set.IsKnown, cancellation));
            _files.Add(file.File, analyzed);
            file.Analyzed.Add(analyzed);
        }
    }

    private void Start(AnalyzedRuleSet set, CheckRunner runner, CancellationToken cancellation)
    {
        bool isNoted = _isKept && Sets.Length > 1;
        set.Asked = isNoted ? new AskedNames() : null;
        set.Run = isNoted
            ? new RuleSetRun(set.Rules.NotingSurroundings(set.Asked!), set.IsKnown, Facts.Noting(set.Asked!), ScopeOf, cancellation)
            : new RuleSetRun(set.Rules, set.IsKnown, Facts, ScopeOf, cancellation);
        set.Runner = runner.Start(set.Run);
    }

    private void CheckFile(AnalyzedFile file, CancellationToken cancellation)
    {
        RuleFile read = file.Of.File;
        AnalyzedRuleSet set = file.RuleSet;
        AskedNames? asked = _isKept ? new AskedNames() : null;
        FileScope scope = asked is null
            ? file.Scope
            : new FileScope(file.Of.Input.Configuration, Facts.Noting(asked), set.Rules.Noting(asked), isAssumedTogether: !set.IsKnown, cancellation);

        // Few checks ask once more; kept, the facts of all rules would take more memory than the rules.
        set.Runner!.RunFile(read, scope, Facts.Forget);
        file.Close(scope, asked);
        Facts.Forget(read);
    }

    private Dictionary<RuleFile, RuleSet[]> FindSets()
    {
        var setsOf = new Dictionary<RuleFile, RuleSet[]>(_all.Files.Length);
        foreach (AnalyzedRuleSet set in Sets)
        {
            RuleSet[] alone = [set.Rules];
            foreach (ReadInput file in set.Files)
            {
                // Most files are part of one set.
                if (!setsOf.TryAdd(file.File, alone))
                {
                    setsOf[file.File] = [.. setsOf[file.File], set.Rules];
                }
            }
        }

        return setsOf;
    }

    private FileScope ScopeOf(RuleFile file) => _files[file].Scope;

    private LintConfiguration ConfigurationOf(RuleFile file) => _files.TryGetValue(file, out AnalyzedFile? analyzed) ? analyzed.Of.Input.Configuration : LintConfiguration.Default;
}
