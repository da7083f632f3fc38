using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Mutation;

/// <summary>What a change of a rule may reach in one suite: other rules and expectations.</summary>
internal sealed class RuleReaders
{
    private readonly RuleSet _rules;
    private readonly Dictionary<Rule, int> _order = [];
    private readonly ImmutableArray<AlertingRule> _withQueries;
    private readonly ConcurrentDictionary<Rule, bool> _timeless = new();

    /// <summary>The readers among rules that are evaluated in an order.</summary>
    public RuleReaders(RuleSet rules, IEnumerable<RuleGroup> inOrder)
    {
        _rules = rules;
        foreach (Rule rule in inOrder.SelectMany(static group => group.Rules))
        {
            _order.TryAdd(rule, _order.Count);
        }

        _withQueries = [.. _order.Keys.OfType<AlertingRule>().Where(static alert => alert.EffectiveLabels.Concat(alert.Annotations).Any(static entry => entry.ValueText.Contains("query", StringComparison.Ordinal)))];
    }

    /// <summary>The rules whose results depend on a rule, itself among them, and the names of the series that they give.</summary>
    public (HashSet<Rule> Rules, HashSet<string> Names) AffectedBy(Rule rule)
    {
        var rules = new HashSet<Rule>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<Rule>([rule, .. _withQueries]);
        while (left.TryDequeue(out Rule? next))
        {
            if (!rules.Add(next))
            {
                continue;
            }

            foreach (string name in NamesOf(next).Where(names.Add))
            {
                foreach (MetricReader reader in _rules.Readers(name))
                {
                    left.Enqueue(reader.Rule);
                }
            }
        }

        return (rules, names);
    }

    /// <summary>Whether an expression may read one of some series.</summary>
    public static bool Reads(Expr? expression, HashSet<string> names)
    {
        foreach (VectorSelector selector in expression?.DescendantsAndSelf().OfType<VectorSelector>() ?? [])
        {
            if (selector.Name is { } name ? names.Contains(name) : names.Any(MetricReaders.NameFilter(selector)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the expression of a rule gives the same over all series at once as over those that were there when the rule was
    /// evaluated: it looks at nothing later, and what it reads is recorded before. Then that of its mutants does too.
    /// </summary>
    public bool IsTimeless(Rule rule) => _timeless.GetOrAdd(rule, FindTimeless);

    private bool FindTimeless(Rule rule)
    {
        int at = _order.GetValueOrDefault(rule, -1);
        foreach (Expr node in rule.Expression!.Root!.DescendantsAndSelf())
        {
            bool looksAhead = node switch
            {
                VectorSelector selector => selector.At is not null || IsAhead(selector.Offset),
                SubqueryExpr subquery => subquery.At is not null || IsAhead(subquery.Offset) || subquery.Window.Expression is not null,
                MatrixSelector matrix => matrix.Window.Expression is not null,
                DurationExpr => true,
                _ => false,
            };
            if (looksAhead || (node is VectorSelector read && _order.Any(other => other.Value >= at && NamesOf(other.Key).Any(name => read.Name is { } fixedName ? fixedName == name : MetricReaders.NameFilter(read)(name)))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAhead(OffsetModifier? offset) => offset is not null && (offset.Duration.Constant is not { } constant || constant < TimeSpan.Zero);

    private static string[] NamesOf(Rule rule) => rule is AlertingRule ? [AlertSeries.Alerts, AlertSeries.AlertsForState] : rule.Name is { } name ? [name.Value] : [];
}
