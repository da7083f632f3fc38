using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary><c>and</c>, <c>or</c> and <c>unless</c>.</summary>
internal sealed class SetOperation(ExpressionEvaluator evaluator, BinaryExpr expr, List<Row> left, List<Row> right)
{
    private readonly MatchSignatures _signatures = new(expr.Matching!, left, right);
    private bool _removed;

    public List<Row> Evaluate()
    {
        int steps = evaluator.Steps.Count;
        Row?[] kept = new Row?[left.Count + right.Count];
        var present = new bool[_signatures.Count];
        for (int step = 0; step < steps; step++)
        {
            if (expr.Operator == BinaryOperator.Or)
            {
                Mark(present, left, _signatures.Left, step);
                Keep(kept, 0, left, step, static _ => true);
                Keep(kept, left.Count, right, step, i => !present[_signatures.Right[i]]);
            }
            else
            {
                bool wanted = expr.Operator == BinaryOperator.And;
                Mark(present, right, _signatures.Right, step);
                Keep(kept, 0, left, step, i => present[_signatures.Left[i]] == wanted);
            }
        }

        evaluator.Run.Options.Observer?.Combined(expr, kept.Take(left.Count).Any(static row => row is not null), kept.Skip(left.Count).Any(static row => row is not null), _removed);
        return [.. kept.OfType<Row>()];
    }

    private static void Mark(bool[] present, List<Row> rows, int[] ordinals, int step)
    {
        Array.Clear(present);
        for (int i = 0; i < rows.Count; i++)
        {
            present[ordinals[i]] |= rows[i].Has(step);
        }
    }

    private void Keep(Row?[] kept, int offset, List<Row> rows, int step, Func<int, bool> isKept)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (!rows[i].Has(step))
            {
                continue;
            }

            if (!isKept(i))
            {
                _removed = true;
            }
            else
            {
                Row row = kept[offset + i] ??= evaluator.NewRow(rows[i].Labels, rows[i].DropName);
                row.CopyFrom(rows[i], step);
            }
        }
    }
}
