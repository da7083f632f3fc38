using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    /// <summary>The value of a function whose series are those of its argument without their name.</summary>
    private delegate ValueSet ValueOf(ValueSet[] arguments);

    /// <summary>Functions that compute a new value for each series of their first vector and drop its name.</summary>
    private static ValueOf? OfVectors(string function) => function switch
    {
        "abs" => static a => ValueFunctions.Abs(a[0]),
        "acos" => static a => Inside(a[0], -1, 1, 0, Math.PI),
        "acosh" => static a => Inside(a[0], 1, double.PositiveInfinity, 0, double.PositiveInfinity),
        "asin" => static a => Inside(a[0], -1, 1, -Math.PI / 2, Math.PI / 2),
        "asinh" => static a => ValueFunctions.Within(a[0], double.NegativeInfinity, double.PositiveInfinity),
        "atan" => static a => ValueFunctions.Within(a[0], -Math.PI / 2, Math.PI / 2),
        "atanh" => static a => Inside(a[0], -1, 1, double.NegativeInfinity, double.PositiveInfinity),
        "ceil" => static a => ValueFunctions.Rising(a[0].WithoutHistograms(), Math.Ceiling, isExact: true, isWhole: true),
        "clamp_max" => static a => ValueFunctions.Clamp(a[0], null, a[1]),
        "clamp_min" => static a => ValueFunctions.Clamp(a[0], a[1], null),
        "cos" => static a => ValueFunctions.Within(a[0], -1, 1, infinityIsNaN: true),
        "cosh" => static a => ValueFunctions.Within(a[0], 1, double.PositiveInfinity),
        "day_of_month" => static _ => ValueSet.Between(1, 31, isWhole: true),
        "day_of_week" => static _ => ValueSet.Between(0, 6, isWhole: true),
        "day_of_year" => static _ => ValueSet.Between(1, 366, isWhole: true),
        "days_in_month" => static _ => ValueSet.Between(28, 31, isWhole: true),
        "deg" => static a => ValueFunctions.Rising(a[0], static v => v * 180 / Math.PI, isExact: false),
        "exp" => static a => ValueFunctions.Rising(a[0], Math.Exp, isExact: false),
        "floor" => static a => ValueFunctions.Rising(a[0].WithoutHistograms(), Math.Floor, isExact: true, isWhole: true),
        "histogram_avg" => static _ => ValueSet.AnyFloat,
        "histogram_count" => static a => ValueFunctions.FromCounts(a[0]),
        "histogram_stddev" => static _ => ValueSet.Between(0, double.PositiveInfinity, mayBeNaN: true),
        "histogram_stdvar" => static a => ValueFunctions.FromCounts(a[0]),
        "histogram_sum" => static _ => ValueSet.AnyFloat,
        "hour" => static _ => ValueSet.Between(0, 23, isWhole: true),
        "ln" => static a => ValueFunctions.RisingWithin(a[0], 0, double.PositiveInfinity, static v => Math.Log(Math.Abs(v))),
        "log10" => static a => ValueFunctions.RisingWithin(a[0], 0, double.PositiveInfinity, static v => Math.Log10(Math.Abs(v))),
        "log2" => static a => ValueFunctions.RisingWithin(a[0], 0, double.PositiveInfinity, static v => Math.Log2(Math.Abs(v))),
        "minute" => static _ => ValueSet.Between(0, 59, isWhole: true),
        "month" => static _ => ValueSet.Between(1, 12, isWhole: true),
        "rad" => static a => ValueFunctions.Rising(a[0], static v => v * Math.PI / 180, isExact: false),
        "round" => static a => ValueFunctions.Round(a[0], a.Length > 1 ? a[1] : ValueSet.One),
        "sgn" => static a => ValueFunctions.Sign(a[0]),
        "sin" => static a => ValueFunctions.Within(a[0], -1, 1, infinityIsNaN: true),
        "sinh" => static a => ValueFunctions.Within(a[0], double.NegativeInfinity, double.PositiveInfinity),
        "sqrt" => static a => ValueFunctions.RisingWithin(a[0], 0, double.PositiveInfinity, static v => Math.Sqrt(v), isExact: true),
        "start_timestamp" => static _ => ValueFunctions.Time,
        "tan" => static a => ValueFunctions.Within(a[0], double.NegativeInfinity, double.PositiveInfinity, infinityIsNaN: true),
        "tanh" => static a => ValueFunctions.Within(a[0], -1, 1),
        "timestamp" => static _ => ValueFunctions.Time,
        "year" => static _ => ValueSet.Between(-300_000_000_000, 300_000_000_000, isWhole: true),
        _ => null,
    };

    /// <summary>Functions that compute one value from the samples of each series of a range and drop its name.</summary>
    private static ValueOf? OfRanges(string function) => function switch
    {
        "avg_over_time" => static a => ValueFunctions.Average(a[0]),
        "changes" => static _ => ValueFunctions.Count,
        "count_over_time" => static _ => ValueFunctions.CountOfSome,
        "delta" => static a => ValueFunctions.Delta(a[0], isExtrapolated: true),
        "deriv" => static a => a[0].HasFloats ? ValueSet.AnyFloat : ValueSet.Nothing,
        "double_exponential_smoothing" => static a => a[0].HasFloats ? ValueSet.AnyFloat : ValueSet.Nothing,
        "first_over_time" => static a => a[0],
        "idelta" => static a => ValueFunctions.Delta(a[0], isExtrapolated: false),
        "increase" => static a => ValueFunctions.Increase(a[0]),
        "irate" => static a => ValueFunctions.Increase(a[0]),
        "last_over_time" => static a => a[0],
        "mad_over_time" => static a => ValueFunctions.Spread(a[0]),
        "max_over_time" => static a => a[0].WithoutHistograms(),
        "min_over_time" => static a => a[0].WithoutHistograms(),
        "predict_linear" => static a => a[0].HasFloats ? ValueSet.AnyFloat : ValueSet.Nothing,
        "present_over_time" => static _ => ValueSet.One,
        "quantile_over_time" => static a => ValueFunctions.Quantile(a[0], a[1]),
        "rate" => static a => ValueFunctions.Increase(a[0]),
        "resets" => static _ => ValueFunctions.Count,
        "stddev_over_time" => static a => ValueFunctions.Spread(a[0]),
        "stdvar_over_time" => static a => ValueFunctions.Spread(a[0], isVariance: true),
        "sum_over_time" => static a => ValueFunctions.Sum(a[0]),
        "ts_of_first_over_time" => static _ => ValueFunctions.Time,
        "ts_of_last_over_time" => static _ => ValueFunctions.Time,
        "ts_of_max_over_time" => static _ => ValueFunctions.Time,
        "ts_of_min_over_time" => static _ => ValueFunctions.Time,
        _ => null,
    };

    /// <summary>Functions that give one number.</summary>
    private static ValueOf? OfScalars(string function) => function switch
    {
        "end" => static _ => ValueFunctions.Time,
        "max_of" => static a => ValueFunctions.Greatest(a[0], a[1]),
        "min_of" => static a => ValueFunctions.Least(a[0], a[1]),
        "pi" => static _ => ValueSet.From(Math.PI),
        "range" => static _ => ValueSet.NonNegative,
        "start" => static _ => ValueFunctions.Time,
        "step" => static _ => ValueSet.NonNegative,
        "time" => static _ => ValueFunctions.Time,
        _ => null,
    };

    /// <summary>Functions that do more than compute values.</summary>
    private static Func<Call, ExprFacts, FactsContext, NodeFacts>? Special(string function) => function switch
    {
        "absent" => TransferAbsent,
        "absent_over_time" => TransferAbsent,
        "clamp" => TransferClamp,
        "histogram_fraction" => static (call, facts, context) => TransferBuckets(call, 2, ValueSet.AnyFloat, facts, context),
        "histogram_quantile" => static (call, facts, context) => TransferBuckets(call, 1, ValueSet.AnyFloat, facts, context),
        "histogram_quantiles" => TransferQuantiles,
        "info" => TransferInfo,
        "label_join" => TransferLabelJoin,
        "label_replace" => TransferLabelReplace,
        "scalar" => TransferScalar,
        "sort" => TransferSort,
        "sort_by_label" => TransferSort,
        "sort_by_label_desc" => TransferSort,
        "sort_desc" => TransferSort,
        "vector" => TransferVector,
        _ => null,
    };

    /// <summary>Whether a function of that name has its transfer function.</summary>
    internal static bool Knows(string function) =>
        OfVectors(function) is not null || OfRanges(function) is not null || OfScalars(function) is not null || Special(function) is not null;

    private static NodeFacts TransferCall(Call call, ExprFacts facts, FactsContext context)
    {
        if (call.Function is not { } function || call.ChildCount < function.ArgumentTypes.Length - Math.Abs(function.Variadic))
        {
            return new NodeFacts(call.Type, Alternative.Unknown, isAlways: false);
        }

        return OfVectors(call.Name) is { } ofVector ? TransferVectorFunction(call, ofVector, facts, context)
            : OfRanges(call.Name) is { } ofRange ? TransferRangeFunction(call, ofRange, facts, context)
            : OfScalars(call.Name) is { } ofScalar ? TransferScalarFunction(call, ofScalar, facts)
            : Special(call.Name) is { } special ? special(call, facts, context)
            : new NodeFacts(call.Type, Alternative.Unknown, isAlways: false);
    }

    private static NodeFacts TransferScalarFunction(Call call, ValueOf function, ExprFacts facts) =>
        Scalar(function([.. call.Arguments.Select(argument => facts.Find(argument).Value)]), null, call.Name == "time" ? ValueSet.Between(-TimeSlack, TimeSlack) : null);

    private static NodeFacts TransferVectorFunction(Call call, ValueOf function, ExprFacts facts, FactsContext context)
    {
        if (call.ChildCount == 0)
        {
            // hour() and its like look at the time of evaluation.
            ValueSet value = function([]);
            Reason reason = Reason.At(context.Rule, call.Range, (call.Name, value), static s => $"`{s.Name}()` is {s.value}");
            return new NodeFacts(ExprType.Vector, new Alternative { Value = value, ValueReason = reason, Labels = LabelFacts.None(Reason.At(context.Rule, call.Range, call, static call => $"`{call.Name}()` has no labels")) }, isAlways: true);
        }

        NodeFacts operand = facts.Find(call.GetChild(0));
        var arguments = new ValueSet[call.ChildCount];
        for (int i = 1; i < arguments.Length; i++)
        {
            arguments[i] = facts.Find(call.GetChild(i)).Value;
        }

        Reason dropped = Reason.At(context.Rule, call.NameRange, call, static call => $"`{call.Name}` drops the metric name");
        ValueSet? fromNow = call.Name == "timestamp" ? SampleTimes(call.GetChild(0), context) : null;
        if (fromNow is not null)
        {
            return Each(
                operand,
                alternative => Compute(call, alternative, ValueFunctions.Time, context, call.NameRange, call.Name, dropped) with
                {
                    FromNow = fromNow,
                    ValueReason = Reason.At(context.Rule, call.Range, context.LookbackDelta, static lookback => $"an instant selector returns no sample older than the lookback of {lookback.TotalSeconds:0.###} seconds"),
                },
                isAlways: false);
        }

        bool usesFloats = !call.Has(FunctionTraits.ReadsHistograms);
        bool usesHistograms = !call.Has(FunctionTraits.DropsHistograms);
        return Each(
            operand,
            alternative =>
            {
                ValueSet value = alternative.Value;
                // That a metric holds no native histograms is only assumed by its name; who asks for one knows better.
                bool isUsable = !usesFloats || (usesHistograms && value.MayBeHistogram) || value.HasFloats;
                arguments[0] = usesHistograms ? value : value.WithoutHistograms();
                return Compute(call, alternative, isUsable ? function(arguments) : ValueSet.Nothing, context, call.NameRange, call.Name, dropped);
            },
            operand.Presence == Presence.Always && !operand.Value.MayBeHistogram && usesFloats && call.Name != "start_timestamp");
    }

    private static NodeFacts TransferRangeFunction(Call call, ValueOf function, ExprFacts facts, FactsContext context)
    {
        var arguments = new ValueSet[call.ChildCount];
        NodeFacts? range = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            NodeFacts argument = facts.Find(call.GetChild(i));
            arguments[i] = argument.Value;
            if (argument.Type == ExprType.Matrix)
            {
                range = argument;
            }
        }

        if (range is null)
        {
            return new NodeFacts(ExprType.Vector, Alternative.Unknown, isAlways: false);
        }

        // One series may come about in several ways over time: its samples are those of all of them.
        ValueSet value = function(arguments);
        Reason? dropped = call.Has(FunctionTraits.KeepsName) ? null : Reason.At(context.Rule, call.NameRange, call, static call => $"`{call.Name}` drops the metric name");
        Reason? because = call.Has(FunctionTraits.IgnoresValue) || call.Has(FunctionTraits.CountsChanges) ? null : range.ValueReason;
        Reason? reason = TransferProcessorTime(call, context) is { } time && (value = value.Intersect(time)) is var limited
            ? Reason.Assuming(Assumption.ProcessorTime, context.Rule, call.NameRange, (call.Name, limited), static s => $"`{s.Name}` gives {s.limited}: a processor is in one mode for at most one second a second", because)
            : !value.IsBounded ? because : Reason.At(context.Rule, call.NameRange, (call.Name, value), static s => $"`{s.Name}` gives {s.value}", because);
        return Each(
            range,
            (call, value, reason, because, dropped, context),
            static (alternative, s) =>
            {
                Alternative result = alternative.Computed(s.call, s.value, s.reason, s.dropped);
                return s.value.IsEmpty ? result.Dead(Reason.At(s.context.Rule, s.call.NameRange, s.call, static call => $"`{call.Name}` has no sample that it can use", s.because)) : result;
            },
            isAlways: false,
            ExprType.Vector);
    }

    /// <summary>How much the time that a processor is in one mode can grow; null for other counters.</summary>
    private static ValueSet? TransferProcessorTime(Call call, FactsContext context)
    {
        if (!call.Has(FunctionTraits.IsCounterAware) || call.Subject is not MatrixSelector { Selector: { Name: { } metric } selector } range
            || !NamedMetrics.IsProcessorTime(metric, selector) || context.Recorded(metric) is not null || context.Catalog.Find(metric)?.Values is not null)
        {
            return null;
        }

        return call.Name != "increase" ? ValueSet.Between(0, 1) : range.Window.Constant is { } window ? ValueSet.Between(0, window.TotalSeconds) : null;
    }

    private static NodeFacts TransferSort(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        return call.Has(FunctionTraits.DropsHistograms) && operand.Value.MayBeHistogram
            ? Each(operand, alternative => Unordered(alternative, context, call), isAlways: false)
            : operand;
    }

    private static Alternative Unordered(Alternative alternative, FactsContext context, Call call)
    {
        ValueSet value = alternative.Value.WithoutHistograms();
        Alternative result = alternative with { Value = value, Passing = alternative.Passing?.WithoutHistograms() };
        return value.IsEmpty ? result.Dead(Reason.At(context.Rule, call.NameRange, "native histograms cannot be sorted")) : result;
    }

    private static NodeFacts TransferScalar(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        if (operand.Presence == Presence.Never)
        {
            return Scalar(ValueSet.NaN, Reason.At(context.Rule, call.NameRange, "`scalar` of nothing is NaN", operand.EmptyReason));
        }

        ValueSet value = operand.Value;
        bool isOne = operand.Presence == Presence.Always && !value.MayBeHistogram && operand.Labels.IsEmptySet;
        return Scalar(value.WithoutHistograms().WithNaN(!isOne || value.MayBeNaN), operand.ValueReason);
    }

    private static NodeFacts TransferVector(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        Reason reason = Reason.At(context.Rule, call.NameRange, "`vector` gives a series without labels");
        return new NodeFacts(ExprType.Vector, new Alternative { Value = operand.Value, ValueReason = operand.ValueReason, Labels = LabelFacts.None(reason), FromNow = operand.Span[0].FromNow }, isAlways: true);
    }

    /// <summary><c>clamp</c> is empty where its limits are the wrong way round.</summary>
    private static NodeFacts TransferClamp(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        ValueSet low = facts.Find(call.GetChild(1)).Value;
        ValueSet high = facts.Find(call.GetChild(2)).Value;
        Reason dropped = Reason.At(context.Rule, call.NameRange, "`clamp` drops the metric name");
        bool isCrossed = !low.MayBeNaN && !high.MayBeNaN && low.Min > high.Max;
        return Each(
            operand,
            alternative =>
            {
                Alternative result = Compute(call, alternative, ValueFunctions.Clamp(alternative.Value, low, high), context, call.NameRange, "clamp", dropped);
                return isCrossed ? result.Dead(Reason.At(context.Rule, call.Range, (low, high), static s => $"the least value, {s.low}, is greater than the greatest, {s.high}: `clamp` gives nothing")) : result;
            },
            operand.Presence == Presence.Always && !operand.Value.MayBeHistogram && ValueSet.IsAlwaysTrue(low, BinaryOperator.LessOrEqual, high));
    }

    private static ValueSet Inside(ValueSet values, double from, double to, double low, double high)
    {
        if (!values.HasFloats)
        {
            return ValueSet.Nothing;
        }

        bool outside = values.MayBeNaN || values.Min < from || values.Max > to;
        bool inside = values.Intervals.Any(i => i.Low <= to && i.High >= from);
        return inside ? ValueSet.Between(low, high, mayBeNaN: outside) : ValueSet.NaN;
    }
}
