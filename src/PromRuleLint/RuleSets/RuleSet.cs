using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.RuleSets;

/// <summary>
/// All rules of all files that are looked at together: who records, who reads, who alerts, and what depends on what.
/// Immutable; may be asked from several threads.
/// </summary>
public sealed class RuleSet
{
    /// <summary>Rules that record each other's metrics have an end.</summary>
    private const int MaxResolved = 8;

    private readonly Dictionary<string, ImmutableArray<RecordingRule>> _recording = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<AlertingRule>> _alerting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MetricReader>> _readers = new(StringComparer.Ordinal);
    private readonly List<(MetricReader Reader, Func<string, bool> Matches)> _namelessReaders = [];
    private readonly Dictionary<Rule, int> _order = [];
    private readonly Lazy<RuleGraph> _graph;
    private readonly Lazy<TestedNames> _tested;
    private readonly Lazy<NearNames> _nearAlertNames;
    private readonly ReadOnlyMemory<char>[] _unread;
    private readonly Lazy<ImmutableArray<ReadOnlyMemory<char>>> _unreadRecords;

    private RuleSet(ImmutableArray<RuleFile> files, RuleSet? surroundings = null)
    {
        Surroundings = surroundings ?? this;
        Files = files;
        _unread = [.. files.SelectMany(static file => file.Unread.Select(range => file.Source.Text.AsMemory(range.Start, range.Length)))];
        var recording = new Dictionary<string, ImmutableArray<RecordingRule>.Builder>(StringComparer.Ordinal);
        var alerting = new Dictionary<string, ImmutableArray<AlertingRule>.Builder>(StringComparer.Ordinal);
        foreach (Rule rule in files.SelectMany(static file => file.Rules))
        {
            _order.TryAdd(rule, _order.Count);
            if (rule.Name is { } name)
            {
                if (rule is RecordingRule record)
                {
                    Add(recording, name.Value, record);
                }
                else if (rule is AlertingRule alert)
                {
                    Add(alerting, name.Value, alert);
                }
            }

            AddReaders(rule);
        }

        foreach ((string name, ImmutableArray<RecordingRule>.Builder rules) in recording)
        {
            _recording.Add(name, rules.ToImmutable());
        }

        foreach ((string name, ImmutableArray<AlertingRule>.Builder rules) in alerting)
        {
            _alerting.Add(name, rules.ToImmutable());
        }

        _graph = new Lazy<RuleGraph>(() => new RuleGraph(this));
        _unreadRecords = new Lazy<ImmutableArray<ReadOnlyMemory<char>>>(FindUnreadRecords);
        _tested = new Lazy<TestedNames>(() => new TestedNames(Files));
        _nearAlertNames = new Lazy<NearNames>(() => new NearNames(AlertNames));
    }

    /// <summary>A set without rules.</summary>
    public static RuleSet Empty { get; } = new([]);

    /// <summary>The files, in the order given.</summary>
    public ImmutableArray<RuleFile> Files { get; }

    /// <summary>
    /// All files that may be loaded together with these for all that is known; the set itself where it is known to be
    /// complete. What is not there may still not be missing, and is looked for here.
    /// </summary>
    public RuleSet Surroundings { get; }

    /// <summary>All rules of all files, in the order of the files and of their text.</summary>
    public IEnumerable<Rule> Rules => Files.SelectMany(static file => file.Rules);

    /// <summary>Whether of some file a part is not known: rules may be missing here that are there.</summary>
    public bool IsPartlyUnread => Surroundings._unread.Length > 0;

    /// <summary>The names of all recorded metrics, in no particular order.</summary>
    public IEnumerable<string> RecordedMetrics => _recording.Keys;

    /// <summary>The names of all metrics that some expression reads by a fixed name, in no particular order.</summary>
    public IEnumerable<string> ReadMetrics => _readers.Keys;

    /// <summary>All selectors that read a metric by a fixed name.</summary>
    internal IEnumerable<(string Metric, MetricReader Reader)> ReadersByName =>
        _readers.SelectMany(static readers => readers.Value.Select(reader => (readers.Key, reader)));

    /// <summary>The names of all alerts, in no particular order.</summary>
    public IEnumerable<string> AlertNames => _alerting.Keys;

    /// <summary>The names of all alerts, to find the one that was meant.</summary>
    internal NearNames NearAlertNames => _nearAlertNames.Value;

    /// <summary>What the unit tests of the files know.</summary>
    internal TestedNames Tested => _tested.Value;

    /// <summary>
    /// The sets of rules that depend on each other in a circle (a rule that reads what it records is one by itself), each
    /// in the order of <see cref="Rules"/>.
    /// </summary>
    public ImmutableArray<ImmutableArray<RecordingRule>> Cycles => _graph.Value.Cycles;

    /// <summary>The recording rules, each after all that it reads from; the rules of a cycle stand next to each other.</summary>
    internal ImmutableArray<RecordingRule> DependencyOrder => _graph.Value.DependencyOrder;

    /// <summary>Makes the set of the rules of some files.</summary>
    public static RuleSet Create(IEnumerable<RuleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new([.. files.Distinct()]);
    }

    /// <summary>Makes a set of files that stand among others.</summary>
    internal static RuleSet Create(IEnumerable<RuleFile> files, RuleSet surroundings) => new([.. files.Distinct()], surroundings);

    /// <summary>The rules that record a metric, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<RecordingRule> RecordingRules(string metric) => _recording.TryGetValue(metric, out ImmutableArray<RecordingRule> rules) ? rules : [];

    /// <summary>The rules that alert under a name, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<AlertingRule> AlertingRules(string alert) => _alerting.TryGetValue(alert, out ImmutableArray<AlertingRule> rules) ? rules : [];

    /// <summary>
    /// The selectors that read a metric by its name, and those whose matchers on <c>__name__</c> let it through. Other
    /// labels are not looked at.
    /// </summary>
    public IEnumerable<MetricReader> Readers(string metric)
    {
        if (_readers.TryGetValue(metric, out List<MetricReader>? readers))
        {
            foreach (MetricReader reader in readers)
            {
                yield return reader;
            }
        }

        foreach ((MetricReader reader, Func<string, bool> matches) in _namelessReaders)
        {
            if (matches(metric))
            {
                yield return reader;
            }
        }
    }

    /// <summary>
    /// The recording rules whose metric a rule's expression reads, each once; those that a selector without a fixed name
    /// may read too are not among them.
    /// </summary>
    public IEnumerable<RecordingRule> Dependencies(Rule rule)
    {
        foreach (string metric in MetricsRead(rule).Distinct(StringComparer.Ordinal))
        {
            foreach (RecordingRule source in RecordingRules(metric))
            {
                yield return source;
            }
        }
    }

    /// <summary>The metrics that a rule's selectors name, as often as they do.</summary>
    internal static IEnumerable<string> MetricsRead(Rule rule) => rule.Selectors.Select(static selector => selector.Name).OfType<string>();

    /// <summary>Where a rule stands among all rules, from 0; -1 for a rule that is not of this set.</summary>
    public int OrderOf(Rule rule) => _order.TryGetValue(rule, out int order) ? order : -1;

    /// <summary>Whether a rule depends on itself, directly or through others.</summary>
    public bool IsInCycle(RecordingRule rule) => _graph.Value.CycleOf(rule) >= 0;

    /// <summary>Which of <see cref="Cycles"/> a rule is part of; -1 for none.</summary>
    internal int CycleOf(RecordingRule rule) => _graph.Value.CycleOf(rule);

    private static void Add<T>(Dictionary<string, ImmutableArray<T>.Builder> index, string name, T rule)
    {
        if (!index.TryGetValue(name, out ImmutableArray<T>.Builder? rules))
        {
            index.Add(name, rules = ImmutableArray.CreateBuilder<T>(1));
        }

        rules.Add(rule);
    }

    /// <summary>Whether a rule records a metric, or may do so in a part of a file that could not be read.</summary>
    internal bool MayBeRecorded(string metric) => Surroundings._recording.ContainsKey(metric) || MayBeRecordedUnread(metric);

    /// <summary>The only rule that records a metric, where its expression can be read; null where there is none or several.</summary>
    internal RecordingRule? RecordedOnlyBy(string metric) =>
        RecordingRules(metric) is [{ Expression: { Parse.IsValid: true, Root: not null } } only] && !MayBeRecordedUnread(metric) ? only : null;

    /// <summary>
    /// What an expression stands for: of a recorded metric that is read as it is, the expression of the only rule that records
    /// it, and so on where that reads another one.
    /// </summary>
    /// <param name="rule">The rule whose expression it is part of.</param>
    /// <param name="expr">The expression.</param>
    internal (Rule Rule, Expr Expr) Resolve(Rule rule, Expr expr)
    {
        expr = expr.WithoutParens();
        for (int rules = 0; rules < MaxResolved && expr is VectorSelector { Name: { } metric, Offset: null, At: null } && RecordedOnlyBy(metric) is { } recording; rules++)
        {
            (rule, expr) = (recording, recording.Expression!.Root!.WithoutParens());
        }

        return (rule, expr);
    }

    /// <summary>Whether a metric may be recorded in a part of a file that could not be read: it, or a template of its name, follows <c>record</c> there.</summary>
    internal bool MayBeRecordedUnread(string metric)
    {
        foreach (ReadOnlyMemory<char> value in Surroundings._unreadRecords.Value)
        {
            if (value.Span.StartsWith(metric, StringComparison.Ordinal) || value.Span.Contains("{{", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
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

    private void AddReaders(Rule rule)
    {
        foreach (VectorSelector selector in rule.Selectors)
        {
            var reader = new MetricReader(rule, selector);
            if (selector.Name is not { } metric)
            {
                _namelessReaders.Add((reader, NameFilter(selector)));
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
}
