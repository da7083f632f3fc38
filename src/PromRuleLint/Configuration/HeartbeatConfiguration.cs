using System.Collections.Immutable;
using PromRuleLint.Regex;

namespace PromRuleLint.Configuration;

/// <summary>What counts as a heartbeat.</summary>
public sealed record HeartbeatConfiguration
{
    private const string Word = "heartbeat";

    // Few names have the letter, which stands there once.
    private const char OneOfWord = 'b';
    private const int PlaceInWord = 5;

    private Re2Pattern? _compiled;

    /// <summary>
    /// The RE2 pattern, fully anchored, of the names of heartbeat series; null for the default: names with the word
    /// <c>heartbeat</c> that do not end in <c>_total</c>, <c>_count</c>, <c>_sum</c> or <c>_bucket</c> (those count
    /// something about heartbeats but are not heartbeats).
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The functions that hide a stalled or restarted sequence and are forbidden on heartbeat series.</summary>
    public ImmutableArray<string> ForbiddenFunctions { get; init; } = ["sgn", "sign", "abs", "increase"];

    /// <summary>Whether a metric of this name is a heartbeat series.</summary>
    public bool IsHeartbeat(string metric) =>
        Pattern is null ? HasHeartbeatWord(metric) : (_compiled ??= Re2Pattern.Parse(Pattern, new Re2Budget(Re2Budget.PerSetting))).TryMatch(metric) == true;

    private static bool HasHeartbeatWord(string metric)
    {
        for (int at = PlaceInWord; at < metric.Length; at++)
        {
            int start = at - PlaceInWord;
            int end = start + Word.Length;
            if ((metric[at] | ' ') == OneOfWord && end <= metric.Length && metric.AsSpan(start, Word.Length).Equals(Word, StringComparison.OrdinalIgnoreCase)
                && (start == 0 || !char.IsLetterOrDigit(metric[start - 1])) && (end == metric.Length || !char.IsLetterOrDigit(metric[end])))
            {
                return !CountsHeartbeats(metric);
            }
        }

        return false;
    }

    private static bool CountsHeartbeats(string metric) =>
        metric.EndsWith("_total", StringComparison.Ordinal) || metric.EndsWith("_count", StringComparison.Ordinal)
        || metric.EndsWith("_sum", StringComparison.Ordinal) || metric.EndsWith("_bucket", StringComparison.Ordinal);
}
