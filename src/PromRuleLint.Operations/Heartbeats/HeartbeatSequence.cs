using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>
/// The number of the last beat, which never goes back: the highest of what the state file, the state files of older writers
/// and the <c>.prom</c> file hold. Only for the holder of the lock.
/// </summary>
internal sealed class HeartbeatSequence(string folder, HeartbeatSeries series)
{
    private static readonly string[] OlderStateFiles = [".hb_seq", ".heartbeat_seq"];

    /// <summary>The state file.</summary>
    public string StateFile { get; } = Path.Combine(folder, $".{series.Prefix}.seq");

    /// <summary>What could not be read, for a person.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The number of the last beat; 0 where there was none.</summary>
    /// <exception cref="IOException">There were beats, and no file says how many: a new start would go back.</exception>
    public long ReadLast()
    {
        Warnings.Clear();
        long? last = null;
        bool isThere = false;
        foreach (string file in OlderStateFiles.Select(name => Path.Combine(folder, name)).Prepend(StateFile))
        {
            if (ReadText(file) is { } text)
            {
                isThere = true;
                Note(file, long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= Heartbeat.MaxSequence ? value : null, ref last);
            }
        }

        string prom = Path.Combine(folder, series.FileName);
        if (ReadText(prom) is { } content)
        {
            isThere = true;
            Note(prom, HighestIn(ExpositionReader.Read(content)), ref last);
        }

        return last ?? (isThere ? throw new IOException($"no file in '{folder}' says the number of the last heartbeat any more; delete {StateFile} and {prom} to begin again at 1") : 0);
    }

    /// <summary>Remembers a number, before the beat is seen: a writer that is killed in between leaves a gap, never a number twice.</summary>
    public void Remember(long sequence) => TextfileWriter.Write(StateFile, string.Create(CultureInfo.InvariantCulture, $"{sequence}\n"));

    private void Note(string file, long? value, ref long? last)
    {
        if (value is null)
        {
            Warnings.Add($"'{file}' holds no number of a heartbeat; it is not used");
        }
        else
        {
            last = Math.Max(last ?? 0, value.Value);
        }
    }

    private long? HighestIn(ExpositionFile file)
    {
        long? highest = null;
        foreach (ExpositionSample sample in file.Samples)
        {
            if (sample.Name == series.SequenceMetric && Heartbeat.AsSequence(sample.Value) is { } value)
            {
                highest = Math.Max(highest ?? 0, value);
            }
        }

        return highest;
    }

    private static string? ReadText(string path)
    {
        try
        {
            return RegularFile.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException)
        {
            return null;
        }
    }
}
