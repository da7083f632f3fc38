using PromRuleLint.Diagnostics;
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
        var file = new FoundFile(Path.GetFullPath(path, console.Folder), path, IsNamed: true);
        return FileReader.Read(file, out Diagnostic? fault) ?? throw new IOException($"{path}: {fault!.Message}{(remedy is null ? "" : $"; {remedy}")}");
    }

    /// <summary>Makes sure that a folder is there.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public static void RequireFolder(ToolConsole console, string path)
    {
        if (!Directory.Exists(Path.GetFullPath(path, console.Folder)))
        {
            throw new IOException($"{path}: there is no such folder");
        }
    }
}
