using System.Collections.Immutable;
using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.Testing;

namespace PromRuleLint.Reporting.Testing;

/// <summary>The words that all reports about unit tests share.</summary>
internal static class TestText
{
    /// <summary>The sign of an alert that is pending.</summary>
    public const char Pending = '▒';

    /// <summary>The sign of an alert that fires.</summary>
    public const char Firing = '█';

    /// <summary>The sign of the time of the expectation.</summary>
    public const char Now = '→';

    private const int MaxTimeline = 100;

    /// <summary>A failure in lines: the differences, the timeline, the values around.</summary>
    public static IEnumerable<string> Evidence(TestFailure failure)
    {
        foreach (ExpectationDifference difference in failure.Differences)
        {
            yield return $"{Word(difference.Kind)} {difference.Item}";
            if (difference.Kind == DifferenceKind.Missing)
            {
                continue;
            }

            foreach (FieldDifference field in difference.Fields)
            {
                if (difference.Kind == DifferenceKind.Changed)
                {
                    yield return $"    {field.Name}: expected {Quote(field.Expected)}, got {Quote(field.Actual)}";
                }
                else if (field.Name.StartsWith("annotation ", StringComparison.Ordinal))
                {
                    yield return $"    {field.Name}: {Quote(field.Actual)}";
                }
            }
        }

        if (failure.Timelines is [var first, ..])
        {
            yield return $"states every {PrometheusDuration.Format(first.Interval)} (· inactive, {Pending} pending, {Firing} firing):";
            foreach (AlertTimeline timeline in failure.Timelines)
            {
                yield return $"    {Timeline(timeline, failure.Time)}  {timeline.Labels}";
            }
        }

        if (!failure.Values.IsEmpty)
        {
            yield return $"{OneLine(failure.Expression ?? "")} gives:";
            foreach (ValuesAtTime values in failure.Values)
            {
                char mark = values.Time == failure.Values.LastOrDefault(each => each.Time <= failure.Time)?.Time ? Now : ' ';
                yield return $"  {mark} {PrometheusDuration.Format(values.Time)}: {(values.Samples.IsEmpty ? "nothing" : string.Join(", ", values.Samples))}";
            }
        }
    }

    /// <summary>Whether all expectations hold, as a summary.</summary>
    public static string Summary(IReadOnlyCollection<TestedFile> files)
    {
        int tests = files.Sum(static file => file.Outcome.Tests.Length);
        int failed = files.Sum(static file => file.Outcome.Tests.Count(static test => !test.Passed));
        int broken = files.Count(static file => !file.Outcome.Failures.IsEmpty);
        string text = $"{Count(tests, "test")} in {Count(files.Count, "file")}: {tests - failed} passed";
        text += failed > 0 ? $", {failed} failed" : "";
        return text + (broken > 0 ? $"; {Count(broken, "file")} could not be run" : "") + ".";
    }

    private static string Timeline(AlertTimeline timeline, TimeSpan? at)
    {
        ImmutableArray<AlertState> states = timeline.States;
        int end = states.Length;
        int start = 0;
        if (states.Length > MaxTimeline)
        {
            int marked = at is { } time ? (int)Math.Min(time / timeline.Interval, states.Length - 1) : states.Length - 1;
            start = Math.Clamp(marked - (MaxTimeline * 3 / 4), 0, states.Length - MaxTimeline);
            end = start + MaxTimeline;
        }

        var text = new StringBuilder(start > 0 ? "…" : "");
        for (int i = start; i < end; i++)
        {
            text.Append(states[i] switch
            {
                AlertState.Inactive => '·',
                AlertState.Pending => Pending,
                _ => Firing,
            });
        }

        return text.Append(end < states.Length ? "…" : "").ToString();
    }

    private static string Word(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => "- missing   ",
        DifferenceKind.Unexpected => "+ unexpected",
        _ => "~ different ",
    };

    private static string Quote(string? text) => text is null ? "none" : $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string OneLine(string text) => string.Join(' ', text.Split(['\n', '\r', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    internal static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
