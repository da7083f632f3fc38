using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>
/// The facts of all rules of a set. Recorded metrics are followed through the rules that record them; where rules read
/// themselves, their facts are found from the unknown down in a fixed number of rounds. May be asked from several threads.
/// </summary>
public sealed class RuleSetFacts
{
    /// <summary>How often the rules of a cycle are gone over, each time with what the last round found.</summary>
    private const int CycleRounds = 2;

    private readonly FactsOptions _options;
    private readonly PatternCache _patterns = new();
    private readonly ConcurrentDictionary<Rule, ExprFacts?> _ofRules = new();
    private readonly Lazy<Dictionary<string, NodeFacts>> _recorded;
    private readonly FactsContext _alone;
    private readonly Lazy<LabelEvidence> _evidence;
    private readonly Func<string, NodeFacts?> _lookup;

    /// <summary>Facts of a set of rules.</summary>
    public RuleSetFacts(RuleSet rules, FactsOptions? options = null)
    {
        Rules = rules;
        _options = options ?? FactsOptions.Default;
        _recorded = new Lazy<Dictionary<string, NodeFacts>>(FindRecorded);
        _lookup = Recorded;
        _evidence = new Lazy<LabelEvidence>(() => new LabelEvidence(rules));
        _alone = new FactsContext(null, _lookup, _patterns, _options, _evidence, this);
    }

    /// <summary>The rules.</summary>
    public RuleSet Rules { get; }

    /// <summary>The facts of a rule's expression; null where it has none that could be read.</summary>
    public ExprFacts? ForRule(Rule rule)
    {
        _options.Cancellation.ThrowIfCancellationRequested();
        _ = _recorded.Value;
        return _ofRules.GetOrAdd(rule, static (rule, self) => self.Make(rule, self._lookup), this);
    }

    /// <summary>The facts of an expression that stands alone and reads what the rules record.</summary>
    public ExprFacts ForExpression(Expr root) => new(root, _alone);

    /// <summary>What a selector of a recorded metric gives; null for a metric that no rule records or that also comes from outside.</summary>
    public NodeFacts? OfMetric(string metric) => Recorded(metric);

    /// <summary>The patterns of the set, each read once.</summary>
    internal PatternCache Patterns => _patterns;

    /// <summary>The facts of a recording rule; null as long as those of recording rules are being found and its own are not.</summary>
    internal ExprFacts? Found(RecordingRule rule) =>
        _ofRules.TryGetValue(rule, out ExprFacts? facts) ? facts : _recorded.IsValueCreated ? ForRule(rule) : null;

    /// <summary>
    /// Drops what was found of the rules of a file; who asks once more has it found again. What recorded metrics give stays, and
    /// so does what rules of a cycle were found to be, which depends on the order.
    /// </summary>
    internal void Forget(RuleFile file)
    {
        foreach (Rule rule in file.Rules)
        {
            if (rule is not RecordingRule record || Rules.CycleOf(record) < 0)
            {
                _ofRules.TryRemove(rule, out _);
            }
        }
    }

    private NodeFacts? Recorded(string metric) => Lookup(_recorded.Value, metric);

    // Of a recorded metric whose rules are not all known (yet), or that comes from elsewhere too, nothing is known.
    private NodeFacts? Lookup(Dictionary<string, NodeFacts> found, string metric) =>
        found.TryGetValue(metric, out NodeFacts? facts) ? facts : Rules.MayBeRecorded(metric) ? NodeFacts.Unknown : null;

    private ExprFacts? Make(Rule rule, Func<string, NodeFacts?> recorded) =>
        rule.Expression is { Parse.IsValid: true, Root: { } root } ? new ExprFacts(root, new FactsContext(rule, recorded, _patterns, _options, _evidence, this)) : null;

    private Dictionary<string, NodeFacts> FindRecorded()
    {
        var found = new Dictionary<string, NodeFacts>(StringComparer.Ordinal);
        var ofRule = new Dictionary<RecordingRule, NodeFacts>(ReferenceEqualityComparer.Instance);
        ImmutableArray<RecordingRule> order = Rules.DependencyOrder;
        Func<string, NodeFacts?> lookup = metric => Lookup(found, metric);
        for (int i = 0; i < order.Length;)
        {
            int cycle = Rules.CycleOf(order[i]);
            int end = i + 1;
            while (cycle >= 0 && end < order.Length && Rules.CycleOf(order[end]) == cycle)
            {
                end++;
            }

            for (int round = cycle >= 0 ? CycleRounds : 1; round > 0; round--)
            {
                for (int at = i; at < end; at++)
                {
                    _options.Cancellation.ThrowIfCancellationRequested();
                    ExprFacts? facts = Make(order[at], lookup);
                    ofRule[order[at]] = facts?.Result ?? NodeFacts.Unknown;
                    _ofRules[order[at]] = facts;
                }

                if (end == i + 1)
                {
                    Publish(order[i].Name!.Value);
                    continue;
                }

                foreach (string metric in order[i..end].Select(static rule => rule.Name!.Value).Distinct(StringComparer.Ordinal))
                {
                    Publish(metric);
                }
            }

            i = end;
        }

        return found;

        // A metric is known once all rules that record it are; in a cycle the unknown stands in until then.
        void Publish(string metric)
        {
            ImmutableArray<RecordingRule> rules = Rules.RecordingRules(metric);
            if (!_options.IsExternal(metric) && !Rules.MayBeRecordedUnread(metric) && rules.All(ofRule.ContainsKey) && !OnlyCopies(metric, rules))
            {
                found[metric] = Union(metric, rules, ofRule, _options.Cancellation);
            }
        }
    }

    /// <summary>Whether all that is recorded is made of what is there already, so that it first comes from elsewhere.</summary>
    private static bool OnlyCopies(string metric, ImmutableArray<RecordingRule> rules)
    {
        const OriginPaths Everything = OriginPaths.Picks | OriginPaths.Sums | OriginPaths.Scaling | OriginPaths.Arithmetic | OriginPaths.Functions | OriginPaths.Ranges;
        foreach (RecordingRule rule in rules)
        {
            if (rule.Expression?.Root is not { } root || !rule.Selectors.Any(selector => selector.Name == metric) || !SeriesOrigins.Of(root, Everything).All(origin => origin.Node is VectorSelector selector && selector.Name == metric))
            {
                return false;
            }
        }

        return true;
    }

    private static NodeFacts Union(string metric, ImmutableArray<RecordingRule> rules, Dictionary<RecordingRule, NodeFacts> ofRule, CancellationToken cancellation)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>(ofRule[rules[0]].Alternatives.Length);
        foreach (RecordingRule rule in rules)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Alternative alternative in ofRule[rule].Alternatives)
            {
                Alternative overlaid = Overlay(metric, rule, alternative);
                if (!IsKnown(alternatives, overlaid))
                {
                    alternatives.Add(overlaid);
                }
            }
        }

        return new NodeFacts(ExprType.Vector, Transfer.Cap(alternatives.ToImmutable()), isAlways: false);
    }

    /// <summary>Whether an alternative says what another one says: rules are often there several times.</summary>
    private static bool IsKnown(ImmutableArray<Alternative>.Builder alternatives, Alternative candidate)
    {
        for (int i = 0; i < alternatives.Count && i < 64; i++)
        {
            Alternative known = alternatives[i];
            if (known.IsPossible == candidate.IsPossible && known.Condition is null == candidate.Condition is null
                && known.Value.Equals(candidate.Value) && Equals(known.FromNow, candidate.FromNow) && known.Labels.SaysTheSameAs(candidate.Labels))
            {
                return true;
            }
        }

        return false;
    }

    private static Alternative Overlay(string metric, RecordingRule rule, Alternative alternative)
    {
        var named = new LabelFactsBuilder();
        named.AddRange(alternative.Labels.Named);
        named.Set("__name__", new LabelFact(LabelValues.From(metric), Reason.InFile(rule, rule.Name!.Range, metric, static metric => $"`{metric}` is recorded here")));
        foreach (LabelEntry entry in rule.EffectiveLabels)
        {
            named.Set(
                entry.Name.Value,
                new LabelFact(LabelValues.From(entry.Value.Value), Reason.InFile(rule, entry.Name.Range, entry, static entry => $"the rule sets `{entry.Name.Value}` to \"{entry.Value.Value}\"")));
        }

        return alternative with { Labels = new LabelFacts(named.Build(), alternative.Labels.Others), DroppedName = null, Identity = null, Passing = null };
    }
}
