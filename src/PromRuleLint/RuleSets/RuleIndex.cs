using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.RuleSets;

/// <summary>
/// Who records, who reads, who alerts, and what depends on what, in some files. Does not change while actions run; between
/// runs files can be exchanged, which costs no more than what they and the rules of the same names hold.
/// </summary>
internal sealed class RuleIndex
{
    private readonly Dictionary<string, ImmutableArray<RecordingRule>> _recording = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<AlertingRule>> _alerting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MetricReader>> _readers = new(StringComparer.Ordinal);
    private readonly List<NamelessReader> _namelessReaders = [];
    private readonly Dictionary<RuleFile, int> _placeOfFile = [];
    private ReadOnlyMemory<char>[] _unread = [];
    private Lazy<RuleGraph> _graph;
    private Lazy<TestedNames> _tested;
    private Lazy<NearNames> _nearAlertNames;
    private Lazy<ImmutableArray<ReadOnlyMemory<char>>> _unreadRecords;
    private Lazy<ImmutableArray<string>> _recordedMetrics;
    private Lazy<ImmutableArray<string>> _readMetrics;

    /// <summary>Reads the rules of files, each of which is there once.</summary>
    public RuleIndex(ImmutableArray<RuleFile> files)
    {
        SetFiles(files);
        // Tables that grow by themselves leave as much behind as they hold.
        var recording = new Dictionary<string, ImmutableArray<RecordingRule>.Builder>(files.Sum(static file => file.Rules.Count(static rule => rule is RecordingRule)), StringComparer.Ordinal);
        var alerting = new Dictionary<string, ImmutableArray<AlertingRule>.Builder>(files.Sum(static file => file.Rules.Count(static rule => rule is AlertingRule)), StringComparer.Ordinal);
        foreach (RuleFile file in files)
        {
            foreach (Rule rule in file.Rules)
            {
                if (rule is { Name: { } recorded } and RecordingRule record)
                {
                    Add(recording, recorded.Value, record);
                }
                else if (rule is { Name: { } alerted } and AlertingRule alert)
                {
                    Add(alerting, alerted.Value, alert);
                }

                AddReaders(rule);
            }
        }

        _recording.EnsureCapacity(recording.Count);
        foreach ((string name, ImmutableArray<RecordingRule>.Builder rules) in recording)
        {
            _recording.Add(name, rules.ToImmutable());
        }

        _alerting.EnsureCapacity(alerting.Count);
        foreach ((string name, ImmutableArray<AlertingRule>.Builder rules) in alerting)
        {
            _alerting.Add(name, rules.ToImmutable());
        }
    }

    /// <summary>The files, in the order given.</summary>
    public ImmutableArray<RuleFile> Files { get; private set; }

    /// <summary>All rules of all files, in the order of the files and of their text.</summary>
    public IEnumerable<Rule> Rules => Files.SelectMany(static file => file.Rules);

    /// <summary>Whether of some file a part is not known.</summary>
    public bool IsPartlyUnread => _unread.Length > 0;

    /// <summary>The names of all recorded metrics, in the order in which they first stand in the rules.</summary>
    public ImmutableArray<string> RecordedMetrics => _recordedMetrics.Value;

    /// <summary>The names of all metrics that some expression reads by a fixed name, in the order in which they first stand in the rules.</summary>
    public ImmutableArray<string> ReadMetrics => _readMetrics.Value;

    /// <summary>All metrics that selectors read by a fixed name, in no particular order, each with these.</summary>
    public IEnumerable<(string Metric, IReadOnlyList<MetricReader> Readers)> ReadersByName
    {
        get
        {
            foreach ((string metric, List<MetricReader> readers) in _readers)
            {
                yield return (metric, readers);
            }
        }
    }

    /// <summary>The rules that record a metric or alert under a name as another one does, in no particular order.</summary>
    public IEnumerable<ImmutableArray<Rule>> OfOneName
    {
        get
        {
            foreach (ImmutableArray<RecordingRule> rules in _recording.Values)
            {
                if (rules.Length > 1)
                {
                    yield return ImmutableArray<Rule>.CastUp(rules);
                }
            }

            foreach (ImmutableArray<AlertingRule> rules in _alerting.Values)
            {
                if (rules.Length > 1)
                {
                    yield return ImmutableArray<Rule>.CastUp(rules);
                }
            }
        }
    }

    /// <summary>The names of all alerts, in no particular order.</summary>
    public IEnumerable<string> AlertNames => _alerting.Keys;

    /// <summary>The names of all alerts, to find the one that was meant.</summary>
    public NearNames NearAlertNames => _nearAlertNames.Value;

    /// <summary>What the unit tests of the files know.</summary>
    public TestedNames Tested => _tested.Value;

    /// <summary>What recording rule reads from what other.</summary>
    public RuleGraph Graph => _graph.Value;

    /// <summary>The rules that record a metric, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<RecordingRule> RecordingRules(string metric) => _recording.TryGetValue(metric, out ImmutableArray<RecordingRule> rules) ? rules : [];

    /// <summary>The rules that alert under a name, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<AlertingRule> AlertingRules(string alert) => _alerting.TryGetValue(alert, out ImmutableArray<AlertingRule> rules) ? rules : [];

    /// <summary>The selectors that read a metric by its name.</summary>
    public IReadOnlyList<MetricReader> NamedReaders(string metric) => _readers.TryGetValue(metric, out List<MetricReader>? readers) ? readers : [];

    /// <summary>The selectors that read a metric by its name, and those whose matchers on <c>__name__</c> let it through.</summary>
    public IEnumerable<MetricReader> Readers(string metric)
    {
        foreach (MetricReader reader in NamedReaders(metric))
        {
            yield return reader;
        }

        foreach (NamelessReader nameless in _namelessReaders)
        {
            if (nameless.Reads(metric))
            {
                yield return nameless.Reader;
            }
        }
    }

    /// <summary>Where a rule stands among all rules, from 0; -1 for a rule that is not of these files.</summary>
    public int OrderOf(Rule rule) => rule.Place >= 0 && _placeOfFile.TryGetValue(rule.File, out int first) ? first + rule.Place : -1;

    /// <summary>Whether a metric may be recorded in a part of a file that could not be read: it, or a template of its name, follows <c>record</c> there.</summary>
    public bool MayBeRecordedUnread(string metric) => MayBeAmong(_unreadRecords.Value, metric);

    /// <summary>What follows <c>record</c> in the parts that could not be read, each to the end of its line.</summary>
    public ImmutableArray<ReadOnlyMemory<char>> UnreadRecords => _unreadRecords.Value;

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
            foreach (MetricReader reader in NamedReaders(metric))
            {
                if (reader.Rule is RecordingRule { Name: { } recorded } && all.Add(recorded.Value))
                {
                    open.Enqueue(recorded.Value);
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
        IEnumerable<Rule> nameless = _namelessReaders.Select(static nameless => nameless.Reader.Rule);
        IEnumerable<string> recorded = nameless.OfType<RecordingRule>().Select(static rule => rule.Name?.Value).OfType<string>();
        return [.. WithDependents(metrics.Concat(recorded)).SelectMany(NamedReaders).Select(static reader => reader.Rule).Concat(nameless).Distinct().OrderBy(OrderOf)];
    }

    /// <summary>The rules that record one of some metrics, in the order of <see cref="Rules"/>.</summary>
    public RecordingRule[] RecordingRules(IEnumerable<string> metrics) => [.. metrics.SelectMany(metric => RecordingRules(metric)).OrderBy(OrderOf)];

    /// <summary>Takes files out and puts others in.</summary>
    /// <param name="files">All files, in order, as they are afterwards; those that stay are in the order that they had.</param>
    /// <param name="gone">Those that are no longer there.</param>
    /// <param name="come">Those that are new.</param>
    public void Exchange(ImmutableArray<RuleFile> files, IReadOnlyCollection<RuleFile> gone, IReadOnlyCollection<RuleFile> come)
    {
        HashSet<string> recorded = new(gone.Concat(come).SelectMany(static file => file.Rules).OfType<RecordingRule>().Select(static rule => rule.Name?.Value).OfType<string>(), StringComparer.Ordinal);
        Remove([.. gone]);
        SetFiles(files, _graph);
        foreach (RuleFile file in come)
        {
            foreach (Rule rule in file.Rules)
            {
                Insert(rule);
            }
        }

        if (_graph.IsValueCreated)
        {
            _graph.Value.Exchange(gone, WithDependents(recorded));
        }
    }

    /// <summary>Whether some of the rules depend on themselves, as far as those of the files around them tell, whose cycles are known.</summary>
    public bool MayHaveCycles(RuleIndex surroundings)
    {
        RuleGraph graph = surroundings.Graph;
        return graph.HasCycles && Rules.OfType<RecordingRule>().Any(rule => graph.CycleOf(rule) >= 0);
    }

    private static void Add<T>(Dictionary<string, ImmutableArray<T>.Builder> index, string name, T rule)
    {
        if (!index.TryGetValue(name, out ImmutableArray<T>.Builder? rules))
        {
            index.Add(name, rules = ImmutableArray.CreateBuilder<T>(1));
        }

        rules.Add(rule);
    }

    [MemberNotNull(nameof(_graph), nameof(_tested), nameof(_nearAlertNames), nameof(_unreadRecords), nameof(_recordedMetrics), nameof(_readMetrics))]
    private void SetFiles(ImmutableArray<RuleFile> files, Lazy<RuleGraph>? graph = null)
    {
        Files = files;
        _placeOfFile.Clear();
        int place = 0;
        foreach (RuleFile file in files)
        {
            _placeOfFile.Add(file, place);
            place += file.Groups.Sum(static group => group.Rules.Length);
        }

        _unread = [.. files.SelectMany(static file => file.Unread.Select(range => file.Source.Text.AsMemory(range.Start, range.Length)))];
        _graph = graph ?? new Lazy<RuleGraph>(() => new RuleGraph(this));
        _tested = new Lazy<TestedNames>(() => new TestedNames(Files));
        _unreadRecords = new Lazy<ImmutableArray<ReadOnlyMemory<char>>>(FindUnreadRecords);
        _nearAlertNames = new Lazy<NearNames>(() => new NearNames(Rules.OfType<AlertingRule>().Select(static rule => rule.Name?.Value).OfType<string>().Distinct(StringComparer.Ordinal)));
        _recordedMetrics = new Lazy<ImmutableArray<string>>(() => [.. Rules.OfType<RecordingRule>().Select(static rule => rule.Name?.Value).OfType<string>().Distinct(StringComparer.Ordinal)]);
        _readMetrics = new Lazy<ImmutableArray<string>>(() => [.. Rules.SelectMany(RuleSet.MetricsRead).Distinct(StringComparer.Ordinal)]);
    }

    private void AddReaders(Rule rule)
    {
        foreach (VectorSelector selector in rule.Selectors)
        {
            var reader = new MetricReader(rule, selector);
            if (selector.Name is not { } metric)
            {
                _namelessReaders.Add(new NamelessReader(reader, NameFilter(selector)));
            }
            else if (_readers.TryGetValue(metric, out List<MetricReader>? readers))
            {
                readers.Add(reader);
            }
            else
            {
                _readers.Add(metric, [reader]);
            }
        }
    }

    private void Remove(HashSet<RuleFile> gone)
    {
        foreach (Rule rule in gone.SelectMany(static file => file.Rules))
        {
            if (rule is { Name: { } recorded } and RecordingRule)
            {
                RemoveAll(_recording, recorded.Value, gone);
            }
            else if (rule is { Name: { } alerted } and AlertingRule)
            {
                RemoveAll(_alerting, alerted.Value, gone);
            }

            foreach (VectorSelector selector in rule.Selectors)
            {
                if (selector.Name is { } metric && _readers.TryGetValue(metric, out List<MetricReader>? readers) && readers.RemoveAll(reader => gone.Contains(reader.Rule.File)) > 0 && readers.Count == 0)
                {
                    _readers.Remove(metric);
                }
            }
        }

        _namelessReaders.RemoveAll(nameless => gone.Contains(nameless.Reader.Rule.File));
    }

    private static void RemoveAll<T>(Dictionary<string, ImmutableArray<T>> index, string name, HashSet<RuleFile> gone)
        where T : Rule
    {
        if (index.TryGetValue(name, out ImmutableArray<T> rules))
        {
            ImmutableArray<T> left = rules.RemoveAll(rule => gone.Contains(rule.File));
            if (left.IsEmpty)
            {
                index.Remove(name);
            }
            else
            {
                index[name] = left;
            }
        }
    }

    private void Insert(Rule rule)
    {
        if (rule is { Name: { } recorded } and RecordingRule record)
        {
            ImmutableArray<RecordingRule> rules = RecordingRules(recorded.Value);
            _recording[recorded.Value] = rules.Insert(PlaceAmong(rules, static other => other, rule), record);
        }
        else if (rule is { Name: { } alerted } and AlertingRule alert)
        {
            ImmutableArray<AlertingRule> rules = AlertingRules(alerted.Value);
            _alerting[alerted.Value] = rules.Insert(PlaceAmong(rules, static other => other, rule), alert);
        }

        foreach (VectorSelector selector in rule.Selectors)
        {
            var reader = new MetricReader(rule, selector);
            if (selector.Name is not { } metric)
            {
                _namelessReaders.Insert(PlaceAmong(_namelessReaders, static nameless => nameless.Reader.Rule, rule), new NamelessReader(reader, NameFilter(selector)));
                continue;
            }

            if (!_readers.TryGetValue(metric, out List<MetricReader>? readers))
            {
                _readers.Add(metric, readers = []);
            }

            readers.Insert(PlaceAmong(readers, static other => other.Rule, rule), reader);
        }
    }

    /// <summary>Behind all that are of rules up to and with this one.</summary>
    private int PlaceAmong<T>(IReadOnlyList<T> sorted, Func<T, Rule> ruleOf, Rule rule)
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

    /// <summary>Whether a selector without a fixed name may read a metric of a name.</summary>
    internal static Func<string, bool> NameFilter(VectorSelector selector)
    {
        var filters = new List<Func<string, bool>>();
        foreach (LabelMatcher matcher in selector.Matchers)
        {
            if (matcher.Name != "__name__")
            {
                continue;
            }

            string value = matcher.Value;
            switch (matcher.Type)
            {
                case MatchType.Equal:
                    filters.Add(name => name == value);
                    break;
                case MatchType.NotEqual:
                    filters.Add(name => name != value);
                    break;
                default:
                    Re2Pattern pattern = matcher.Pattern!;
                    bool wanted = matcher.Type == MatchType.Regexp;
                    
                    // What would take too much work to know may be read.
                    filters.Add(name => pattern.Error is null && pattern.TryMatch(name) != !wanted);
                    break;
            }
        }

        return name => filters.TrueForAll(filter => filter(name));
    }

    /// <summary>A selector without a fixed name, and whether it reads a metric of a name.</summary>
    private readonly record struct NamelessReader(MetricReader Reader, Func<string, bool> Reads);
}
