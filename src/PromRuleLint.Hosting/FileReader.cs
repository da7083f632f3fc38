using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>Reads files whole. What cannot be read becomes a finding of that file (PRL0001), never an exception.</summary>
public static class FileReader
{
    /// <summary>Files above this many bytes are not read; Prometheus' own rule files are thousands of times smaller.</summary>
    public const long MaximumLength = 256L * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="diagnostic">Why it cannot be read; null where it was.</param>
    /// <returns>The text, or null.</returns>
    public static SourceText? Read(FoundFile file, out Diagnostic? diagnostic)
    {
        try
        {
            if (Directory.Exists(file.FullPath))
            {
                diagnostic = ToolFindings.UnreadableFile(file, "it is a folder");
                return null;
            }

            // A search may come upon a pipe that nobody writes to; it has no length, and opening it would never end.
            if (!file.IsNamed && new FileInfo(file.FullPath) is { Exists: true, Length: 0 })
            {
                diagnostic = null;
                return new SourceText(file.DisplayPath, "");
            }

            using FileStream stream = new(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            SourceText? text = Read(stream, file.DisplayPath);
            diagnostic = text is null ? ToolFindings.UnreadableFile(file, $"it is longer than {MaximumLength / (1024 * 1024)} MiB") : null;
            return text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            diagnostic = ToolFindings.UnreadableFile(file, Reason(exception));
            return null;
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream; may be one that cannot seek.</param>
    /// <param name="displayPath">How findings name it.</param>
    /// <returns>The text, or null where it is longer than <see cref="MaximumLength"/>.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static SourceText? Read(Stream stream, string displayPath)
    {
        byte[] buffer = new byte[stream.CanSeek ? Math.Clamp(stream.Length + 1, 1024, MaximumLength + 1) : 16 * 1024];
        int length = 0;
        int read;
        while ((read = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += read;
            if (length > MaximumLength)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, MaximumLength + 1));
            }
        }

        return SourceText.FromUtf8(displayPath, buffer.AsSpan(0, length));
    }

    internal static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "access is denied",
        PathTooLongException => "the path is too long",
        _ => exception.Message.TrimEnd('.'),
    };
}
