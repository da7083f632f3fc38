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
        private readonly ExpressionEvaluator _evaluator;
        private readonly Call _call;
        private readonly Expr _operand;
        private readonly List<Row> _rows;
        private readonly double[] _bounds;
        private readonly Group[] _groupOf;
        private readonly Dictionary<Labels, Group> _groups = [];
        private readonly Dictionary<(Labels, string?), Row> _results = [];

        public StepWork(ExpressionEvaluator evaluator, Call call, Expr operand, List<Row> rows)
        {
            this._evaluator = evaluator;
            this._call = call;
            this._operand = operand;
            this._rows = rows;
            _bounds = new double[rows.Count];
            _groupOf = new Group[rows.Count];
            for (int i = 0; i < rows.Count; i++)
            {
                _bounds[i] = GoFloatSyntax.TryParse(rows[i].Labels[BucketLabel], out double bound) ? bound : double.NaN;
                Labels labels = rows[i].Labels.Without(BucketLabel);
                if (!_groups.TryGetValue(labels, out Group? group))
                {
                    _groups.Add(labels, group = new Group(labels, []));
                }

                _groupOf[i] = group;
            }
        }

        public List<Row> Results { get; } = [];

        private AnnotationSet Annotations => _evaluator.Run.Annotations;

        public void Compute(int step, Estimate[] estimates)
        {
            foreach (Group group in _groups.Values)
            {
                group.Buckets.Clear();
            }

            var natives = new List<Row>();
            for (int i = 0; i < _rows.Count; i++)
            {
                if (_rows[i].HistogramAt(step) is not null)
                {
                    natives.Add(_rows[i]);
                }
                else if (_rows[i].HasFloat(step))
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

                foreach (Group group in _groups.Values)
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
            if (double.IsNaN(_bounds[index]) && !GoFloatSyntax.TryParse(_rows[index].Labels[BucketLabel], out _))
            {
                Labels labels = _rows[index].Labels;
                Annotations.Warn(Messages.BadBucketLabel(_evaluator.Run.DelaysNameRemoval ? labels.MetricName : "", labels[BucketLabel]), _operand.Range);
                return;
            }

            _groupOf[index].Buckets.Add((_bounds[index], _rows[index].Floats[step]));
        }

        /// <summary>Whether classic buckets of the same labels are there, so that neither counts.</summary>
        private bool Conflicts(Row native)
        {
            if (!_groups.TryGetValue(native.Labels, out Group? group) || group.Buckets.Count == 0)
            {
                return false;
            }

            Annotations.Warn(Messages.MixedClassicNative(_evaluator.Run.DelaysNameRemoval ? native.Labels.MetricName : ""), _operand.Range);
            group.Buckets.Clear();
            return true;
        }

        private double OfNative(Row row, int step, Estimate estimate)
        {
            string name = _evaluator.Run.DelaysNameRemoval ? row.Labels.MetricName : "";
            FloatHistogram histogram = row.HistogramAt(step)!;
            return _call.Name == "histogram_fraction"
                ? NativeHistograms.Fraction(estimate.First, estimate.Second, histogram, name, Inform)
                : NativeHistograms.Quantile(estimate.First, histogram, name, Inform);
        }

        private double OfClassic(Group group, int step, Estimate estimate)
        {
            List<(double Upper, double Count)> buckets = [.. group.Buckets];
            if (_call.Name == "histogram_fraction")
            {
                return ClassicBuckets.Fraction(estimate.First, estimate.Second, buckets);
            }

            string name = _evaluator.Run.DelaysNameRemoval ? group.Labels.MetricName : "";
            long time = _evaluator.Steps[step];
            return ClassicBuckets.Quantile(estimate.First, buckets, (lowest, highest, largest) => Annotations.InformForcedMonotonicity(
                name, _operand.Range, new ForcedMonotonicity(time, time, lowest, highest, largest, 1)));
        }

        private void Inform(string message) => Annotations.Inform(message, _operand.Range);

        private void Set(Labels labels, int step, Estimate estimate, double value)
        {
            if (!_results.TryGetValue((labels, estimate.Label), out Row? row))
            {
                Labels shown = _evaluator.Unnamed(labels);
                shown = estimate.Label is null ? shown : shown.With(ExpressionEvaluator.Text(_call.Arguments[1]), estimate.Label);
                row = _evaluator.NewRow(shown, dropName: true);
                _results.Add((labels, estimate.Label), row);
                Results.Add(row);
            }

            row.Set(step, value);
        }
    }
}
