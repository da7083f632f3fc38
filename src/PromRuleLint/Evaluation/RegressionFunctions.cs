namespace PromRuleLint.Evaluation;

/// <summary>Lines through samples, and smoothing.</summary>
internal static class RegressionFunctions
{
    public static RangeResult Derivative(in RangeWindow window, in RangeCall call)
    {
        if (!HasTwoFloats(window, call))
        {
            return RangeResult.None;
        }

        (double slope, _) = Line(window, window.FloatTimes[0]);
        return RangeResult.From(slope);
    }

    public static RangeResult Predict(in RangeWindow window, in RangeCall call)
    {
        if (!HasTwoFloats(window, call))
        {
            return RangeResult.None;
        }

        (double slope, double intercept) = Line(window, window.Time);
        return RangeResult.From((slope * call.First) + intercept);
    }

    public static RangeResult DoubleExponentialSmoothing(in RangeWindow window, in RangeCall call)
    {
        double smoothing = call.First;
        double trend = call.Second;
        Require(smoothing, "smoothing", "sf", call);
        Require(trend, "trend", "tf", call);
        if (!HasTwoFloats(window, call))
        {
            return RangeResult.None;
        }

        double before = 0;
        double smoothed = window.Floats[0];
        double slope = window.Floats[1] - window.Floats[0];
        for (int i = 1; i < window.Floats.Length; i++)
        {
            double x = smoothing * window.Floats[i];
            if (i > 1)
            {
                slope = (trend * (smoothed - before)) + ((1 - trend) * slope);
            }

            double y = (1 - smoothing) * (smoothed + slope);
            before = smoothed;
            smoothed = x + y;
        }

        return RangeResult.From(smoothed);
    }

    private static void Require(double factor, string name, string sign, in RangeCall call)
    {
        if (factor <= 0 || factor >= 1)
        {
            string value = double.IsInfinity(factor) ? (factor > 0 ? "+Inf" : "-Inf") : factor.ToString("F6", System.Globalization.CultureInfo.InvariantCulture);
            throw QueryRun.Error(call.Call, $"invalid {name} factor. Expected: 0 < {sign} < 1, got: {value}");
        }
    }

    private static bool HasTwoFloats(in RangeWindow window, in RangeCall call)
    {
        if (!window.Floats.IsEmpty && !window.Histograms.IsEmpty)
        {
            call.Inform(Messages.HistogramIgnoredInRange(call.Labels.MetricName));
        }

        return window.Floats.Length >= 2;
    }

    /// <summary>The least-squares line: its slope by second and its value at a time.</summary>
    private static (double Slope, double Intercept) Line(in RangeWindow window, long interceptTime)
    {
        double n = 0;
        double sumX = 0, restX = 0, sumY = 0, restY = 0, sumXY = 0, restXY = 0, sumX2 = 0, restX2 = 0;
        double initial = window.Floats[0];
        bool isConstant = true;
        for (int i = 0; i < window.Floats.Length; i++)
        {
            double y = window.Floats[i];
            isConstant &= i == 0 || y == initial;
            n++;
            double x = (window.FloatTimes[i] - interceptTime) / 1e3;
            Kahan.Add(x, ref sumX, ref restX);
            Kahan.Add(y, ref sumY, ref restY);
            Kahan.Add(x * y, ref sumXY, ref restXY);
            Kahan.Add(x * x, ref sumX2, ref restX2);
        }

        if (isConstant)
        {
            return double.IsInfinity(initial) ? (double.NaN, double.NaN) : (0, initial);
        }

        sumX += restX;
        sumY += restY;
        sumXY += restXY;
        sumX2 += restX2;
        double covariance = sumXY - (sumX * sumY / n);
        double variance = sumX2 - (sumX * sumX / n);
        double slope = covariance / variance;
        return (slope, (sumY / n) - (slope * sumX / n));
    }
}
