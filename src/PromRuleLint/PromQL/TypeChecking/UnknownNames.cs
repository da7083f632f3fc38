using System.Collections.Frozen;
using System.Text;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.TypeChecking;

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

    public static PromQLError Function(Call call)
    {
        string name = call.Name;
        string? nearest = Meant(name);
        string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
        string? replacement = nearest;
        bool isForeign = nearest is null && IsOnlyMetricsQL(name);
        if (isForeign)
        {
            hint = "; VictoriaMetrics has it in MetricsQL, Prometheus does not; if these are rules of vmalert, set 'schema: victoriametrics'";
        }
        else if (nearest is null && Keywords.Classify(name) is var kind && kind != PromQLToken.Identifier)
        {
            hint = $"; '{name}' is a word of the language, not a function";
        }

        return new PromQLError(PromQLErrorKind.UnknownFunction, call.NameRange, $"there is no function '{name}'{hint}", replacement)
        {
            IsOfMetricsQL = MetricsQLFunctions.Contains(name),
            OtherLanguage = isForeign ? ExpressionLanguage.MetricsQL : null,
        };
    }

    /// <summary>What is meant by a name that other languages have for it, or by one that is misspelled; null where that is not plain.</summary>
    public static string? Meant(string name) => OtherNames.GetValueOrDefault(name) ?? Nearest(name);

    private static bool IsOnlyMetricsQL(string name) =>
        MetricsQLFunctions.Contains(name) && !FunctionTable.All.Any(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The function or aggregation that was probably meant by a name; null where none is near.</summary>
    public static string? Nearest(string name)
    {
        if (IsOnlyMetricsQL(name))
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
        function.NewName) { IsOfMetricsQL = MetricsQLFunctions.Contains(function.Name) };

    /// <summary>How a function is called, such as <c>round(instant vector, [scalar])</c>.</summary>
    public static string Signature(Function function)
    {
        var text = new StringBuilder(function.Name).Append('(');
        int required = function.Variadic == 0 ? function.ArgumentTypes.Length : function.ArgumentTypes.Length - 1;
        for (int i = 0; i < function.ArgumentTypes.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            string type = TypeNames.Name(function.ArgumentTypes[i]);
            text.Append(i < required ? type : $"[{type}{(function.Variadic is > 1 or < 0 ? ", …" : "")}]");
        }

        return text.Append(')').ToString();
    }
}
