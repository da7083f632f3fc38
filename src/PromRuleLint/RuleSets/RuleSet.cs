using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.RuleSets;

/// <summary>
/// All rules of all files that are looked at together: who records, who reads, who alerts, and what depends on what.
/// Does not change while it is looked at; may be asked from several threads.
/// </summary>
public sealed class RuleSet
{
    /// <summary>Rules that record each other's metrics have an end.</summary>
    private const int MaxResolved = 8;

    private readonly RuleIndex _index;
    private readonly AskedNames? _asked;

    /// <summary>Makes a view of an index.</summary>
    /// <param name="index">Who records, reads and alerts.</param>
    /// <param name="surroundings">The set that it is part of; null for one that stands alone.</param>
    /// <param name="asked">Gets what is asked; null where nobody wants to know.</param>
    private RuleSet(RuleIndex index, RuleSet? surroundings = null, AskedNames? asked = null)
    {
        _index = index;
        _asked = asked;
        Surroundings = surroundings ?? this;
    }

    /// <summary>A set without rules.</summary>
    public static RuleSet Empty { get; } = Create([]);

    /// <summary>The files, in the order given.</summary>
    public ImmutableArray<RuleFile> Files => Whole.Files;

    /// <summary>
    /// All files that may be loaded together with these for all that is known; the set itself where it is known to be
    /// complete. What is not there may still not be missing, and is looked for here.
    /// </summary>
    public RuleSet Surroundings { get; }

    /// <summary>All rules of all files, in the order of the files and of their text.</summary>
    public IEnumerable<Rule> Rules => Whole.Rules;

    /// <summary>Whether of some file a part is not known: rules may be missing here that are there.</summary>
    public bool IsPartlyUnread => Surroundings.Ask(RuleSetParts.Unread).IsPartlyUnread;

    /// <summary>The names of all recorded metrics, in the order in which they first stand in the rules.</summary>
    public IEnumerable<string> RecordedMetrics => Whole.RecordedMetrics;

    /// <summary>The names of all metrics that some expression reads by a fixed name, in the order in which they first stand in the rules.</summary>
    public IEnumerable<string> ReadMetrics => Whole.ReadMetrics;

    /// <summary>The names of all metrics that selectors read by a fixed name, in no particular order, some perhaps several times.</summary>
    internal IEnumerable<string> NamesRead => Whole.NamesRead;

    /// <summary>The rules that read metrics or what is recorded from them, in the order of <see cref="Rules"/>; those whose selectors have no fixed name may read them.</summary>
    internal Rule[] RulesOn(IEnumerable<string> metrics) => Whole.RulesOn(metrics);

    /// <summary>The rules that record a metric, or alert under a name, as others do: those of one name together, in the order in which the first of them stands in the rules.</summary>
    internal IEnumerable<IReadOnlyList<Rule>> OfOneName => Whole.OfOneName.OrderBy(rules => _index.OrderOf(rules[0]));

    /// <summary>The names of all alerts, in no particular order.</summary>
    public IEnumerable<string> AlertNames => Whole.AlertNames;

    /// <summary>The names of all alerts, to find the one that was meant.</summary>
    internal NearNames NearAlertNames => Ask(RuleSetParts.AlertNames).NearAlertNames;

    /// <summary>What the unit tests of the files know.</summary>
    internal TestedNames Tested => Ask(RuleSetParts.Tests).Tested;

    /// <summary>The paths of the files that hold no unit tests.</summary>
    internal IEnumerable<string> RuleFilePaths => Ask(RuleSetParts.Paths).Files.Where(static file => file.UnitTests is null).Select(static file => file.Source.Path);

    /// <summary>
    /// The sets of rules that depend on each other in a circle (a rule that reads what it records is one by itself), each
    /// in the order of <see cref="Rules"/>.
    /// </summary>
    public ImmutableArray<ImmutableArray<RecordingRule>> Cycles => Whole.MayHaveCycles(Surroundings._index) ? _index.Graph.Cycles : [];

    /// <summary>The recording rules, each after all that it reads from; the rules of a cycle stand next to each other.</summary>
    internal ImmutableArray<RecordingRule> DependencyOrder => Whole.Graph.DependencyOrder;

    /// <summary>Who records, reads and alerts; what is asked of it is noted nowhere.</summary>
    internal RuleIndex Index => _index;

    private RuleIndex Whole => Ask(RuleSetParts.Everything);

    /// <summary>Makes the set of the rules of some files.</summary>
    public static RuleSet Create(IEnumerable<RuleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new(new RuleIndex([.. files.Distinct()]));
    }

    /// <summary>Makes the set of the rules of an index; null as surroundings for one that stands alone.</summary>
    internal static RuleSet Create(RuleIndex index, RuleSet? surroundings = null) => new(index, surroundings);

    /// <summary>The same set, which notes what it is asked.</summary>
    internal RuleSet Noting(AskedNames asked) =>
        new(_index, ReferenceEquals(Surroundings, this) ? null : new RuleSet(Surroundings._index, null, asked), asked);

    /// <summary>The same set, which notes what its surroundings are asked beyond it.</summary>
    internal RuleSet NotingSurroundings(AskedNames asked) =>
        ReferenceEquals(Surroundings, this) ? this : new(_index, new RuleSet(Surroundings._index, null, asked));

    /// <summary>The rules that record a metric, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<RecordingRule> RecordingRules(string metric) => Ask(NameUses.Recorded, metric).RecordingRules(metric);

    /// <summary>Whether a rule records a metric.</summary>
    internal bool Records(string metric) => Ask(NameUses.Recorded, metric).Records(metric);

    /// <summary>The rules that alert under a name, in the order of <see cref="Rules"/>; empty where none does.</summary>
    public ImmutableArray<AlertingRule> AlertingRules(string alert) => Ask(NameUses.Alerted, alert).AlertingRules(alert);

    /// <summary>
    /// The selectors that read a metric by its name, and those whose matchers on <c>__name__</c> let it through. Other
    /// labels are not looked at.
    /// </summary>
    public IEnumerable<MetricReader> Readers(string metric) => Ask(NameUses.Read, metric).Readers.Of(metric);

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
    public int OrderOf(Rule rule) => Ask(RuleSetParts.Order).OrderOf(rule);

    /// <summary>Whether a rule stands before another one.</summary>
    internal bool IsBefore(Rule rule, Rule other) => _index.OrderOf(rule) < _index.OrderOf(other);

    /// <summary>Whether a rule depends on itself, directly or through others.</summary>
    public bool IsInCycle(RecordingRule rule) => CycleOf(rule) >= 0;

    /// <summary>Which of the cycles a rule is part of, as a number that the rules of no other cycle have; -1 for none.</summary>
    internal int CycleOf(RecordingRule rule) => (rule.NameText is { } name ? Ask(NameUses.Recorded, name) : _index).Graph.CycleOf(rule);

    /// <summary>Whether a rule records a metric, or may do so in a part of a file that could not be read.</summary>
    internal bool MayBeRecorded(string metric) => Surroundings.Records(metric) || MayBeRecordedUnread(metric);

    /// <summary>The only rule that records a metric, where its expression can be read; null where there is none or several.</summary>
    internal RecordingRule? RecordedOnlyBy(string metric) =>
        RecordingRules(metric) is [{ Expression: { Errors.IsEmpty: true, Root: not null } } only] && !MayBeRecordedUnread(metric) ? only : null;

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
    internal bool MayBeRecordedUnread(string metric) => Surroundings.Ask(NameUses.Recorded, metric).MayBeRecordedUnread(metric);

    private RuleIndex Ask(NameUses use, string name)
    {
        _asked?.Add(use, name);
        return _index;
    }

    private RuleIndex Ask(RuleSetParts parts)
    {
        _asked?.Add(parts);
        return _index;
    }
}
