using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The state of one group at one step, as <c>groupedAggregation</c> of the reference's <c>promql/engine.go</c>.</summary>
internal struct Aggregate
{
    private bool _seen;
    private bool _hasFloat;
    private bool _hasHistogram;
    private bool _fails;
    private double _value;
    private double _rest;
    private double _mean;
    private double _count;
    private FloatMean _average;
    private HistogramMean? _histogramMean;
    private HistogramSum? _histogramSum;
    private HintsSeen _hints;
    private List<double>? _values;

    public void Add(AggregateExpr expr, double sample, FloatHistogram? histogram, Labels labels, AnnotationSet annotations, Expr operand)
    {
        switch (expr.Operator)
        {
            case AggregateOperator.Sum or AggregateOperator.Avg:
                AddToSum(expr, sample, histogram, labels, annotations, operand);
                break;
            case AggregateOperator.Count or AggregateOperator.Group:
                _seen = true;
                _count++;
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
        if (!_seen)
        {
            return RangeResult.None;
        }

        switch (expr.Operator)
        {
            case AggregateOperator.Sum or AggregateOperator.Avg:
                return Total(expr, annotations, operand);
            case AggregateOperator.Count:
                return RangeResult.From(_count);
            case AggregateOperator.Group:
                return RangeResult.From(1);
            case AggregateOperator.Stdvar:
                return RangeResult.From(_value / _count);
            case AggregateOperator.Stddev:
                return RangeResult.From(Math.Sqrt(_value / _count));
            case AggregateOperator.Quantile:
                return RangeResult.From(Quantiles.Compute(parameter, [.. _values!]));
            default:
                return RangeResult.From(_value);
        }
    }

    private void AddFloat(AggregateOperator op, double sample)
    {
        bool first = !_seen;
        _seen = true;
        _count++;
        switch (op)
        {
            case AggregateOperator.Min:
                _value = first || _value > sample || double.IsNaN(_value) ? sample : _value;
                break;
            case AggregateOperator.Max:
                _value = first || _value < sample || double.IsNaN(_value) ? sample : _value;
                break;
            case AggregateOperator.Quantile:
                (_values ??= []).Add(sample);
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
            _mean = sample;
            _value = double.IsFinite(sample) ? 0 : double.NaN;
            return;
        }

        double delta = sample - _mean;
        _mean += delta / _count;
        _value += delta * (sample - _mean);
    }

    private void AddToSum(AggregateExpr expr, double sample, FloatHistogram? histogram, Labels labels, AnnotationSet annotations, Expr operand)
    {
        bool first = !_seen;
        _seen = true;
        if (_fails)
        {
            return;
        }

        if (histogram is null)
        {
            if (expr.Operator == AggregateOperator.Avg)
            {
                if (_hasFloat)
                {
                    _average.Add(sample);
                }
                else
                {
                    _average = new FloatMean(sample);
                }
            }
            else if (first)
            {
                _value = sample;
            }
            else
            {
                Kahan.Add(sample, ref _value, ref _rest);
            }

            _hasFloat = true;
            return;
        }

        _hasHistogram = true;
        if (_hasFloat && _histogramMean is null && _histogramSum is null)
        {
            // A group that began with a float is mixed and has no result.
            return;
        }

        _hints.See(histogram);
        if (!AddHistogram(expr.Operator, histogram))
        {
            annotations.Warn(Messages.MixedSchemas(labels.MetricName), operand.Range);
            _fails = true;
        }
        else if (_histogramMean?.BoundsReconciled == true || _histogramSum?.BoundsReconciled == true)
        {
            annotations.Inform(Messages.BoundsReconciled("aggregation"), operand.Range);
        }
    }

    private bool AddHistogram(AggregateOperator op, FloatHistogram histogram)
    {
        if (op == AggregateOperator.Avg)
        {
            if (_histogramMean is not null)
            {
                return _histogramMean.Add(histogram);
            }

            _histogramMean = new HistogramMean(histogram);
            return true;
        }

        if (_histogramSum is null)
        {
            _histogramSum = HistogramSum.From(histogram);
            return true;
        }

        HistogramSum? next = _histogramSum.Add(histogram);
        _histogramSum = next ?? _histogramSum;
        return next is not null;
    }

    private readonly RangeResult Total(AggregateExpr expr, AnnotationSet annotations, Expr operand)
    {
        if (_hasFloat && _hasHistogram)
        {
            annotations.Warn(Messages.MixInAggregation, operand.Range);
            return RangeResult.None;
        }

        if (_fails)
        {
            return RangeResult.None;
        }

        if (_hints.Collide)
        {
            annotations.Warn(Messages.HintsCollide("aggregation"), operand.Range);
        }

        if (_hasHistogram)
        {
            return RangeResult.From((_histogramMean?.Value() ?? _histogramSum!.Total()).Compact());
        }

        return RangeResult.From(expr.Operator == AggregateOperator.Avg ? _average.Value : _value + _rest);
    }
}
