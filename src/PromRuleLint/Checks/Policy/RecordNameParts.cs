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

    /// <summary>What the last part of a name may promise: those, and aggregations. A count is often just a number.</summary>
    private static readonly string[] Promised = [.. Exact, "sum", "avg", "min", "max"];

    /// <summary>Words that name a yes-or-no state; 'up' is left out because it may be a count.</summary>
    private static readonly string[] Verdicts = ["ok", "alive", "stalled", "stale", "fresh", "healthy", "unhealthy", "dead"];

    /// <summary>The windows in a name, such as <c>7d</c> of <c>burn_7d</c> and <c>5m</c> of <c>job:errors:rate5m</c>.</summary>
    public static ImmutableArray<(string Text, TimeSpan Window)> Windows(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return [];
        }

        List<(string Text, TimeSpan Window)>? windows = null;
        foreach (Range word in name.AsSpan().SplitAny('_', ':'))
        {
            if (WindowOf(name.AsSpan()[word]) is { } window)
            {
                (windows ??= []).Add(window);
            }
        }

        return windows?.ToImmutableArray() ?? [];
    }

    private static (string Text, TimeSpan Window)? WindowOf(ReadOnlySpan<char> word)
    {
        int digits = word.IndexOfAnyInRange('0', '9');
        if (digits < 0 || word.Length - digits < 2 || word[^1] is not ('s' or 'm' or 'h' or 'd' or 'w') || (digits > 0 && !IsAmong(Operations, word[..digits])))
        {
            return null;
        }

        string window = word[digits..].ToString();
        return PrometheusDuration.TryParse(window, out TimeSpan length, out _) && length > TimeSpan.Zero ? (window, length) : null;
    }

    /// <summary>The operation that the last part of <c>level:metric:operations</c> names, without its window; null where it names none that is certain.</summary>
    public static string? Operation(string name)
    {
        int last = name.LastIndexOf(':');
        if (last < 0 || !name.AsSpan(0, last).Contains(':'))
        {
            return null;
        }

        ReadOnlySpan<char> whole = name.AsSpan(last + 1);
        whole = whole.IndexOf('_') is >= 0 and int end ? whole[..end] : whole;
        ReadOnlySpan<char> word = whole.TrimEnd("0123456789smhdw");
        foreach (string operation in Promised)
        {
            if (whole.SequenceEqual(operation) || (word.SequenceEqual(operation) && whole.Length > operation.Length))
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>Whether a name says that something is so or not, and names no quantity.</summary>
    public static bool IsVerdict(string name)
    {
        foreach (Range word in name.AsSpan().SplitAny('_', ':'))
        {
            if (IsAmong(Verdicts, name.AsSpan()[word]))
            {
                return UnboundedIndicator.PromisesVerdict(name);
            }
        }

        return false;
    }

    private static bool IsAmong(string[] words, ReadOnlySpan<char> word)
    {
        foreach (string known in words)
        {
            if (word.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The quantile in a name, such as 0.99 of <c>p99</c>; null where there is none.</summary>
    public static double? Quantile(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        foreach (Range range in name.AsSpan().SplitAny('_', ':'))
        {
            ReadOnlySpan<char> word = name.AsSpan()[range];
            if (word is ['p', var first, _, ..] && word.Length <= 4 && char.IsAsciiDigit(first) && double.TryParse($"0.{word[1..]}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quantile))
            {
                return quantile;
            }
        }

        return null;
    }
}
