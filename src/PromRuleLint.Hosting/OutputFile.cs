namespace PromRuleLint.Hosting;

/// <summary>
/// Files that a person names for output: reports, coverage, witnesses, records. The name is the person's, but what is there may be
/// a stranger's: a link that leads out of the repository is not followed, and what is no regular file is not opened.
/// </summary>
/// <param name="workingFolder">The full path of the working folder.</param>
public sealed class OutputFile(string workingFolder)
{
    /// <summary>Writes a file whole.</summary>
    /// <param name="path">The full path, as it was named.</param>
    /// <param name="text">The text; the encoding is UTF-8.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string path, string text)
    {
        using StreamWriter writer = Open(path, FileMode.Create);
        writer.Write(text);
    }

    /// <summary>Adds to the end of a file.</summary>
    /// <inheritdoc cref="Write"/>
    public void Append(string path, string text)
    {
        using StreamWriter writer = Open(path, FileMode.Append);
        writer.Write(text);
    }

    /// <summary>Opens a file to be written from its begin.</summary>
    /// <inheritdoc cref="Write"/>
    public StreamWriter Create(string path) => Open(path, FileMode.Create);

    /// <summary>Makes the folder of a file, with all above it.</summary>
    /// <param name="path">The full path of the file, as it was named.</param>
    /// <exception cref="IOException">It cannot be made, or would lie outside of the repository.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void CreateFolderOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!IsDevice(path))
        {
            Refuse(path);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Puts a text in place of a file's old one in one step, as <see cref="FileWriter.Write"/> does.</summary>
    /// <inheritdoc cref="Write"/>
    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(path);
        Refuse(path);
        FileWriter.Write(path, content);
    }

    private StreamWriter Open(string path, FileMode mode)
    {
        ArgumentNullException.ThrowIfNull(path);

        // Devices and pipes that the person names are meant; links to them in a repository are not.
        bool isDevice = IsDevice(path);
        if (!isDevice)
        {
            Refuse(path);
        }

        return new StreamWriter(new FileStream(path, isDevice ? FileMode.Open : mode, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal));

    private void Refuse(string path)
    {
        if (new RepositoryBoundary(workingFolder).LeavesRepository(path))
        {
            throw new IOException($"'{path}' is a link that leads out of the repository; name the file itself");
        }

        if (RegularFile.IsOther(path))
        {
            throw new IOException($"'{path}' is not a regular file");
        }
    }
}
