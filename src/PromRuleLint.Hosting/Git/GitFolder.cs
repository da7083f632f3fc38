using System.IO.Enumeration;

namespace PromRuleLint.Hosting.Git;

/// <summary>
/// The folder in which git keeps a repository. git opens whatever lies there, and a pipe or a device keeps it for ever; a clone
/// has none of these, an archive or a folder that was copied can.
/// </summary>
internal static class GitFolder
{
    // More entries are not looked at; git's time is limited too.
    private const int MaxEntries = 200_000;
    private const int MaxPointer = 64 * 1024;
    private const string Pointer = "gitdir:";

    /// <summary>What git would read of the repository of a folder and is no regular file; null for nothing, or where there is no repository.</summary>
    /// <param name="folder">The full path of a folder of the working tree.</param>
    public static string? FindSpecial(string folder)
    {
        try
        {
            return Find(folder) is not { } own ? null
                : RegularFile.IsOther(own) ? own
                : FindSpecialBelow(own) ?? (Common(own) is { } common && common != own ? FindSpecialBelow(common) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What cannot be read here git refuses with better words.
            return null;
        }
    }

    private static string? Find(string folder)
    {
        if (Environment.GetEnvironmentVariable("GIT_DIR") is { Length: > 0 } named)
        {
            return Path.GetFullPath(named, folder);
        }

        for (string? each = folder; each is not null; each = Path.GetDirectoryName(each))
        {
            string path = Path.Combine(each, ".git");
            if (Directory.Exists(path) || RegularFile.IsOther(path))
            {
                return path;
            }

            if (File.Exists(path))
            {
                string text = RegularFile.ReadAllText(path, MaxPointer).Trim();
                return text.StartsWith(Pointer, StringComparison.Ordinal) ? Path.GetFullPath(text[Pointer.Length..].Trim(), each) : path;
            }
        }

        return null;
    }

    /// <summary>The folder that worktrees share; null where the repository has none.</summary>
    private static string? Common(string gitFolder)
    {
        string path = Path.Combine(gitFolder, "commondir");
        return File.Exists(path) ? Path.GetFullPath(RegularFile.ReadAllText(path, MaxPointer).Trim(), gitFolder) : null;
    }

    private static string? FindSpecialBelow(string gitFolder)
    {
        if (!Directory.Exists(gitFolder))
        {
            return null;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };
        var candidates = new FileSystemEnumerable<string?>(gitFolder, static (ref entry) => IsSuspect(ref entry) ? entry.ToFullPath() : null, options)
        {
            ShouldRecursePredicate = static (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return candidates.Take(MaxEntries).OfType<string>().FirstOrDefault(RegularFile.IsOther);
    }

    // Whatever is no regular file has no length; what a link leads to is looked at.
    private static bool IsSuspect(ref FileSystemEntry entry) =>
        (entry.Attributes & FileAttributes.ReparsePoint) != 0 || (!entry.IsDirectory && entry.Length == 0);
}
