using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>
/// <c>histogram_quantile</c>, <c>histogram_quantiles</c> and <c>histogram_fraction</c>: over native histograms and over series of classic
/// buckets, which are found by their label <c>le</c>.
/// </summary>
internal static class HistogramFunctions
{
    private const string BucketLabel = "le";

    public static List<Row> Quantile(ExpressionEvaluator evaluator, Call call)
    {
        double[] quantiles = evaluator.Scalar(call.Arguments[0]);
        return Evaluate(evaluator, call, call.Arguments[1], step =>
        {
            Validate(evaluator, quantiles[step], call.Arguments[0]);
            return [new Estimate(null, quantiles[step], 0)];
        });
    }

    public static List<Row> QuantilesOf(ExpressionEvaluator evaluator, Call call)
    {
        double[][] quantiles = [.. call.Arguments.Skip(2).Select(evaluator.Scalar)];
        return Evaluate(evaluator, call, call.Arguments[0], step =>
        {
            for (int i = 0; i < quantiles.Length; i++)
            {
                Validate(evaluator, quantiles[i][step], call.Arguments[i + 2]);
            }

            return [.. quantiles.Select(values => new Estimate(FormatBound(values[step]), values[step], 0))];
        });
    }

    public static List<Row> Fraction(ExpressionEvaluator evaluator, Call call)
    {
        double[] lower = evaluator.Scalar(call.Arguments[0]);
        double[] upper = evaluator.Scalar(call.Arguments[1]);
        return Evaluate(evaluator, call, call.Arguments[2], step => [new Estimate(null, lower[step], upper[step])]);
    }

    /// <summary>What is asked at a step: a quantile, and its label if it gets one; or a lower and an upper bound.</summary>
    private readonly record struct Estimate(string? Label, double First, double Second);

    private sealed record Group(Labels Labels, List<(double Upper, double Count)> Buckets);

    private static void Validate(ExpressionEvaluator evaluator, double quantile, Expr argument)
    {
        if (!(quantile >= 0 && quantile <= 1))
        {
            evaluator.Run.Annotations.Warn(Messages.InvalidQuantile(quantile), argument.WithoutParens().Range);
        }
    }

    private static List<Row> Evaluate(ExpressionEvaluator evaluator, Call call, Expr operand, Func<int, Estimate[]> estimates)
    {
        operand = operand.WithoutParens();
        var work = new StepWork(evaluator, call, operand, evaluator.Vector(operand));
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            evaluator.Run.CheckCancellation();
            work.Compute(step, estimates(step));
        }

        return evaluator.Merge(work.Results, call);
    }

    /// <summary>As the exposition format writes bounds: whole numbers with <c>.0</c>.</summary>
    private static string FormatBound(double value)
    {
        string text = GoText.Shortest(value);
        return text.AsSpan().ContainsAny('.', 'e') || !double.IsFinite(value) ? text : text + ".0";
    }

    /// <summary>Groups the operand's series once and computes step after step.</summary>
    private sealed class StepWork
    {
        private readonly ExpressionEvaluator evaluator;
        private readonly Call call;
        private readonly Expr operand;
        private readonly List<Row> rows;
        private readonly double[] bounds;
        private readonly Group[] groupOf;
        private readonly Dictionary<Labels, Group> groups = [];
        private readonly Dictionary<(Labels, string?), Row> results = [];

        public StepWork(ExpressionEvaluator evaluator, Call call, Expr operand, List<Row> rows)
        {
            this.evaluator = evaluator;
            this.call = call;
            this.operand = operand;
            this.rows = rows;
            bounds = new double[rows.Count];
            groupOf = new Group[rows.Count];
            for (int i = 0; i < rows.Count; i++)
            {
                bounds[i] = GoFloatSyntax.TryParse(rows[i].Labels[BucketLabel], out double bound) ? bound : double.NaN;
                Labels labels = rows[i].Labels.Without(BucketLabel);
                if (!groups.TryGetValue(labels, out Group? group))
                {
                    groups.Add(labels, group = new Group(labels, []));
                }

                groupOf[i] = group;
            }
        }

        public List<Row> Results { get; } = [];

        private AnnotationSet Annotations => evaluator.Run.Annotations;

        public void Compute(int step, Estimate[] estimates)
        {
            foreach (Group group in groups.Values)
            {
                group.Buckets.Clear();
            }

            var natives = new List<Row>();
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows[i].HistogramAt(step) is not null)
                {
                    natives.Add(rows[i]);
                }
                else if (rows[i].HasFloat(step))
                {
                    AddBucket(i, step);
                }
            }

            natives.RemoveAll(row => Conflicts(row));
            foreach (Estimate estimate in estimates)
            {
                foreach (Row row in natives)
                {
                    Set(row.Labels, step, estimate, OfNative(row, step, estimate));
                }

                foreach (Group group in groups.Values)
                {
                    if (group.Buckets.Count > 0)
                    {
                        Set(group.Labels, step, estimate, OfClassic(group, step, estimate));
                    }
                }
            }
        }

        private void AddBucket(int index, int step)
        {
            if (double.IsNaN(bounds[index]) && !GoFloatSyntax.TryParse(rows[index].Labels[BucketLabel], out _))
            {
                Labels labels = rows[index].Labels;
                Annotations.Warn(Messages.BadBucketLabel(evaluator.Run.DelaysNameRemoval ? labels.MetricName : "", labels[BucketLabel]), operand.Range);
                return;
            }

            groupOf[index].Buckets.Add((bounds[index], rows[index].Floats[step]));
        }

        /// <summary>Whether classic buckets of the same labels are there, so that neither counts.</summary>
        private bool Conflicts(Row native)
        {
            if (!groups.TryGetValue(native.Labels, out Group? group) || group.Buckets.Count == 0)
            {
                return false;
            }

            Annotations.Warn(Messages.MixedClassicNative(evaluator.Run.DelaysNameRemoval ? native.Labels.MetricName : ""), operand.Range);
            group.Buckets.Clear();
            return true;
        }

        private double OfNative(Row row, int step, Estimate estimate)
        {
            string name = evaluator.Run.DelaysNameRemoval ? row.Labels.MetricName : "";
            FloatHistogram histogram = row.HistogramAt(step)!;
            return call.Name == "histogram_fraction"
                ? NativeHistograms.Fraction(estimate.First, estimate.Second, histogram, name, Inform)
                : NativeHistograms.Quantile(estimate.First, histogram, name, Inform);
        }

        private double OfClassic(Group group, int step, Estimate estimate)
        {
            List<(double Upper, double Count)> buckets = [.. group.Buckets];
            if (call.Name == "histogram_fraction")
            {
                return ClassicBuckets.Fraction(estimate.First, estimate.Second, buckets);
            }

            string name = evaluator.Run.DelaysNameRemoval ? group.Labels.MetricName : "";
            long time = evaluator.Steps[step];
            return ClassicBuckets.Quantile(estimate.First, buckets, (lowest, highest, largest) => Annotations.InformForcedMonotonicity(
                name, operand.Range, new ForcedMonotonicity(time, time, lowest, highest, largest, 1)));
        }

        private void Inform(string message) => Annotations.Inform(message, operand.Range);

        private void Set(Labels labels, int step, Estimate estimate, double value)
        {
            if (!results.TryGetValue((labels, estimate.Label), out Row? row))
            {
                Labels shown = evaluator.Unnamed(labels);
                shown = estimate.Label is null ? shown : shown.With(ExpressionEvaluator.Text(call.Arguments[1]), estimate.Label);
                row = evaluator.NewRow(shown, dropName: true);
                results.Add((labels, estimate.Label), row);
                Results.Add(row);
            }

            row.Set(step, value);
        }
    }
}
