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
        using Stream stream = console.OpenInput();
        SourceText text = FileReader.Read(stream, name) ?? throw new IOException("standard input is too long");
        return new FoundFile(Path.GetFullPath(name, console.Folder), name, IsNamed: true) { Text = text };
    }
}
