using System.Text.Json;
using PromRuleLint.Operations.Http;
using PromRuleLint.Gates;
using PromRuleLint.Hosting;

namespace PromRuleLint.Operations.Gates;

/// <summary>The file that a gate over hours writes its rounds to, a JSON object a line, so that it goes on after a break.</summary>
internal sealed class GateRecord
{
    private readonly OutputFile _file;
    private readonly string _path;
    private readonly List<(DateTimeOffset Time, GateVerdict Verdict)> _rounds = [];

    private GateRecord(string path, OutputFile file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>The rounds until now.</summary>
    public IReadOnlyList<(DateTimeOffset Time, GateVerdict Verdict)> Rounds => _rounds;

    /// <summary>Opens the record of a gate; one that is not there is begun.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="gate">The name of the gate.</param>
    /// <param name="folder">The full path of the working folder.</param>
    /// <exception cref="IOException">It is of another gate, or is no record.</exception>
    public static GateRecord Open(string path, string gate, string folder)
    {
        var record = new GateRecord(path, new OutputFile(folder));
        if (!File.Exists(path))
        {
            return record;
        }

        string[] lines = RegularFile.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(lines[i]);
                string of = json.RootElement.GetProperty("gate").RequiredString();
                if (of != gate)
                {
                    throw new IOException($"'{path}' is a record of the gate '{of}', not of '{gate}'");
                }

                string word = json.RootElement.GetProperty("verdict").RequiredString();
                record._rounds.Add((
                    json.RootElement.GetProperty("time").GetDateTimeOffset(),
                    word == GateVerdict.Go.Word() ? GateVerdict.Go : word == GateVerdict.NoGo.Word() ? GateVerdict.NoGo : GateVerdict.Hold));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // The last line may have been cut off by the break that is gone on from.
                if (i < lines.Length - 1)
                {
                    throw new IOException($"line {i + 1} of '{path}' is no round of a gate");
                }

                record._file.Write(path, string.Concat(lines[..i].Select(static line => line + "\n")));
            }
        }

        return record;
    }

    /// <summary>Adds a round.</summary>
    public void Add(GateResult result)
    {
        _file.Append(_path, GateReport.Json(result) + "\n");
        _rounds.Add((result.Time, result.Verdict));
    }

    /// <summary>The verdict of all rounds: NO-GO where one was, HOLD where one was or where there was a pause of more than a round.</summary>
    /// <param name="every">The time from round to round.</param>
    public (GateVerdict Verdict, string Reason) Judge(TimeSpan every)
    {
        GateVerdict worst = _rounds.Count == 0 ? GateVerdict.Hold : _rounds.Max(static round => round.Verdict);
        int gaps = 0;
        for (int i = 1; i < _rounds.Count; i++)
        {
            gaps += _rounds[i].Time - _rounds[i - 1].Time > every * 2 ? 1 : 0;
        }

        string counts = string.Join(", ", _rounds.GroupBy(static round => round.Verdict).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} {group.Key.Word()}"));
        return gaps == 0 ? (worst, $"{_rounds.Count} rounds: {counts}")
            : (GateVerdicts.Worse(worst, GateVerdict.Hold), $"{_rounds.Count} rounds: {counts}; in {gaps} pauses nobody looked");
    }
}
