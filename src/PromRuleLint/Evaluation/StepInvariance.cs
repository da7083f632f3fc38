using System.Collections.Frozen;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// The parts of an expression that are the same at every step, such as what <c>@</c> fixes: they are evaluated once. Follows
/// <c>PreprocessExpr</c> of the reference's <c>promql/engine.go</c>.
/// </summary>
internal sealed class StepInvariance
{
    // Their result varies with the time of evaluation even where that of their arguments does not.
    private static readonly FrozenSet<string> Varying = new HashSet<string>(StringComparer.Ordinal)
    {
        "days_in_month", "day_of_month", "day_of_week", "day_of_year", "end", "hour", "minute", "month", "year", "predict_linear", "range",
        "start", "step", "time", "timestamp", "start_timestamp",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly HashSet<Expr>? _wrapped;

    public StepInvariance(Expr root)
    {
        // Parents come before their children; so the other way round every child is known first.
        Expr[] nodes = [.. root.DescendantsAndSelf()];
        bool any = Array.Exists(nodes, static node => node is VectorSelector { At: not null } or SubqueryExpr { At: not null } or Call { Arguments.Length: 0 } or Call { Name: "vector" });
        if (!any)
        {
            return;
        }

        _wrapped = [];
        var invariant = new HashSet<Expr>();
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (!IsInvariant(nodes[i], invariant))
            {
                continue;
            }

            invariant.Add(nodes[i]);
            if (nodes[i] is not (NumberLiteral or StringLiteral or MatrixSelector or ParenExpr { Inner: NumberLiteral }))
            {
                _wrapped.Add(nodes[i]);
            }
        }
    }

    public bool IsWrapped(Expr expr) => _wrapped is not null && _wrapped.Contains(expr);

    private static bool IsInvariant(Expr expr, HashSet<Expr> known) => expr switch
    {
        VectorSelector selector => selector.At is not null,
        MatrixSelector matrix => matrix.Selector.At is not null,
        SubqueryExpr subquery => subquery.At is not null,
        NumberLiteral or StringLiteral => true,
        Call call => !Varying.Contains(call.Name) && call.Arguments.All(known.Contains),
        AggregateExpr aggregate => known.Contains(aggregate.Operand),
        BinaryExpr binary => known.Contains(binary.Left) && known.Contains(binary.Right),
        ParenExpr paren => known.Contains(paren.Inner),
        UnaryExpr unary => known.Contains(unary.Operand),
        _ => false,
    };
}
