using System.Collections.Frozen;
using System.Text;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL;

/// <summary>Messages about functions that are not there, with the one that was meant where that is plain.</summary>
internal static class UnknownNames
{
    // Names that Prometheus had, or that other languages have for the same thing.
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["holt_winters"] = "double_exponential_smoothing",
        ["sign"] = "sgn",
        ["mean_over_time"] = "avg_over_time",
        ["average_over_time"] = "avg_over_time",
        ["log"] = "ln",
        ["now"] = "time",
        ["stddev_over"] = "stddev_over_time",
        ["histogram_percentile"] = "histogram_quantile",
        ["percentile_over_time"] = "quantile_over_time",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static PromQLError Function(Call call)
    {
        string name = call.Name;
        string? nearest = OtherNames.GetValueOrDefault(name)
            ?? NearestName.Find(name, FunctionTable.All.Select(f => f.Name));
        string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
        string? replacement = nearest;
        if (name.Equals("holt_winters", StringComparison.OrdinalIgnoreCase))
        {
            hint = "; Prometheus 3 calls it 'double_exponential_smoothing'";
        }
        else if (nearest is null && Keywords.Classify(name) is var kind && kind != PromQLToken.Identifier)
        {
            hint = $"; '{name}' is a word of the language, not a function";
        }

        return new PromQLError(PromQLErrorKind.UnknownFunction, call.NameRange, $"there is no function '{name}'{hint}", replacement);
    }

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
