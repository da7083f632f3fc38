using System.Runtime.CompilerServices;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// Evaluates the nodes of an expression over the steps of a query or subquery: each node for all steps at once, so that series are
/// selected once and windows only move forward. The families of operations stand in files of their own.
/// </summary>
internal sealed class ExpressionEvaluator(QueryRun run, StepRange steps)
{
    public QueryRun Run { get; } = run;

    public StepRange Steps { get; } = steps;

    /// <summary>The series of an instant vector, those without any value left out.</summary>
    public List<Row> Vector(Expr expr)
    {
        Run.CheckCancellation();
        if (Steps.Count == 0)
        {
            return [];
        }

        if (Steps.Count > 1 && Run.IsInvariant(expr))
        {
            return Repeat(new ExpressionEvaluator(Run, Steps with { Count = 1 }).Vector(expr), expr);
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw QueryRun.Error(expr, "the expression nests too deeply to evaluate it");
        }

        long before = Run.Held;
        List<Row> rows = Dispatch(expr);
        Run.Release(before, (long)rows.Count * Steps.Count);
        return rows;
    }

    /// <summary>The value of a scalar at each step.</summary>
    public double[] Scalar(Expr expr)
    {
        if (expr.WithoutParens() is NumberLiteral number)
        {
            return Constant(number.Value);
        }

        if (Steps.Count > 1 && Run.IsInvariant(expr))
        {
            return Constant(new ExpressionEvaluator(Run, Steps with { Count = 1 }).Scalar(expr)[0]);
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw QueryRun.Error(expr, "the expression nests too deeply to evaluate it");
        }

        return expr switch
        {
            ParenExpr paren => Scalar(paren.Inner),
            UnaryExpr unary => unary.IsNegative ? Array.ConvertAll(Scalar(unary.Operand), static value => -value) : Scalar(unary.Operand),
            BinaryExpr binary => BinaryOperations.Scalars(this, binary),
            Call call => ScalarFunctions.Evaluate(this, call),
            _ => throw QueryRun.Error(expr, "the expression is no scalar"),
        };
    }

    public static string Text(Expr expr) => ((StringLiteral)expr.WithoutParens()).Value;

    public double[] Constant(double value)
    {
        var values = new double[Steps.Count];
        Array.Fill(values, value);
        return values;
    }

    public Row NewRow(Labels labels, bool dropName = false) => Row.Empty(labels, Steps.Count, dropName);

    /// <summary>The labels without the name and what belongs to it, unless that is removed at the end only.</summary>
    public Labels Unnamed(Labels labels) => Run.DelaysNameRemoval ? labels : labels.WithoutMetadata();

    /// <summary>
    /// Merges series of the same labels, which a removed name can make; two values at one step are an error. Of an instant query with
    /// delayed name removal the end decides.
    /// </summary>
    public List<Row> Merge(List<Row> rows, Expr expr) =>
        Steps.IsInstant && Run.DelaysNameRemoval ? rows : MergeSameLabels(rows, expr, withMixed: false);

    /// <summary>Merges; <paramref name="withMixed"/> where the reference lets a float and a histogram stand beside each other.</summary>
    public List<Row> MergeSameLabels(List<Row> rows, Expr expr, bool withMixed = true)
    {
        if (rows.Count < 2)
        {
            return rows;
        }

        var byLabels = new Dictionary<Labels, int>(rows.Count);
        List<Row>? merged = null;
        for (int i = 0; i < rows.Count; i++)
        {
            if (byLabels.TryAdd(rows[i].Labels, merged?.Count ?? i))
            {
                merged?.Add(rows[i]);
                continue;
            }

            merged ??= rows[..i];
            int at = byLabels[rows[i].Labels];
            merged[at] = Union(merged[at], rows[i], expr, withMixed);
        }

        return merged ?? rows;
    }

    private Row Union(Row left, Row right, Expr expr, bool withMixed)
    {
        Row union = NewRow(left.Labels, left.DropName);
        for (int step = 0; step < Steps.Count; step++)
        {
            bool hasLeft = left.Has(step);
            if (hasLeft && right.Has(step))
            {
                bool isLeftHistogram = left.HistogramAt(step) is not null;
                if (!withMixed || isLeftHistogram == right.HistogramAt(step) is not null)
                {
                    throw QueryRun.Error(expr, Messages.SameLabels);
                }

                // The result shows the histogram, operations take the float.
                hasLeft = isLeftHistogram == (expr == Run.Root);
            }

            union.CopyFrom(hasLeft ? left : right, step);
        }

        return union;
    }

    private List<Row> Dispatch(Expr expr) => expr switch
    {
        VectorSelector selector => Selectors.Evaluate(this, selector),
        AggregateExpr aggregate => Aggregations.Evaluate(this, aggregate),
        BinaryExpr binary => BinaryOperations.Evaluate(this, binary),
        UnaryExpr unary => Negate(unary),
        ParenExpr paren => Vector(paren.Inner),
        Call call => VectorFunctions.Evaluate(this, call),
        _ when expr.Type == ExprType.Scalar => [new Row(Labels.Empty, Scalar(expr))],
        _ => throw QueryRun.Error(expr, "the expression is no instant vector"),
    };

    private List<Row> Negate(UnaryExpr unary)
    {
        List<Row> rows = Vector(unary.Operand);
        if (!unary.IsNegative)
        {
            return rows;
        }

        List<Row> negated = RowFunctions.Map(this, rows, static value => -value, static histogram => histogram.Multiply(-1));
        return Run.DelaysNameRemoval ? negated : MergeSameLabels(negated, unary);
    }

    private List<Row> Repeat(List<Row> rows, Expr expr)
    {
        Run.Hold((long)rows.Count * Steps.Count, expr);
        var repeated = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            var all = new Row(row.Labels, Constant(row.Floats[0])) { DropName = row.DropName };
            if (row.HistogramAt(0) is { } histogram)
            {
                for (int step = 0; step < Steps.Count; step++)
                {
                    all.Set(step, histogram);
                }
            }

            repeated.Add(all);
        }

        return repeated;
    }
}
