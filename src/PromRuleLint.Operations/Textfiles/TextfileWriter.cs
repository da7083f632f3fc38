using System.Text;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>
/// Writes a file so that a reader sees the old text or the new one and nothing else, whenever the writer is killed: whole
/// beside the file, flushed to the disk, then in its place in one step. One writer at a time; see <see cref="FileLock"/>.
/// </summary>
internal static class TextfileWriter
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes the file, readable for all (0644) whatever the umask is.</summary>
    /// <exception cref="IOException">It cannot be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old file is as it was.</exception>
    public static void Write(string path, string text)
    {
        string prepared = Prepare(path, text);
        try
        {
            File.Move(prepared, path, overwrite: true);
        }
        catch
        {
            TryDelete(prepared);
            throw;
        }
    }

    /// <summary>The first half of <see cref="Write"/>: the new text is on the disk, beside the file.</summary>
    /// <returns>The path of the new text. It is the same every time, so that killed writers leave no more than one file.</returns>
    internal static string Prepare(string path, string text)
    {
        // Not '.prom' at its end: the node exporter would read it.
        string prepared = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");
        try
        {
            // What a killed writer left, or a link that somebody else has put there, is not written through.
            File.Delete(prepared);
            using var stream = new FileStream(prepared, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(Encoding.UTF8.GetBytes(text));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(stream.SafeFileHandle, Mode);
            }

            stream.Flush(flushToDisk: true);
            return prepared;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // How .NET says that the system refuses a file of this size (EFBIG), as under a limit or quota.
            TryDelete(prepared);
            throw new IOException(exception.Message, exception);
        }
        catch
        {
            TryDelete(prepared);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell; the next writer deletes what is left.
        }
    }
}
