using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>
/// Collects what unit tests reach of the rules that they name. Only evaluations of rules count, not those of expectations. One
/// collector may serve several files that run at once.
/// </summary>
internal sealed class RuleCoverage : IEvaluationObserver
{
    private readonly ConcurrentDictionary<Rule, bool> _rules = new();
    private readonly ConcurrentDictionary<(object Node, CoveragePointKind Kind), long> _hits = new();

    /// <summary>
    /// The rules by file and place. A file that was read several times, as under several configurations, is one; its hits are added up.
    /// </summary>
    public ImmutableArray<CoveredRule> Rules =>
    [
        .. _rules.Keys.GroupBy(static rule => (rule.File.Source.Path, rule.Range.Start))
            .OrderBy(static rules => rules.Key.Path, StringComparer.Ordinal).ThenBy(static rules => rules.Key.Start)
            .Select(rules => new CoveredRule(rules.First(), Points(rules))),
    ];

    /// <summary>Counts in the rules of a file, whether a test runs them or not.</summary>
    public void Add(RuleFile file)
    {
        foreach (Rule rule in file.Rules.Where(static rule => rule.Expression?.Root is not null))
        {
            _rules.TryAdd(rule, true);
        }
    }

    /// <summary>A rule gave a result.</summary>
    public void Gave(Rule rule) => Hit(rule, CoveragePointKind.Result);

    /// <summary>An alert of a rule went from pending to firing.</summary>
    public void Fired(AlertingRule rule) => Hit(rule, CoveragePointKind.Fired);

    public void Compared(BinaryExpr comparison, bool holds) => Hit(comparison, holds ? CoveragePointKind.Held : CoveragePointKind.NotHeld);

    public void Combined(BinaryExpr operation, bool fromLeft, bool fromRight, bool removed)
    {
        HitIf(fromLeft, operation, CoveragePointKind.Left);
        HitIf(fromRight, operation, CoveragePointKind.Right);
        HitIf(removed, operation, CoveragePointKind.Removed);
    }

    private void HitIf(bool condition, object node, CoveragePointKind kind)
    {
        if (condition)
        {
            Hit(node, kind);
        }
    }

    private void Hit(object node, CoveragePointKind kind) => _hits.AddOrUpdate((node, kind), 1, static (_, hits) => hits + 1);

    private ImmutableArray<CoveragePoint> Points(IEnumerable<Rule> copies)
    {
        var points = new Dictionary<(CoveragePointKind Kind, TextRange Range), long>();
        foreach (Rule rule in copies)
        {
            foreach ((object node, CoveragePointKind kind, TextRange range) in PointsOf(rule))
            {
                points[(kind, range)] = points.GetValueOrDefault((kind, range)) + _hits.GetValueOrDefault((node, kind));
            }
        }

        return [.. points.Select(static point => new CoveragePoint(point.Key.Kind, point.Key.Range, point.Value)).OrderBy(static point => point.Range.Start).ThenBy(static point => point.Kind)];
    }

    private static IEnumerable<(object Node, CoveragePointKind Kind, TextRange Range)> PointsOf(Rule rule)
    {
        yield return (rule, CoveragePointKind.Result, rule.Name?.Range ?? rule.Expression!.Scalar.Range);
        if (rule is AlertingRule { For: { } wait } && wait.Value > TimeSpan.Zero)
        {
            yield return (rule, CoveragePointKind.Fired, wait.Scalar.Range);
        }

        foreach (BinaryExpr binary in rule.Expression!.Root!.DescendantsAndSelf().OfType<BinaryExpr>())
        {
            (CoveragePointKind, CoveragePointKind)? branches = binary.IsComparison ? (CoveragePointKind.Held, CoveragePointKind.NotHeld)
                : binary.Operator == BinaryOperator.Or ? (CoveragePointKind.Left, CoveragePointKind.Right)
                : binary.Operator == BinaryOperator.Unless ? (CoveragePointKind.Left, CoveragePointKind.Removed)
                : null;
            if (branches is var (first, second))
            {
                yield return (binary, first, rule.Expression.ToSource(RangeOf(binary, first)));
                yield return (binary, second, rule.Expression.ToSource(RangeOf(binary, second)));
            }
        }
    }

    private static TextRange RangeOf(BinaryExpr binary, CoveragePointKind kind) => kind switch
    {
        CoveragePointKind.Left => binary.Left.Range,
        CoveragePointKind.Right or CoveragePointKind.Removed => binary.Right.Range,
        _ => binary.Range,
    };
}
