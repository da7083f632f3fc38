using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Checks.Liveness;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Policy;

/// <summary>What the name of a recorded series promises of its expression.</summary>
internal static class RecordNameParts
{
    /// <summary>Words that stand before a window: <c>rate5m</c>.</summary>
    private static readonly string[] Operations = ["rate", "irate", "increase", "delta", "idelta", "deriv", "changes", "avg", "max", "min", "sum", "count", "ratio", "burnrate", "availability", "over", "time"];

    /// <summary>Functions and operators of which one cannot stand for another.</summary>
    public static ImmutableArray<string> Exact { get; } = ["rate", "irate", "increase", "delta", "deriv"];

    /// <summary>Aggregations that a name may promise. A count is often just a number.</summary>
    private static readonly string[] Aggregations = ["sum", "avg", "min", "max"];

    /// <summary>Words that name a yes-or-no state; 'up' is left out because it may be a count.</summary>
    private static readonly string[] Verdicts = ["ok", "alive", "stalled", "stale", "fresh", "healthy", "unhealthy", "dead"];

    /// <summary>The windows in a name, such as <c>7d</c> of <c>burn_7d</c> and <c>5m</c> of <c>job:errors:rate5m</c>.</summary>
    public static IEnumerable<(string Text, TimeSpan Window)> Windows(string name)
    {
        int end;
        for (int start = 0; start < name.Length; start = end + 1)
        {
            int length = name.AsSpan(start).IndexOfAny('_', ':');
            end = length < 0 ? name.Length : start + length;
            if (name.AsSpan(start, end - start).ContainsAnyInRange('0', '9') && WindowOf(name[start..end]) is { } window)
            {
                yield return window;
            }
        }
    }

    private static (string Text, TimeSpan Window)? WindowOf(string word)
    {
        int digits = word.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits < 0 || word.Length - digits < 2 || word[^1] is not ('s' or 'm' or 'h' or 'd' or 'w') || (digits > 0 && !Operations.Contains(word[..digits])))
        {
            return null;
        }

        string window = word[digits..];
        return PrometheusDuration.TryParse(window, out TimeSpan length, out _) && length > TimeSpan.Zero ? (window, length) : null;
    }

    /// <summary>The operation that the last part of <c>level:metric:operations</c> names, without its window; null where it names none that is certain.</summary>
    public static string? Operation(string name)
    {
        if (name.Split(':') is not [_, _, .., var last])
        {
            return null;
        }

        string whole = last.Split('_')[0];
        string word = whole.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 's', 'm', 'h', 'd', 'w');
        return Exact.FirstOrDefault(operation => whole == operation || (word == operation && whole.Length > operation.Length))
            ?? Array.Find(Aggregations, operation => whole == operation || (word == operation && whole.Length > operation.Length));
    }

    /// <summary>Whether a name says that something is so or not, and names no quantity.</summary>
    public static bool IsVerdict(string name) => UnboundedIndicator.PromisesVerdict(name) && name.Split('_', ':').Any(static word => Verdicts.Contains(word));

    /// <summary>The quantile in a name, such as 0.99 of <c>p99</c>; null where there is none.</summary>
    public static double? Quantile(string name)
    {
        foreach (string word in name.AsSpan().ContainsAnyInRange('0', '9') ? name.Split('_', ':') : [])
        {
            if (word is ['p', var first, _, ..] && word.Length <= 4 && char.IsAsciiDigit(first) && double.TryParse("0." + word[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quantile))
            {
                return quantile;
            }
        }

        return null;
    }
}
