using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Gates;

/// <summary>
/// Whether what a condition reads can say anything: who records it, and which values it may have. A series with several
/// recorders, a constant, a copy of itself, or a bound that always holds lets everything pass.
/// </summary>
internal sealed class GateProvenance(RuleSetFacts facts)
{
    private readonly RuleSet _rules = facts.Rules;

    /// <summary>The rules.</summary>
    public RuleSet Rules => _rules;

    /// <summary>Why a condition proves nothing; null where nothing is known against it.</summary>
    public string? Refuse(GateCondition condition)
    {
        if (condition.Alert is { } alert)
        {
            return RefuseAlert(alert);
        }

        // Of what is asked: constants for smoke tests are no recorders of it.
        if (condition.Expression is not { IsValid: true, Root: not null } written || PromQLParser.Parse(GateExpressions.WithoutSmoke(written)).Root is not { } root)
        {
            return null;
        }

        return RefuseRecorders(root) ?? (condition.Bound is { } bound && condition.Statistic == GateStatistic.Each ? RefuseBound(root, bound) : RefuseConstant(root));
    }

    /// <summary>Why an alert that does not fire proves nothing; null where nothing is known against it.</summary>
    public string? RefuseAlert(string alert)
    {
        ImmutableArray<AlertingRule> rules = _rules.AlertingRules(alert);
        if (rules.IsEmpty)
        {
            return $"there is no alert '{alert}'";
        }

        return rules.All(rule => facts.ForRule(rule)?.Result.Presence == Presence.Never) ? $"the alert '{alert}' can never fire: its expression returns nothing, whatever the series are" : null;
    }

    private string? RefuseBound(Expr root, GateBound bound)
    {
        NodeFacts known = facts.ForExpression(root).Result;
        if (known.Presence == Presence.Never)
        {
            return "it never returns anything, whatever the series are";
        }

        return bound.HoldsForAll(known.Value) switch
        {
            true => $"its values are always {known.Value}, so {bound} always holds and proves nothing",
            false => $"its values are always {known.Value}, so {bound} can never hold",
            null => RefuseConstant(root),
        };
    }

    private string? RefuseConstant(Expr root) => facts.ForExpression(root).Result.Value.Single is { } constant
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it is always {constant}")
        : null;

    /// <summary>Looks at the recorders of all that is read, directly or through rules.</summary>
    private string? RefuseRecorders(Expr root)
    {
        var seen = new HashSet<Rule>();
        var left = new Queue<Expr>([root]);
        while (left.TryDequeue(out Expr? expression))
        {
            foreach (VectorSelector selector in expression.DescendantsAndSelf().OfType<VectorSelector>())
            {
                if (selector.Name is not { } metric)
                {
                    continue;
                }

                RecordingRule[] recorders = [.. _rules.RecordingRules(metric).Where(rule => MayMatch(selector, rule))];
                if (recorders.Length > 1)
                {
                    return $"'{metric}' has {recorders.Length} recorders, in {string.Join(" and ", recorders.Take(2).Select(static rule => $"group '{rule.Group.Name?.Value}'"))}; which one counts changes from round to round";
                }

                foreach (RecordingRule rule in recorders.Where(seen.Add))
                {
                    if (rule.Expression?.Root is { } recorded)
                    {
                        if (CopiesItself(metric, recorded))
                        {
                            return $"'{metric}' records itself, so that it never ends once it was there";
                        }

                        left.Enqueue(recorded);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Whether a branch of the expression is nothing but the last value of what it records.</summary>
    private static bool CopiesItself(string metric, Expr root)
    {
        var left = new Stack<Expr>([root]);
        while (left.TryPop(out Expr? expression))
        {
            switch (expression)
            {
                case ParenExpr parenthesis:
                    left.Push(parenthesis.Inner);
                    break;
                case BinaryExpr { Operator: BinaryOperator.Or } or:
                    left.Push(or.Left);
                    left.Push(or.Right);
                    break;
                case Call { Subject: { Type: ExprType.Matrix } range } call when call.Has(FunctionTraits.PicksSample) || call.Name == "avg_over_time":
                    if (range.DescendantsAndSelf().OfType<VectorSelector>().Any(selector => selector.Name == metric))
                    {
                        return true;
                    }

                    break;
                case VectorSelector selector when selector.Name == metric:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static bool MayMatch(VectorSelector selector, RecordingRule rule)
    {
        foreach (LabelText label in rule.EffectiveLabelList)
        {
            foreach (LabelMatcher matcher in selector.MatcherSpan)
            {
                if (matcher.Name == label.Name && !Matches(matcher, label.Value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Matches(LabelMatcher matcher, string value) => matcher.Type switch
    {
        MatchType.Equal => matcher.Value == value,
        MatchType.NotEqual => matcher.Value != value,
        MatchType.Regexp => Re2Pattern.Parse(matcher.Value) is { Error: null } pattern && pattern.IsMatch(value),
        _ => Re2Pattern.Parse(matcher.Value) is { Error: null } pattern && !pattern.IsMatch(value),
    };
}
