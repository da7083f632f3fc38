namespace PromRuleLint.Hosting;

/// <summary>Paths with all links resolved, so that one file under two names is seen to be one. Remembers folders; used by one thread.</summary>
internal sealed class RealPaths
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>The real path of a file; the path itself where a link cannot be resolved.</summary>
    /// <param name="fullPath">The full path.</param>
    /// <param name="isNoLink">Whether it is known that there is a file and no link, so that only folders above can be links.</param>
    public string Resolve(string fullPath, bool isNoLink = false) => Find(fullPath, isNoLink) ?? fullPath;

    /// <summary>The real path of a file; null where a link cannot be resolved.</summary>
    /// <inheritdoc cref="Resolve"/>
    public string? Find(string fullPath, bool isNoLink)
    {
        try
        {
            string path = isNoLink ? fullPath : Target(new FileInfo(fullPath)) ?? fullPath;
            return Path.GetDirectoryName(path) is { } folder ? Path.Combine(Folder(folder), Path.GetFileName(path)) : path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The real path of a folder, which is looked up once; the path itself where a link cannot be resolved.</summary>
    public string ResolveFolder(string fullPath)
    {
        try
        {
            return Folder(fullPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return fullPath;
        }
    }

    private string Folder(string folder)
    {
        if (_folders.TryGetValue(folder, out string? real))
        {
            return real;
        }

        // Stands for itself while it is being resolved: links in a loop end.
        _folders[folder] = folder;
        string path = Target(new DirectoryInfo(folder)) ?? folder;
        real = Path.GetDirectoryName(path) is { } parent ? Path.Combine(Folder(parent), Path.GetFileName(path)) : path;
        return _folders[folder] = real;
    }

    // What is not there is no link, and its folder may be one.
    private static string? Target(FileSystemInfo info) => info.LinkTarget is null ? null : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
}
