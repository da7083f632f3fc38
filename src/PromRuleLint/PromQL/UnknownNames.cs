using System.Collections.Frozen;
using System.Text;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>Messages about functions that are not there, with the one that was meant where that is plain.</summary>
internal static class UnknownNames
{
    // Names that Prometheus had, or that other languages have for the same thing.
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["sign"] = "sgn",
        ["mean_over_time"] = "avg_over_time",
        ["average_over_time"] = "avg_over_time",
        ["log"] = "ln",
        ["now"] = "time",
        ["stddev_over"] = "stddev_over_time",
        ["histogram_percentile"] = "histogram_quantile",
        ["percentile_over_time"] = "quantile_over_time",
        ["average"] = "avg",
        ["mean"] = "avg",
        ["maximum"] = "max",
        ["minimum"] = "min",
        ["total"] = "sum",
        ["percentile"] = "quantile",
        ["std_dev"] = "stddev",
        ["variance"] = "stdvar",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> MetricsQL = new[]
    {
        "aggr_over_time", "alias", "any", "ascent_over_time", "bitmap_and", "buckets_limit", "count_eq_over_time", "count_gt_over_time",
        "count_le_over_time", "count_ne_over_time", "count_values_over_time", "decreases_over_time", "default_rollup", "descent_over_time",
        "distinct", "distinct_over_time", "drop_common_labels", "duration_over_time", "geomean", "geomean_over_time", "histogram",
        "histogram_over_time", "histogram_share", "hoeffding_bound_lower", "hoeffding_bound_upper", "ideriv", "increase_prometheus",
        "increase_pure", "increases_over_time", "interpolate", "iqr_over_time", "keep_last_value", "keep_next_value", "label_copy",
        "label_del", "label_graphite_group", "label_keep", "label_lowercase", "label_map", "label_match", "label_mismatch", "label_move",
        "label_set", "label_transform", "label_uppercase", "label_value", "labels_equal", "lag", "lifetime", "limit_offset", "mad",
        "median", "median_over_time", "mode", "mode_over_time", "outlier_iqr_over_time", "outliersk", "prometheus_buckets", "quantiles",
        "quantiles_over_time", "rand", "range_avg", "range_first", "range_last", "range_linear_regression", "range_max", "range_median",
        "range_min", "range_normalize", "range_quantile", "range_stddev", "range_sum", "range_over_time", "rate_over_sum",
        "rate_prometheus", "remove_resets", "rollup", "rollup_delta", "rollup_increase", "rollup_rate", "rollup_scrape_interval",
        "running_avg", "running_max", "running_min", "running_sum", "scrape_interval", "share", "share_eq_over_time",
        "share_gt_over_time", "share_le_over_time", "smooth_exponential", "sum2", "sum2_over_time", "sum_eq_over_time",
        "sum_gt_over_time", "sum_le_over_time", "tfirst_over_time", "timestamp_with_name", "tlast_change_over_time", "tlast_over_time",
        "tmax_over_time", "tmin_over_time", "topk_avg", "topk_last", "topk_max", "topk_median", "topk_min", "union", "zscore",
        "zscore_over_time",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static PromQLError Function(Call call)
    {
        string name = call.Name;
        string? nearest = OtherNames.GetValueOrDefault(name) ?? Nearest(name);
        string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
        string? replacement = nearest;
        if (nearest is null && MetricsQL.Contains(name))
        {
            hint = "; VictoriaMetrics has it in MetricsQL, Prometheus does not";
        }
        else if (nearest is null && Keywords.Classify(name) is var kind && kind != PromQLToken.Identifier)
        {
            hint = $"; '{name}' is a word of the language, not a function";
        }

        return new PromQLError(PromQLErrorKind.UnknownFunction, call.NameRange, $"there is no function '{name}'{hint}", replacement);
    }

    /// <summary>The function or aggregation that was probably meant by a name; null where none is near.</summary>
    public static string? Nearest(string name)
    {
        if (MetricsQL.Contains(name))
        {
            return null;
        }

        // Names of functions share long parts, so less may differ than usual.
        string? found = NearestName.Find(name, [.. Operators.AllAggregations, .. FunctionTable.All.Select(static function => function.Name)]);
        int distance = found is null ? 0 : NearestName.Distance(name, found);
        if (found is not null && (distance <= 1 || distance * 4 <= name.Length))
        {
            return found;
        }

        return NearestName.Find(name, OtherNames.Keys) is { } other ? OtherNames[other] : NearestShortAggregation(name);
    }

    /// <summary>The aggregation of three letters that is one edit away: too near to everything to be told for other names.</summary>
    private static string? NearestShortAggregation(string name) => name.Length is 2 or 3
        ? Operators.AllAggregations.FirstOrDefault(aggregation => aggregation.Length == 3 && NearestName.Distance(name, aggregation) == 1)
        : null;

    /// <summary>The error about a function that has another name by now.</summary>
    public static PromQLError Renamed(TextRange range, Function function) => new(
        PromQLErrorKind.UnknownFunction,
        range,
        $"there is no function '{function.Name}' since Prometheus {function.RemovedIn}; it is called '{function.NewName}' now",
        function.NewName);

    /// <summary>How a function is called, such as <c>round(instant vector, [scalar])</c>.</summary>
    public static string Signature(Function function)
    {
        var text = new StringBuilder(function.Name).Append('(');
        int required = function.Variadic == 0 ? function.ArgumentTypes.Length : function.ArgumentTypes.Length - 1;
        for (int i = 0; i < function.ArgumentTypes.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            string type = TypeChecker.Name(function.ArgumentTypes[i]);
            text.Append(i < required ? type : $"[{type}{(function.Variadic is > 1 or < 0 ? ", …" : "")}]");
        }

        return text.Append(')').ToString();
    }
}
