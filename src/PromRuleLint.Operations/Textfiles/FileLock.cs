using PromRuleLint.Hosting;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>
/// A lock that one process holds at a time and that ends with the process, however it ends. On Unix it is <c>flock</c>, as of
/// the command of that name.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, or waits for it.</summary>
    /// <param name="path">The lock file; it is created and stays.</param>
    /// <param name="wait">How long at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lock; null where another process still holds it.</returns>
    /// <exception cref="IOException">There can be no lock file here, or the file system has no locks.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file may not be opened.</exception>
    public static FileLock? Take(string path, TimeSpan wait, CancellationToken cancellation)
    {
        if (RegularFile.IsOther(path))
        {
            throw new IOException($"'{path}' cannot be a lock file: it is not a regular file");
        }

        long start = Environment.TickCount64;
        while (true)
        {
            if (TryOpen(path) is { } stream)
            {
                return Checked(path, stream);
            }

            TimeSpan left = wait - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            cancellation.WaitHandle.WaitOne(left < TimeSpan.FromMilliseconds(50) ? left : TimeSpan.FromMilliseconds(50));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Opens the lock file for this process alone; null where another has it.</summary>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Where file locks are switched off or not there, everybody gets the lock; that must not pass for one.</summary>
    private static FileLock Checked(string path, FileStream stream)
    {
        using FileStream? second = TryOpen(path);
        if (second is null)
        {
            return new FileLock(stream);
        }

        stream.Dispose();
        throw new IOException($"'{path}' cannot be locked: the file system has no file locks, or DOTNET_SYSTEM_IO_DISABLEFILELOCKING is set");
    }
}
