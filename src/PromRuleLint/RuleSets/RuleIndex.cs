using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.RuleSets;

/// <summary>
/// Who records, who reads, who alerts, and what depends on what, in some files. Does not change while actions run; between
/// runs files can be exchanged, which costs no more than what they and the rules of the same names hold.
/// </summary>
internal sealed class RuleIndex
{
    private readonly NameTable<RecordingRule> _recording;
    private readonly NameTable<AlertingRule> _alerting;

    // Of a single file, as most sets have, none is needed.
    private Dictionary<RuleFile, int>? _placeOfFile;
    private ReadOnlyMemory<char>[] _unread = [];
    private MetricReaders? _readers;
    private RuleGraph? _graph;
    private TestedNames? _tested;
    private NearNames? _nearAlertNames;
    private string[]? _recordedMetrics;
    private string[]? _readMetrics;

    /// <summary>Reads the rules of files, each of which is there once.</summary>
    public RuleIndex(ImmutableArray<RuleFile> files)
    {
        SetFiles(files);

        // Tables that grow by themselves leave as much behind as they hold.
        _recording = new NameTable<RecordingRule>(Rules.Count(static rule => rule is RecordingRule));
        _alerting = new NameTable<AlertingRule>(Rules.Count(static rule => rule is AlertingRule));
        foreach (Rule rule in Rules)
        {
            if (rule is { NameText: { } recorded } and RecordingRule record)
            {
                _recording.Add(recorded, record);
            }
            else if (rule is { NameText: { } alerted } and AlertingRule alert)
            {
                _alerting.Add(alerted, alert);
            }
        }

        _recording.Close();
        _alerting.Close();
    }

    /// <summary>Reads the rules of files of which it is known to be asked who reads what.</summary>
    /// <param name="files">The files, each of which is there once.</param>
    /// <param name="threads">How the work is shared, and what ends it early.</param>
    /// <param name="meanwhile">What else is to be done at the same time; null for nothing.</param>
    public static RuleIndex Of(ImmutableArray<RuleFile> files, ParallelOptions threads, Action? meanwhile = null)
    {
        RuleIndex? index = null;
        MetricReaders? readers = null;
        ParallelWork.For(3, threads, i =>
        {
            switch (i)
            {
                case 0:
                    meanwhile?.Invoke();
                    break;
                case 1:
                    readers = new MetricReaders(files);
                    break;
                default:
                    index = new RuleIndex(files);
                    break;
            }
        });
        index!._readers = readers;
        return index;
    }

    /// <summary>The files, in the order given.</summary>
    public ImmutableArray<RuleFile> Files { get; private set; }

    /// <summary>All rules of all files, in the order of the files and of their text.</summary>
    public IEnumerable<Rule> Rules => RulesOf(Files);

    /// <summary>Counts the rules of all files.</summary>
    public int CountRules() => Files.Sum(static file => file.Groups.Sum(static group => group.Rules.Length));

    /// <summary>Whether of some file a part is not known.</summary>
    public bool IsPartlyUnread => _unread.Length > 0;

    /// <summary>The names of all recorded metrics, in the order in which they first stand in the rules.</summary>
    public ImmutableArray<string> RecordedMetrics => ImmutableCollectionsMarshal.AsImmutableArray(LazyInitializer.EnsureInitialized(ref _recordedMetrics, () =>
        [.. Rules.OfType<RecordingRule>().Select(static rule => rule.NameText).OfType<string>().Distinct(StringComparer.Ordinal)]));

    /// <summary>The names of all metrics that some expression reads by a fixed name, in the order in which they first stand in the rules.</summary>
    public ImmutableArray<string> ReadMetrics => ImmutableCollectionsMarshal.AsImmutableArray(LazyInitializer.EnsureInitialized(ref _readMetrics, () =>
        [.. Rules.SelectMany(RuleSet.MetricsRead).Distinct(StringComparer.Ordinal)]));

    /// <summary>Which selectors read a metric; found when it is first asked for.</summary>
    public MetricReaders Readers => _readers ?? LazyInitializer.EnsureInitialized(ref _readers, () => new MetricReaders(Files));

    /// <summary>The names of all metrics that selectors read by a fixed name, in no particular order, some perhaps several times.</summary>
    public IEnumerable<string> NamesRead => _readers is { } readers ? readers.Names : NamesInRules();

    /// <summary>The rules that record a metric or alert under a name as another one does, in no particular order.</summary>
    public IEnumerable<IReadOnlyList<Rule>> OfOneName
    {
        get
        {
            foreach (ImmutableArray<RecordingRule> rules in _recording.Several)
            {
                yield return ImmutableCollectionsMarshal.AsArray(rules)!;
            }

            foreach (ImmutableArray<AlertingRule> rules in _alerting.Several)
            {
                yield return ImmutableCollectionsMarshal.AsArray(rules)!;
            }
        }
    }

    /// <summary>The names of all alerts, in no particular order.</summary>
    public IEnumerable<string> AlertNames => _alerting.Names;

    /// <summary>The names of all alerts, to find the one that was meant.</summary>
    public NearNames NearAlertNames => LazyInitializer.EnsureInitialized(ref _nearAlertNames, () =>
        new NearNames(Rules.OfType<AlertingRule>().Select(static rule => rule.NameText).OfType<string>().Distinct(StringComparer.Ordinal)));

    /// <summary>What the unit tests of the files know.</summary>
    public TestedNames Tested => _tested ?? LazyInitializer.EnsureInitialized(ref _tested, () => new TestedNames(Files));

    /// <summary>What recording rule reads from what other.</summary>
    public RuleGraph Graph => _graph ?? LazyInitializer.EnsureInitialized(ref _graph, () => new RuleGraph(this));

    /// <summary>Whether a rule records a metric.</summary>
    public bool Records(string metric) => _recording.Has(metric);

    /// <summary>The rules that record a metric, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<RecordingRule> RecordingRules(string metric) => _recording[metric];

    /// <summary>The rules that alert under a name, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<AlertingRule> AlertingRules(string alert) => _alerting[alert];

    /// <summary>Where a rule stands among all rules, from 0; -1 for a rule that is not of these files.</summary>
    public int OrderOf(Rule rule) => rule.Place >= 0 && PlaceOf(rule.File) is >= 0 and var first ? first + rule.Place : -1;

    /// <summary>Whether a metric may be recorded in a part of a file that could not be read: it, or a template of its name, follows <c>record</c> there.</summary>
    public bool MayBeRecordedUnread(string metric) => MayBeAmong(UnreadRecords, metric);

    /// <summary>What follows <c>record</c> in the parts that could not be read, each to the end of its line.</summary>
    public ImmutableArray<ReadOnlyMemory<char>> UnreadRecords { get; private set; } = [];

    /// <summary>Whether a name may be one of those that follow <c>record</c> in parts that could not be read.</summary>
    public static bool MayBeAmong(ImmutableArray<ReadOnlyMemory<char>> unreadRecords, string metric)
    {
        foreach (ReadOnlyMemory<char> value in unreadRecords)
        {
            if (value.Span.StartsWith(metric, StringComparison.Ordinal) || value.Span.Contains("{{", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Metrics and all that is recorded from them, directly or through others.</summary>
    public HashSet<string> WithDependents(IEnumerable<string> metrics)
    {
        var all = new HashSet<string>(metrics, StringComparer.Ordinal);
        var open = new Queue<string>(all);
        while (open.TryDequeue(out string? metric))
        {
            foreach (MetricReader reader in Readers.NamedOf(metric))
            {
                if (reader.Rule is RecordingRule { NameText: { } recorded } && all.Add(recorded))
                {
                    open.Enqueue(recorded);
                }
            }
        }

        return all;
    }

    /// <summary>
    /// The rules that read some metrics or what is recorded from them, directly or through others, in the order of
    /// <see cref="Rules"/>; those whose selectors have no fixed name, and what is made of them, are taken for such rules.
    /// </summary>
    public Rule[] RulesOn(IEnumerable<string> metrics)
    {
        Rule[] nameless = [.. Readers.NamelessRules];
        IEnumerable<string> recorded = nameless.OfType<RecordingRule>().Select(static rule => rule.NameText).OfType<string>();
        return [.. WithDependents(metrics.Concat(recorded)).SelectMany(metric => Readers.NamedOf(metric)).Select(static reader => reader.Rule).Concat(nameless).Distinct().OrderBy(OrderOf)];
    }

    /// <summary>The rules that record one of some metrics, in the order of <see cref="Rules"/>.</summary>
    public RecordingRule[] RecordingRules(IEnumerable<string> metrics) => [.. metrics.SelectMany(metric => RecordingRules(metric)).OrderBy(OrderOf)];

    /// <summary>Takes files out and puts others in.</summary>
    /// <param name="files">All files, in order, as they are afterwards; those that stay are in the order that they had.</param>
    /// <param name="gone">Those that are no longer there.</param>
    /// <param name="come">Those that are new.</param>
    public void Exchange(ImmutableArray<RuleFile> files, IReadOnlyCollection<RuleFile> gone, IReadOnlyCollection<RuleFile> come)
    {
        HashSet<string> recorded = new(gone.Concat(come).SelectMany(static file => file.Rules).OfType<RecordingRule>().Select(static rule => rule.NameText).OfType<string>(), StringComparer.Ordinal);
        HashSet<RuleFile> left = [.. gone];
        Remove(left);
        _readers?.Remove(left);
        SetFiles(files);
        foreach (RuleFile file in come)
        {
            foreach (Rule rule in file.Rules)
            {
                Insert(rule);
                _readers?.Insert(rule, this);
            }
        }

        _graph?.Exchange(gone, WithDependents(recorded));
    }

    /// <summary>All rules of some files, in the order of the files and of their text.</summary>
    public static IEnumerable<Rule> RulesOf(ImmutableArray<RuleFile> files)
    {
        foreach (RuleFile file in files)
        {
            foreach (RuleGroup group in file.Groups)
            {
                foreach (Rule rule in group.Rules)
                {
                    yield return rule;
                }
            }
        }
    }

    /// <summary>Whether some of the rules depend on themselves, as far as those of the files around them tell, whose cycles are known.</summary>
    public bool MayHaveCycles(RuleIndex surroundings)
    {
        RuleGraph graph = surroundings.Graph;
        if (!graph.HasCycles)
        {
            return false;
        }

        foreach (Rule rule in Rules)
        {
            if (rule is RecordingRule record && graph.CycleOf(record) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<string> NamesInRules()
    {
        foreach (Rule rule in Rules)
        {
            foreach (VectorSelector selector in rule.Selectors)
            {
                if (selector.Name is { } metric)
                {
                    yield return metric;
                }
            }
        }
    }

    private void SetFiles(ImmutableArray<RuleFile> files)
    {
        Files = files;
        _placeOfFile = files.Length > 1 ? PlacesOf(files) : null;
        _unread = files.All(static file => file.Unread.IsEmpty) ? [] : [.. files.SelectMany(static file => file.Unread.Select(range => file.Source.Text.AsMemory(range.Start, range.Length)))];
        UnreadRecords = _unread.Length == 0 ? [] : FindUnreadRecords();
        _tested = null;
        _nearAlertNames = null;
        _recordedMetrics = null;
        _readMetrics = null;
    }

    /// <summary>Where the first rule of each file stands among all rules.</summary>
    private static Dictionary<RuleFile, int> PlacesOf(ImmutableArray<RuleFile> files)
    {
        var places = new Dictionary<RuleFile, int>(files.Length);
        int place = 0;
        foreach (RuleFile file in files)
        {
            places.Add(file, place);
            foreach (RuleGroup group in file.Groups)
            {
                place += group.Rules.Length;
            }
        }

        return places;
    }

    private int PlaceOf(RuleFile file)
    {
        if (_placeOfFile is null)
        {
            return Files is [var only] && only == file ? 0 : -1;
        }

        return _placeOfFile.TryGetValue(file, out int first) ? first : -1;
    }

    private void Remove(HashSet<RuleFile> gone)
    {
        foreach (Rule rule in gone.SelectMany(static file => file.Rules))
        {
            if (rule is { NameText: { } recorded } and RecordingRule)
            {
                _recording[recorded] = _recording[recorded].RemoveAll(rule => gone.Contains(rule.File));
            }
            else if (rule is { NameText: { } alerted } and AlertingRule)
            {
                _alerting[alerted] = _alerting[alerted].RemoveAll(rule => gone.Contains(rule.File));
            }
        }
    }

    private void Insert(Rule rule)
    {
        if (rule is { NameText: { } recorded } and RecordingRule record)
        {
            ImmutableArray<RecordingRule> rules = RecordingRules(recorded);
            _recording[recorded] = rules.Insert(PlaceAmong(rules, static other => other, rule), record);
        }
        else if (rule is { NameText: { } alerted } and AlertingRule alert)
        {
            ImmutableArray<AlertingRule> rules = AlertingRules(alerted);
            _alerting[alerted] = rules.Insert(PlaceAmong(rules, static other => other, rule), alert);
        }
    }

    /// <summary>Behind all that are of rules up to and with this one.</summary>
    internal int PlaceAmong<T>(IReadOnlyList<T> sorted, Func<T, Rule> ruleOf, Rule rule)
    {
        int order = OrderOf(rule);
        int low = 0;
        int high = sorted.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (OrderOf(ruleOf(sorted[middle])) <= order)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>What follows <c>record</c> in the parts that could not be read, each to the end of its line.</summary>
    private ImmutableArray<ReadOnlyMemory<char>> FindUnreadRecords()
    {
        const string Key = "record";
        var values = ImmutableArray.CreateBuilder<ReadOnlyMemory<char>>();
        foreach (ReadOnlyMemory<char> part in _unread)
        {
            ReadOnlyMemory<char> text = part;
            for (int at = text.Span.IndexOf(Key, StringComparison.Ordinal); at >= 0; at = text.Span.IndexOf(Key, StringComparison.Ordinal))
            {
                text = text[(at + Key.Length)..];
                ReadOnlyMemory<char> value = text.TrimStart(" \t:\r\n\"'>|-");
                int end = value.Span.IndexOfAny('\r', '\n');
                values.Add(end < 0 ? value : value[..end]);
            }
        }

        return values.ToImmutable();
    }
}
