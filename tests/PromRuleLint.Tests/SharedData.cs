using System.IO.Compression;

namespace PromRuleLint.Tests;

/// <summary>Data that is kept beside the repository, not in it: the reference's verdicts and public rule files.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file or folder below <c>../shared</c>; the calling test is skipped where it is absent.</summary>
    public static string Path(string relative)
    {
        string full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", relative));
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            // Thrown rather than asked for: Assert.Ignore is not allowed where several assertions are made together.
            throw new IgnoreException($"the data '../shared/{relative}' is not beside the repository");
        }

        return full;
    }

    /// <summary>The lines of a text file, unpacked where its name ends in <c>.gz</c>.</summary>
    public static IEnumerable<string> Lines(string relative)
    {
        string path = Path(relative);
        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
