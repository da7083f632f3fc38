using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The functions that order an instant vector; over a range they have no effect but on what they drop.</summary>
internal static class SortFunctions
{
    public static List<Row> ByValue(ExpressionEvaluator evaluator, Call call)
    {
        List<Row> rows = Floats(evaluator, evaluator.Vector(call.Arguments[0]));
        if (WarnInRange(evaluator, call))
        {
            return rows;
        }

        // Not a number comes last either way.
        bool descending = call.Name == "sort_desc";
        GoSort.Sort(rows, (left, right) => IsBefore(left.Floats[0], right.Floats[0], descending));
        return rows;
    }

    public static List<Row> ByLabel(ExpressionEvaluator evaluator, Call call)
    {
        List<Row> rows = evaluator.Vector(call.Arguments[0]);
        if (WarnInRange(evaluator, call))
        {
            return rows;
        }

        string[] names = [.. call.Arguments.Skip(1).Select(ExpressionEvaluator.Text)];
        int sign = call.Name == "sort_by_label_desc" ? -1 : 1;
        List<Row> sorted = [.. rows];
        GoSort.Sort(sorted, (left, right) => sign * Compare(left.Labels, right.Labels, names) < 0);
        return sorted;
    }

    private static bool IsBefore(double left, double right, bool descending) =>
        double.IsNaN(right) || (!double.IsNaN(left) && (descending ? right < left : right > left));

    private static int Compare(Labels left, Labels right, string[] names)
    {
        foreach (string name in names)
        {
            string l = left[name];
            string r = right[name];
            if (l != r)
            {
                return NaturalOrder.IsBefore(l, r) ? -1 : 1;
            }
        }

        return Labels.Compare(left, right);
    }

    private static bool WarnInRange(ExpressionEvaluator evaluator, Call call)
    {
        if (!evaluator.Steps.IsInstant)
        {
            evaluator.Run.Annotations.Warn(Messages.SortInRange, call.Range);
        }

        return !evaluator.Steps.IsInstant;
    }

    private static List<Row> Floats(ExpressionEvaluator evaluator, List<Row> rows)
    {
        var floats = new List<Row>(rows.Count);
        foreach (Row row in rows)
        {
            if (row.Histograms is null)
            {
                floats.Add(row);
                continue;
            }

            Row kept = evaluator.NewRow(row.Labels, row.DropName);
            for (int step = 0; step < row.Steps; step++)
            {
                if (row.HistogramAt(step) is null)
                {
                    kept.CopyFrom(row, step);
                }
            }

            if (kept.HasAny())
            {
                floats.Add(kept);
            }
        }

        return floats;
    }
}
