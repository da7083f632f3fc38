using PromRuleLint.Configuration;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>
/// The series of one heartbeat: a sequence <c>…_seq</c> and a timestamp <c>…_ts</c> with the same beginning of the name. Made
/// for one pass over a rule set.
/// </summary>
internal sealed class HeartbeatFamily(RuleSet ruleSet, HeartbeatSeries heartbeats, Func<RuleFile, LintConfiguration> configurationOf)
{
    private const string Sequence = "_seq";
    private const string Timestamp = "_ts";
    private Dictionary<string, IReadOnlyList<string>>? _ofRecorded;

    // Beyond the first there is enough that is not known.
    private readonly Lazy<string[]> _unreadable = new(() => [.. ruleSet.Rules.Where(static rule => rule.Expression is { Root: null }).Select(static rule => rule.Expression!.Text).Distinct().Take(200)]);

    /// <summary>
    /// The raw heartbeats whose values a fragment reads, also over recording rules, in the order in which they are found.
    /// What is only asked for its absence is not read.
    /// </summary>
    public IReadOnlyList<string> ReadBy(Fragment fragment) => ReadBy(fragment, _ofRecorded ??= FindRecorded());

    private List<string> ReadBy(Fragment fragment, Dictionary<string, IReadOnlyList<string>> ofRecorded)
    {
        var found = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        var pending = new Stack<Expr>([fragment.Expr]);
        while (pending.TryPop(out Expr? expr))
        {
            if (expr is Call call && call.Has(FunctionTraits.IsAbsence))
            {
                continue;
            }

            if (expr is VectorSelector { Name: { } name } selector)
            {
                foreach (string metric in heartbeats.IsRaw(fragment.Rule, selector) ? [name] : ofRecorded.GetValueOrDefault(name, []))
                {
                    found.TryAdd(metric, true);
                }
            }

            for (int i = expr.ChildCount - 1; i >= 0; i--)
            {
                pending.Push(expr.GetChild(i));
            }
        }

        return [.. found.Keys];
    }

    /// <summary>The nodes of a fragment and of the recording rules that it reads.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="seen">Rules that are not looked into again; those that are get added.</param>
    public IEnumerable<Fragment> Nodes(Fragment fragment, HashSet<Rule> seen)
    {
        var pending = new Stack<Fragment>([fragment]);
        while (pending.TryPop(out Fragment next))
        {
            yield return next;
            for (int i = next.Expr.ChildCount - 1; i >= 0; i--)
            {
                if (next.Expr.GetChild(i) is { } child)
                {
                    pending.Push(next with { Expr = child });
                }
            }

            foreach (RecordingRule rule in next.Expr is VectorSelector { Name: { } name } ? ruleSet.RecordingRules(name) : [])
            {
                if (rule.Expression?.Root is { } root && seen.Add(rule))
                {
                    pending.Push(new Fragment(rule, root));
                }
            }
        }
    }

    /// <summary>The raw heartbeats below each recorded metric: of a rule after those that it reads, and once more for circles.</summary>
    private Dictionary<string, IReadOnlyList<string>> FindRecorded()
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var related = heartbeats.Rules.ToHashSet();
        RecordingRule[] order = [.. ruleSet.DependencyOrder.Where(related.Contains)];
        for (int round = ruleSet.Cycles.IsEmpty ? 1 : 2; round > 0; round--)
        {
            foreach (RecordingRule rule in order)
            {
                string metric = rule.NameText!;
                if (rule.Expression?.Root is { } root && ReadBy(new Fragment(rule, root), found) is { Count: > 0 } read)
                {
                    found[metric] = found.TryGetValue(metric, out IReadOnlyList<string>? others) ? [.. others.Union(read, StringComparer.Ordinal)] : read;
                }
            }
        }

        return found;
    }

    /// <summary>Whether an expression that has syntax errors names a metric: what it would say of it is not known.</summary>
    public bool IsInUnreadable(string metric) => _unreadable.Value.Any(text => text.Contains(metric, StringComparison.Ordinal));

    /// <summary>
    /// Whether a metric is plainly one half of a sequence and a timestamp: by its name, because a pattern is configured, or
    /// because the rules read the other half. Other metrics may have "heartbeat" in their name and no second half at all.
    /// </summary>
    public bool IsPlain(string metric, Rule reader) =>
        configurationOf(reader.File).Heartbeat.Pattern is not null
        || metric.EndsWith("heartbeat_seq", StringComparison.Ordinal)
        || metric.EndsWith("heartbeat_ts", StringComparison.Ordinal)
        || (OtherHalf(metric) is { } other && ruleSet.Readers(other).Any());

    /// <summary>The name of the timestamp of a sequence, of the sequence of a timestamp; null where the name tells of neither.</summary>
    public static string? OtherHalf(string metric) =>
        metric.EndsWith(Sequence, StringComparison.Ordinal) ? string.Concat(metric.AsSpan(0, metric.Length - Sequence.Length), Timestamp)
        : metric.EndsWith(Timestamp, StringComparison.Ordinal) ? string.Concat(metric.AsSpan(0, metric.Length - Timestamp.Length), Sequence)
        : null;

    /// <summary>The sequence that a metric is or belongs to; an ellipsis where its name does not tell.</summary>
    public static string SequenceOf(string metric) => metric.EndsWith(Sequence, StringComparison.Ordinal) ? metric : OtherHalf(metric) ?? "…";

    /// <summary>The timestamp that a metric is or belongs to; an ellipsis where its name does not tell.</summary>
    public static string TimestampOf(string metric) => metric.EndsWith(Timestamp, StringComparison.Ordinal) ? metric : OtherHalf(metric) ?? "…";

    /// <summary>Whether two metrics may be of one heartbeat: where a name tells nothing, they may.</summary>
    public static bool AreRelated(string one, string other) =>
        one == other || OtherHalf(one) is not { } half || half == other || OtherHalf(other) is null;
}
