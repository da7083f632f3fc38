using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The state of one group at one step, as <c>groupedAggregation</c> of the reference's <c>promql/engine.go</c>.</summary>
internal struct Aggregate
{
    private bool seen;
    private bool hasFloat;
    private bool hasHistogram;
    private bool fails;
    private double value;
    private double rest;
    private double mean;
    private double count;
    private FloatMean average;
    private HistogramMean? histogramMean;
    private HistogramSum? histogramSum;
    private HintsSeen hints;
    private List<double>? values;

    public void Add(AggregateExpr expr, double sample, FloatHistogram? histogram, Labels labels, AnnotationSet annotations, Expr operand)
    {
        switch (expr.Operator)
        {
            case AggregateOperator.Sum or AggregateOperator.Avg:
                AddToSum(expr, sample, histogram, labels, annotations, operand);
                break;
            case AggregateOperator.Count or AggregateOperator.Group:
                seen = true;
                count++;
                break;
            default:
                if (histogram is not null)
                {
                    annotations.Inform(Messages.HistogramIgnored(Operators.Text(expr.Operator)), operand.Range);
                    return;
                }

                AddFloat(expr.Operator, sample);
                break;
        }
    }

    public readonly RangeResult Result(AggregateExpr expr, double parameter, AnnotationSet annotations, Expr operand)
    {
        if (!seen)
        {
            return RangeResult.None;
        }

        switch (expr.Operator)
        {
            case AggregateOperator.Sum or AggregateOperator.Avg:
                return Total(expr, annotations, operand);
            case AggregateOperator.Count:
                return RangeResult.Of(count);
            case AggregateOperator.Group:
                return RangeResult.Of(1);
            case AggregateOperator.Stdvar:
                return RangeResult.Of(value / count);
            case AggregateOperator.Stddev:
                return RangeResult.Of(Math.Sqrt(value / count));
            case AggregateOperator.Quantile:
                return RangeResult.Of(Quantiles.OfValues(parameter, [.. values!]));
            default:
                return RangeResult.Of(value);
        }
    }

    private void AddFloat(AggregateOperator op, double sample)
    {
        bool first = !seen;
        seen = true;
        count++;
        switch (op)
        {
            case AggregateOperator.Min:
                value = first || value > sample || double.IsNaN(value) ? sample : value;
                break;
            case AggregateOperator.Max:
                value = first || value < sample || double.IsNaN(value) ? sample : value;
                break;
            case AggregateOperator.Quantile:
                (values ??= []).Add(sample);
                break;
            default:
                AddToVariance(sample, first);
                break;
        }
    }

    private void AddToVariance(double sample, bool first)
    {
        if (first)
        {
            mean = sample;
            value = double.IsFinite(sample) ? 0 : double.NaN;
            return;
        }

        double delta = sample - mean;
        mean += delta / count;
        value += delta * (sample - mean);
    }

    private void AddToSum(AggregateExpr expr, double sample, FloatHistogram? histogram, Labels labels, AnnotationSet annotations, Expr operand)
    {
        bool first = !seen;
        seen = true;
        if (fails)
        {
            return;
        }

        if (histogram is null)
        {
            if (expr.Operator == AggregateOperator.Avg)
            {
                if (hasFloat)
                {
                    average.Add(sample);
                }
                else
                {
                    average = new FloatMean(sample);
                }
            }
            else if (first)
            {
                value = sample;
            }
            else
            {
                Kahan.Add(sample, ref value, ref rest);
            }

            hasFloat = true;
            return;
        }

        hasHistogram = true;
        if (hasFloat && histogramMean is null && histogramSum is null)
        {
            // Begun with a float, the group is a mix and gives nothing.
            return;
        }

        hints.See(histogram);
        if (!AddHistogram(expr.Operator, histogram))
        {
            annotations.Warn(Messages.MixedSchemas(labels.MetricName), operand.Range);
            fails = true;
        }
        else if (histogramMean?.BoundsReconciled == true || histogramSum?.BoundsReconciled == true)
        {
            annotations.Inform(Messages.BoundsReconciled("aggregation"), operand.Range);
        }
    }

    private bool AddHistogram(AggregateOperator op, FloatHistogram histogram)
    {
        if (op == AggregateOperator.Avg)
        {
            if (histogramMean is not null)
            {
                return histogramMean.Add(histogram);
            }

            histogramMean = new HistogramMean(histogram);
            return true;
        }

        if (histogramSum is null)
        {
            histogramSum = HistogramSum.Of(histogram);
            return true;
        }

        HistogramSum? next = histogramSum.Add(histogram);
        histogramSum = next ?? histogramSum;
        return next is not null;
    }

    private readonly RangeResult Total(AggregateExpr expr, AnnotationSet annotations, Expr operand)
    {
        if (hasFloat && hasHistogram)
        {
            annotations.Warn(Messages.MixInAggregation, operand.Range);
            return RangeResult.None;
        }

        if (fails)
        {
            return RangeResult.None;
        }

        if (hints.Collide)
        {
            annotations.Warn(Messages.HintsCollide("aggregation"), operand.Range);
        }

        if (hasHistogram)
        {
            return RangeResult.Of((histogramMean?.Value() ?? histogramSum!.Total()).Compact());
        }

        return RangeResult.Of(expr.Operator == AggregateOperator.Avg ? average.Value : value + rest);
    }
}
