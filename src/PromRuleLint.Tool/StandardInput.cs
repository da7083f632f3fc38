using PromRuleLint.Hosting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool;

/// <summary>Standard input as a file.</summary>
internal static class StandardInput
{
    /// <summary>Reads it to its end.</summary>
    /// <param name="console">Where it comes from.</param>
    /// <param name="name">The path it stands for.</param>
    public static FoundFile Read(ToolConsole console, string name)
    {
        SourceText text = Read(console, stream => FileReader.Read(stream, name)) ?? throw new IOException("standard input is too long");
        return new FoundFile(Path.GetFullPath(name, console.Folder), name, IsNamed: true) { Text = text };
    }

    /// <summary>Reads it on a thread of its own: the wait for input then ends with Ctrl-C.</summary>
    public static T Read<T>(ToolConsole console, Func<Stream, T> read)
    {
        Task<T> task = Task.Run(() =>
        {
            using Stream stream = console.OpenInput();
            return read(stream);
        });
        return task.WaitAsync(console.Cancellation).GetAwaiter().GetResult();
    }
}
