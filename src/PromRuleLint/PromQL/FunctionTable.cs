using System.Collections.Frozen;
using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL;

/// <summary>The functions of PromQL, as in the reference's <c>promql/parser/functions.go</c>.</summary>
public static class FunctionTable
{
    private const ExprType S = ExprType.Scalar;
    private const ExprType V = ExprType.Vector;
    private const ExprType M = ExprType.Matrix;
    private const ExprType T = ExprType.String;

    // The changelog of Prometheus; what is not here is older, or its version is not known for certain.
    private static readonly Dictionary<string, Version> FirstVersions = new(StringComparer.Ordinal)
    {
        ["absent_over_time"] = new(2, 16),
        ["clamp"] = new(2, 26),
        ["last_over_time"] = new(2, 26),
        ["sgn"] = new(2, 26),
        ["present_over_time"] = new(2, 29),
        ["acos"] = new(2, 31),
        ["acosh"] = new(2, 31),
        ["asin"] = new(2, 31),
        ["asinh"] = new(2, 31),
        ["atan"] = new(2, 31),
        ["atanh"] = new(2, 31),
        ["cos"] = new(2, 31),
        ["cosh"] = new(2, 31),
        ["deg"] = new(2, 31),
        ["pi"] = new(2, 31),
        ["rad"] = new(2, 31),
        ["sin"] = new(2, 31),
        ["sinh"] = new(2, 31),
        ["tan"] = new(2, 31),
        ["tanh"] = new(2, 31),
        ["histogram_count"] = new(2, 40),
        ["histogram_fraction"] = new(2, 40),
        ["histogram_sum"] = new(2, 40),
        ["histogram_stddev"] = new(2, 47),
        ["histogram_stdvar"] = new(2, 47),
        ["mad_over_time"] = new(2, 49),
        ["sort_by_label"] = new(2, 49),
        ["sort_by_label_desc"] = new(2, 49),
        ["histogram_avg"] = new(2, 51),
        ["info"] = new(3, 0),
        ["double_exponential_smoothing"] = new(3, 0),
        ["ts_of_last_over_time"] = new(3, 5),
        ["ts_of_max_over_time"] = new(3, 5),
        ["ts_of_min_over_time"] = new(3, 5),
        ["first_over_time"] = new(3, 7),
        ["ts_of_first_over_time"] = new(3, 7),
        ["histogram_quantiles"] = new(3, 11),
        ["max_of"] = new(3, 13),
        ["min_of"] = new(3, 13),
        ["start_timestamp"] = new(3, 14),
    };

    private static readonly FrozenDictionary<string, Function> ByName = Build();

    private static readonly FrozenDictionary<string, Function>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All functions, in the order of their names.</summary>
    public static ImmutableArray<Function> All { get; } = [.. ByName.Values.Where(f => f.RemovedIn is null).OrderBy(f => f.Name, StringComparer.Ordinal)];

    /// <summary>
    /// The function of a name, or null where there never was one; names are case-sensitive. May give one that newer versions have no
    /// more (<see cref="Function.RemovedIn"/>), which <see cref="All"/> does not hold.
    /// </summary>
    public static Function? Find(ReadOnlySpan<char> name) => Lookup.TryGetValue(name, out Function? function) ? function : null;

    private static FrozenDictionary<string, Function> Build()
    {
        var all = new Dictionary<string, Function>(StringComparer.Ordinal);

        void Add(ExprType returns, ImmutableArray<ExprType> arguments, int variadic, bool experimental, params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                all.Add(name, new Function(name, returns, arguments, variadic, experimental) { Since = FirstVersions.GetValueOrDefault(name) });
            }
        }

        Add(V, [V], 0, false, "abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp",
            "floor", "histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum", "ln", "log10", "log2",
            "rad", "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "tan", "tanh", "timestamp");
        Add(V, [M], 0, false, "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "idelta", "increase",
            "irate", "last_over_time", "max_over_time", "min_over_time", "present_over_time", "rate", "resets", "stddev_over_time",
            "stdvar_over_time", "sum_over_time");
        Add(V, [M], 0, true, "first_over_time", "mad_over_time", "ts_of_first_over_time", "ts_of_last_over_time",
            "ts_of_max_over_time", "ts_of_min_over_time");
        Add(V, [V], 1, false, "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year");
        Add(V, [V, S, S], 0, false, "clamp");
        Add(V, [V, S], 0, false, "clamp_max", "clamp_min");
        Add(V, [V, S], 1, false, "round");
        Add(V, [M, S], 0, false, "predict_linear");
        Add(V, [M, S, S], 0, true, "double_exponential_smoothing");
        Add(V, [S, M], 0, false, "quantile_over_time");
        Add(V, [S, V], 0, false, "histogram_quantile");
        Add(V, [S, S, V], 0, false, "histogram_fraction");
        Add(V, [V, T, S, S], 9, true, "histogram_quantiles");
        Add(V, [V, V], 1, true, "info");
        Add(V, [V, T, T, T, T], 0, false, "label_replace");
        Add(V, [V, T, T, T], -1, false, "label_join");
        Add(V, [V, T], -1, true, "sort_by_label", "sort_by_label_desc");
        Add(V, [S], 0, false, "vector");
        Add(S, [V], 0, false, "scalar");
        Add(S, [], 0, false, "pi", "time");
        Add(S, [], 0, true, "start", "end", "step", "range");
        Add(S, [S, S], 0, true, "min_of", "max_of");
        Add(V, [V], 0, true, "start_timestamp");
        all.Add("holt_winters", new Function("holt_winters", V, [M, S, S]) { RemovedIn = new Version(3, 0), NewName = "double_exponential_smoothing" });
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
