using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using static PromRuleLint.PromQL.Functions.FunctionTraits;

namespace PromRuleLint.PromQL.Functions;

/// <summary>The functions of PromQL, as in the reference's <c>promql/parser/functions.go</c>.</summary>
public static class FunctionTable
{
    private const ExprType S = ExprType.Scalar;
    private const ExprType V = ExprType.Vector;
    private const ExprType M = ExprType.Matrix;
    private const ExprType T = ExprType.String;

    private const string? Stable = null;
    private const string Experimental = "promql-experimental-functions";

    private const FunctionTraits OfNumbers = KeepsSeries | PassesNaN | DropsHistograms;
    private const FunctionTraits Unchanged = KeepsSeries | KeepsName | KeepsValue | PicksSample | KeepsUnit | PassesNaN;
    private const FunctionTraits Growth = KeepsSeries | NeedsTwoSamples | MeasuresChange | GivesFractions | IsCounterAware;
    private const FunctionTraits Spread = KeepsSeries | MeasuresSpread | PassesNaN | GivesFractions | DropsHistograms;
    private const FunctionTraits Regression = KeepsSeries | NeedsTwoSamples | PassesNaN | GivesFractions | DropsHistograms;

    private static readonly NameMap<Function> ByName = Build();

    /// <summary>All functions, in the order of their names.</summary>
    public static ImmutableArray<Function> All => Sorted.All;

    /// <summary>
    /// The function of a name, or null where there never was one; names are case-sensitive. May give one that newer versions have no
    /// more (<see cref="Function.RemovedIn"/>), which <see cref="All"/> does not hold.
    /// </summary>
    public static Function? Find(ReadOnlySpan<char> name) => ByName.GetValueOrDefault(name);

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "A table of data, one row a signature: it reads best in one piece.")]
    private static NameMap<Function> Build()
    {
        List<Function> all = [];

        void Add(ExprType returns, ImmutableArray<ExprType> arguments, int variadic, string? flag, FunctionTraits traits, params string[] names)
        {
            foreach (string name in names)
            {
                all.Add(new Function(name, returns, arguments, variadic, flag) { Since = FirstVersionOf(name), Traits = traits });
            }
        }

        // Instant vectors.
        Add(V, [V], 0, Stable, OfNumbers | KeepsUnit, "abs", "ceil", "floor");
        Add(V, [V], 0, Stable, OfNumbers, "sgn");
        Add(V, [V], 0, Stable, OfNumbers | GivesFractions, "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "deg", "exp", "ln",
            "log10", "log2", "rad", "sin", "sinh", "sqrt", "tan", "tanh");
        Add(V, [V], 0, Stable, IgnoresValue | IsAbsence, "absent");
        Add(V, [V], 0, Stable, KeepsSeries | ReadsHistograms | GivesFractions, "histogram_avg", "histogram_stddev", "histogram_stdvar");
        Add(V, [V], 0, Stable, KeepsSeries | ReadsHistograms, "histogram_count", "histogram_sum");
        Add(V, [V], 0, Stable, Unchanged | Sorts | DropsHistograms, "sort", "sort_desc");
        Add(V, [V, T], -1, Experimental, Unchanged | Sorts, "sort_by_label", "sort_by_label_desc");
        Add(V, [V], 0, Stable, KeepsSeries | IgnoresValue | GivesTime, "timestamp");
        Add(V, [V], 0, "use-start-timestamps", KeepsSeries | IgnoresValue | GivesTime, "start_timestamp");
        Add(V, [V], 1, Stable, KeepsSeries | IsDate | DropsHistograms, "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year");
        Add(V, [V, S, S], 0, Stable, OfNumbers | KeepsUnit | Clamps, "clamp");
        Add(V, [V, S], 0, Stable, OfNumbers | KeepsUnit | Clamps, "clamp_max", "clamp_min");
        Add(V, [V, S], 1, Stable, OfNumbers | KeepsUnit, "round");
        Add(V, [V, V], 1, Experimental, Unchanged | WritesLabels, "info");
        Add(V, [V, T, T, T, T], 0, Stable, Unchanged | WritesLabels, "label_replace");
        Add(V, [V, T, T, T], -1, Stable, Unchanged | WritesLabels, "label_join");

        // Range vectors.
        Add(V, [M], 0, Stable, KeepsSeries | KeepsUnit | PassesNaN | GivesFractions, "avg_over_time");
        Add(V, [M], 0, Stable, KeepsSeries | KeepsUnit | PassesNaN, "sum_over_time");
        Add(V, [M], 0, Stable, Spread | KeepsUnit, "stddev_over_time");
        Add(V, [M], 0, Stable, Spread, "stdvar_over_time");
        Add(V, [M], 0, Experimental, Spread | KeepsUnit, "mad_over_time");
        Add(V, [M], 0, Stable, IgnoresValue | IsAbsence, "absent_over_time");
        Add(V, [M], 0, Stable, KeepsSeries | IgnoresValue, "count_over_time", "present_over_time");
        Add(V, [M], 0, Stable, KeepsSeries | CountsChanges, "changes", "resets");
        Add(V, [M], 0, Stable, Growth | KeepsUnit | Extrapolates, "increase");
        Add(V, [M], 0, Stable, Growth | Extrapolates, "rate");
        Add(V, [M], 0, Stable, Growth, "irate");
        Add(V, [M], 0, Stable, KeepsSeries | NeedsTwoSamples | MeasuresChange | KeepsUnit | GivesFractions | Extrapolates, "delta");
        Add(V, [M], 0, Stable, KeepsSeries | NeedsTwoSamples | MeasuresChange | KeepsUnit, "idelta");
        Add(V, [M], 0, Stable, Regression | MeasuresChange, "deriv");
        Add(V, [M, S], 0, Stable, Regression | KeepsUnit, "predict_linear");
        Add(V, [M, S, S], 0, Experimental, Regression | KeepsUnit, "double_exponential_smoothing");
        Add(V, [M], 0, Stable, Unchanged, "last_over_time");
        Add(V, [M], 0, Experimental, Unchanged, "first_over_time");
        Add(V, [M], 0, Stable, KeepsSeries | PicksSample | KeepsUnit | DropsHistograms, "max_over_time", "min_over_time");
        Add(V, [S, M], 0, Stable, KeepsSeries | KeepsUnit | GivesFractions | DropsHistograms, "quantile_over_time");
        Add(V, [M], 0, Experimental, KeepsSeries | IgnoresValue | GivesTime, "ts_of_first_over_time", "ts_of_last_over_time");
        Add(V, [M], 0, Experimental, KeepsSeries | DropsHistograms | GivesTime, "ts_of_max_over_time", "ts_of_min_over_time");

        // Buckets.
        Add(V, [S, V], 0, Stable, ReadsBuckets | GivesFractions, "histogram_quantile");
        Add(V, [S, S, V], 0, Stable, ReadsBuckets | GivesFractions, "histogram_fraction");
        Add(V, [V, T, S, S], 9, Experimental, ReadsBuckets | WritesLabels | GivesFractions, "histogram_quantiles");

        // Scalars.
        Add(V, [S], 0, Stable, None, "vector");
        Add(S, [V], 0, Stable, None, "scalar");
        Add(S, [], 0, Stable, None, "pi", "time");
        Add(S, [], 0, Experimental, None, "start", "end", "step", "range");
        Add(S, [S, S], 0, Experimental, None, "min_of", "max_of");
        all.Add(new Function("holt_winters", V, [M, S, S]) { Traits = Regression | KeepsUnit, RemovedIn = new Version(3, 0), NewName = "double_exponential_smoothing" });
        return NameMap<Function>.Of(all, static function => function.Name);
    }

    // The changelog of Prometheus; what is not here is older, or its version is not known for certain.
    private static Version? FirstVersionOf(string name) => name switch
    {
        "absent_over_time" => new(2, 16),
        "clamp" => new(2, 26),
        "last_over_time" => new(2, 26),
        "sgn" => new(2, 26),
        "present_over_time" => new(2, 29),
        "acos" => new(2, 31),
        "acosh" => new(2, 31),
        "asin" => new(2, 31),
        "asinh" => new(2, 31),
        "atan" => new(2, 31),
        "atanh" => new(2, 31),
        "cos" => new(2, 31),
        "cosh" => new(2, 31),
        "deg" => new(2, 31),
        "pi" => new(2, 31),
        "rad" => new(2, 31),
        "sin" => new(2, 31),
        "sinh" => new(2, 31),
        "tan" => new(2, 31),
        "tanh" => new(2, 31),
        "histogram_count" => new(2, 40),
        "histogram_fraction" => new(2, 40),
        "histogram_sum" => new(2, 40),
        "histogram_stddev" => new(2, 47),
        "histogram_stdvar" => new(2, 47),
        "mad_over_time" => new(2, 49),
        "sort_by_label" => new(2, 49),
        "sort_by_label_desc" => new(2, 49),
        "histogram_avg" => new(2, 51),
        "info" => new(3, 0),
        "double_exponential_smoothing" => new(3, 0),
        "ts_of_last_over_time" => new(3, 5),
        "ts_of_max_over_time" => new(3, 5),
        "ts_of_min_over_time" => new(3, 5),
        "first_over_time" => new(3, 7),
        "ts_of_first_over_time" => new(3, 7),
        "histogram_quantiles" => new(3, 11),
        "max_of" => new(3, 13),
        "min_of" => new(3, 13),
        "start_timestamp" => new(3, 14),
        _ => null,
    };

    // Few runs ask for them.
    private static class Sorted
    {
        internal static readonly ImmutableArray<Function> All = [.. ByName.Values.Where(static function => function.RemovedIn is null).OrderBy(static function => function.Name, StringComparer.Ordinal)];
    }
}
