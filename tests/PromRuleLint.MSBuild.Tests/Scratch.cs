namespace PromRuleLint.MSBuild.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
    {
        // Not below the repository: its Directory.Build.props and global.json must not reach in.
        Root = Directory.CreateTempSubdirectory("promrulelint-").FullName;
    }

    public string Root { get; }

    /// <summary>The full path of something inside.</summary>
    public string this[string relative] => Path.Combine(Root, relative);

    /// <summary>Writes a file and returns its full path.</summary>
    public string Write(string relative, string text)
    {
        string path = this[relative];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Delete(string relative) => File.Delete(this[relative]);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A process of the build may hold a file for a moment longer; the system empties its temporary folder.
        }
    }
}
