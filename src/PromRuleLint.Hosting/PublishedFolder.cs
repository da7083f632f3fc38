namespace PromRuleLint.Hosting;

/// <summary>Folders that <c>dotnet publish -o</c> or <c>dotnet build -o</c> has written: what stands there are copies.</summary>
internal static class PublishedFolder
{
    private const string Dependencies = ".deps.json";

    /// <summary>Whether a folder with these names in it is one: an assembly and the list of what it depends on.</summary>
    public static bool IsOne(IEnumerable<string> names)
    {
        var all = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        return all.Any(name => name.EndsWith(Dependencies, StringComparison.OrdinalIgnoreCase) && all.Contains(name[..^Dependencies.Length] + ".dll"));
    }

    /// <summary>Of files below a folder those that stand in none, and not in the folders of one.</summary>
    /// <param name="root">The full path of the folder; it is none itself.</param>
    /// <param name="files">The files.</param>
    public static IEnumerable<FoundFile> Without(string root, IEnumerable<FoundFile> files)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal) { [root] = false };
        return files.Where(file => !IsInOne(Path.GetDirectoryName(file.FullPath)));

        bool IsInOne(string? folder)
        {
            // Upwards to the first folder that is known, then the answer for all that were passed.
            var passed = new List<string>();
            bool isInOne = false;
            for (; folder is not null && folder.Length > root.Length && !known.TryGetValue(folder, out isInOne); folder = Path.GetDirectoryName(folder))
            {
                passed.Add(folder);
            }

            for (int i = passed.Count - 1; i >= 0; i--)
            {
                known[passed[i]] = isInOne = isInOne || IsOne(passed[i]);
            }

            return isInOne;
        }
    }

    private static bool IsOne(string folder)
    {
        try
        {
            return IsOne(Directory.EnumerateFiles(folder).Select(static path => Path.GetFileName(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
