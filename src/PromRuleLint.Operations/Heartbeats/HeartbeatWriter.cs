using PromRuleLint.Hosting;
using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>Writes beats into a textfile directory. Holds the lock from its making to its end: one writer at a time.</summary>
internal sealed class HeartbeatWriter : IDisposable
{
    private readonly HeartbeatSeries _series;
    private readonly TimeProvider _clock;
    private readonly FileLock _lock;

    private HeartbeatWriter(string folder, HeartbeatSeries series, TimeProvider clock, FileLock @lock)
    {
        _series = series;
        _clock = clock;
        _lock = @lock;
        File = Path.Combine(folder, series.FileName);
        Sequence = new HeartbeatSequence(folder, series);
    }

    /// <summary>The file that holds both series.</summary>
    public string File { get; }

    /// <summary>Where the numbers come from.</summary>
    public HeartbeatSequence Sequence { get; }

    /// <summary>Starts a writer.</summary>
    /// <param name="folder">The full path of the textfile directory; it must be there, for one that is made anew is not the exporter's.</param>
    /// <param name="series">The series.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="wait">How long to wait for another writer to end.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The writer; null where another one is still at work.</returns>
    /// <exception cref="IOException">The directory is not there or has no locks.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static HeartbeatWriter? Start(string folder, HeartbeatSeries series, TimeProvider clock, TimeSpan wait, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"the textfile directory '{folder}' is not there; make it, and name it to the node exporter as --collector.textfile.directory");
        }

        FileLock? taken = FileLock.Take(Path.Combine(folder, $".{series.Prefix}.lock"), wait, cancellation);
        return taken is null ? null : new HeartbeatWriter(folder, series, clock, taken);
    }

    /// <summary>The beat that the file holds now; null where it holds none.</summary>
    public Heartbeat? ReadLast() => System.IO.File.Exists(File) ? _series.ReadFrom(ExpositionReader.Read(RegularFile.ReadAllText(File))) : null;

    /// <summary>Writes the next beat.</summary>
    /// <exception cref="IOException">It cannot be written; the last beat is still there, and the sequence has not gone back.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public Heartbeat Write()
    {
        long last = Sequence.ReadLast();
        if (last >= Heartbeat.MaxSequence)
        {
            throw new IOException($"the sequence of '{File}' has come to its end: above {Heartbeat.MaxSequence} a sample does not change any more");
        }

        var beat = new Heartbeat(last + 1, _clock.GetUtcNow().ToUnixTimeSeconds());
        Sequence.Remember(beat.Sequence);
        TextfileWriter.Write(File, _series.Render(beat));
        return beat;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
