using System.Globalization;
using System.Text.RegularExpressions;
using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.Evaluation;

/// <summary>A command of a script with which the reference tests its engine.</summary>
/// <param name="Place">File and 1-based line.</param>
internal abstract record ScriptCommand(string Place);

/// <summary>Forgets all series.</summary>
internal sealed record ClearCommand(string Place) : ScriptCommand(Place);

/// <summary>Loads series, one a line, with values an interval apart.</summary>
internal sealed record LoadCommand(string Place, TimeSpan Interval, bool WithNativeHistograms, List<string> Series) : ScriptCommand(Place);

/// <summary>What must come beside a result: <c>expect warn msg: …</c>.</summary>
/// <param name="Kind">warn, no_warn, info, no_info, fail, ordered, string or range.</param>
/// <param name="Text">The message; null where any will do.</param>
/// <param name="IsPattern">Whether <paramref name="Text"/> is a regular expression.</param>
internal sealed record ScriptExpectation(string Kind, string? Text, bool IsPattern);

/// <summary>Evaluates and compares.</summary>
/// <param name="Place">File and 1-based line.</param>
/// <param name="Expression">What is evaluated.</param>
/// <param name="Start">The first or only time.</param>
/// <param name="End">The last time.</param>
/// <param name="Step">The step of a range; null of an instant.</param>
/// <param name="Expectations">What must come beside the result.</param>
/// <param name="Results">The lines of the result.</param>
internal sealed record EvalCommand(
    string Place, string Expression, TimeSpan Start, TimeSpan End, TimeSpan? Step, List<ScriptExpectation> Expectations, List<string> Results)
    : ScriptCommand(Place)
{
    public bool Expects(string kind) => Expectations.Exists(expectation => expectation.Kind == kind);

    /// <summary>Start, end and step of a range vector that must come; null where none must.</summary>
    public (TimeSpan Start, TimeSpan Step)? RangeVector { get; init; }
}

/// <summary>Reads the script language of the reference's engine tests.</summary>
internal static partial class EngineScript
{
    public static IEnumerable<ScriptCommand> Read(string path)
    {
        string[] lines = [.. File.ReadAllLines(path).Select(static line => line.Trim()).Select(static line => line.StartsWith('#') ? "" : line)];
        for (int i = 0; i < lines.Length; i++)
        {
            string place = $"{Path.GetFileName(path)}:{i + 1}";
            if (lines[i].Length == 0)
            {
                continue;
            }

            string head = lines[i];
            if (head == "clear")
            {
                yield return new ClearCommand(place);
                continue;
            }

            var block = new List<string>();
            for (; i + 1 < lines.Length && lines[i + 1].Length > 0; i++)
            {
                block.Add(lines[i + 1]);
            }

            yield return LoadPattern().Match(head) is { Success: true } load
                ? new LoadCommand(place, Duration(load.Groups["interval"].Value), load.Groups["nhcb"].Success, block)
                : Eval(place, head, block);
        }
    }

    private static EvalCommand Eval(string place, string head, List<string> block)
    {
        Match range = RangePattern().Match(head);
        Match match = range.Success ? range : InstantPattern().Match(head);
        Assert.That(match.Success, Is.True, $"{place}: {head}");
        var expectations = new List<ScriptExpectation>();
        if (match.Groups["kind"].Success)
        {
            expectations.Add(new ScriptExpectation(match.Groups["kind"].Value, null, false));
        }

        var results = new List<string>();
        (TimeSpan, TimeSpan)? rangeVector = null;
        foreach (string line in block)
        {
            if (RangeVectorPattern().Match(line) is { Success: true } vector)
            {
                rangeVector = (Duration(vector.Groups["start"].Value), Duration(vector.Groups["step"].Value));
                expectations.Add(new ScriptExpectation("range", null, false));
            }
            else if (ExpectPattern().Match(line) is { Success: true } expect)
            {
                Group text = expect.Groups["text"];
                expectations.Add(new ScriptExpectation(expect.Groups["kind"].Value, text.Success ? text.Value.Trim() : null, expect.Groups["how"].Value == "regex"));
            }
            else
            {
                results.Add(line);
            }
        }

        TimeSpan start = Duration(match.Groups["start"].Value);
        return new EvalCommand(
            place,
            match.Groups["expr"].Value,
            start,
            range.Success ? Duration(match.Groups["end"].Value) : start,
            range.Success ? Duration(match.Groups["step"].Value) : null,
            expectations,
            results)
        { RangeVector = rangeVector };
    }

    private static TimeSpan Duration(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) ? TimeSpan.FromSeconds(seconds)
        : PrometheusDuration.TryParse(text, out TimeSpan value, out string error) ? value
        : throw new FormatException($"{text}: {error}");

    [GeneratedRegex(@"^load(?<nhcb>_with_nhcb)?\s+(?<interval>\S+)$")]
    private static partial System.Text.RegularExpressions.Regex LoadPattern();

    [GeneratedRegex(@"^eval(?:_(?<kind>fail|warn|ordered|info))?\s+instant\s+(?:at\s+(?<start>\S+)\s+)?(?<expr>.+)$")]
    private static partial System.Text.RegularExpressions.Regex InstantPattern();

    [GeneratedRegex(@"^eval(?:_(?<kind>fail|warn|info))?\s+range\s+from\s+(?<start>\S+)\s+to\s+(?<end>\S+)\s+step\s+(?<step>\S+)\s+(?<expr>.+)$")]
    private static partial System.Text.RegularExpressions.Regex RangePattern();

    [GeneratedRegex(@"^expect\s+range\s+vector\s+from\s+(?<start>\S+)\s+to\s+(?<end>\S+)\s+step\s+(?<step>\S+)$")]
    private static partial System.Text.RegularExpressions.Regex RangeVectorPattern();

    [GeneratedRegex(@"^expect\s+(?<kind>ordered|fail|warn|no_warn|info|no_info|string)(?:\s+(?:(?<how>msg|regex)\s*:)?(?<text>.+))?$")]
    private static partial System.Text.RegularExpressions.Regex ExpectPattern();
}
