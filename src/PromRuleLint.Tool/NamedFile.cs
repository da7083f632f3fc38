using PromRuleLint.Hosting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool;

/// <summary>Files that a person names for a purpose of their own, such as <c>--series FILE</c>. One that cannot be read ends the command with <see cref="ExitCodes.Failure"/>.</summary>
internal static class NamedFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="console">Whose folder the path starts from.</param>
    /// <param name="path">The path as it was given; messages name it so.</param>
    /// <param name="remedy">What to do if it cannot be read; null for nothing.</param>
    /// <exception cref="IOException">It is not there or cannot be read; the message is for a person.</exception>
    public static SourceText Read(ToolConsole console, string path, string? remedy = null)
    {
        try
        {
            using Stream stream = RegularFile.OpenNamed(Path.GetFullPath(path, console.Folder));
            return FileReader.Read(stream, path) ?? throw new IOException(RegularFile.TooLong(FileReader.MaxLength));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new IOException($"'{path}' cannot be read: {FailureReason.ForReading(exception)}{(remedy is null ? "" : $"; {remedy}")}", exception);
        }
    }

    /// <summary>Makes sure that a folder is there.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public static void RequireFolder(ToolConsole console, string path)
    {
        if (!Directory.Exists(Path.GetFullPath(path, console.Folder)))
        {
            throw new IOException($"there is no folder '{path}'");
        }
    }
}
