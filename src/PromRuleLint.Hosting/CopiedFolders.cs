using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>
/// Finds folders that are copies of what stands elsewhere in the same run: <c>out/rules/node.yml</c> of
/// <c>rules/node.yml</c>, with the same text, and nothing in <c>out</c> that is no copy. Only of files that a search came
/// upon, for who names a file wants to hear of it.
/// </summary>
internal static class CopiedFolders
{
    /// <summary>The files that stand in copied folders, as indexes.</summary>
    public static HashSet<int> Find(IReadOnlyList<DistinctFile> files, IReadOnlyList<SourceText?> sources)
    {
        // Most texts have a length of their own and need not be looked at.
        var lengths = new HashSet<int>(files.Count);
        var repeated = new HashSet<int>();
        foreach (SourceText? source in sources)
        {
            if (source is { Text.Length: > 0 and var length } && !lengths.Add(length))
            {
                repeated.Add(length);
            }
        }

        if (repeated.Count == 0)
        {
            return [];
        }

        var folders = new Dictionary<int, string>();
        IEnumerable<int> alike = Enumerable.Range(0, files.Count).Where(i => sources[i] is { } source && repeated.Contains(source.Text.Length));
        foreach (IGrouping<string, int> same in alike.GroupBy(i => sources[i]!.Text, StringComparer.Ordinal).Where(static group => group.Skip(1).Any()))
        {
            // The one with the shortest path is the original.
            int[] byLength = [.. same.OrderBy(i => files[i].File.FullPath.Length).ThenBy(i => files[i].File.FullPath, StringComparer.Ordinal)];
            foreach (int copy in byLength.Skip(1))
            {
                if (CopyOf(files[byLength[0]].File.FullPath, files[copy].File.FullPath) is { } folder)
                {
                    folders.Add(copy, folder);
                }
            }
        }

        return folders.Count == 0 ? [] : InWholeCopies(files, folders);
    }

    /// <summary>Of the copies those in whose folder there is nothing else.</summary>
    private static HashSet<int> InWholeCopies(IReadOnlyList<DistinctFile> files, Dictionary<int, string> folders)
    {
        int[] order = [.. Enumerable.Range(0, files.Count).OrderBy(i => files[i].File.FullPath, StringComparer.Ordinal)];
        string[] paths = [.. order.Select(i => files[i].File.FullPath)];
        int[] othersBefore = new int[paths.Length + 1];
        for (int i = 0; i < paths.Length; i++)
        {
            othersBefore[i + 1] = othersBefore[i] + (folders.ContainsKey(order[i]) ? 0 : 1);
        }

        // What is in a folder stands together in this order, before the first text after all that begin with it.
        return [.. folders.Where(pair => !files[pair.Key].File.IsNamed && othersBefore[FirstFrom(pair.Value)] == othersBefore[FirstFrom(pair.Value[..^1] + (char)(pair.Value[^1] + 1))]).Select(static pair => pair.Key)];

        int FirstFrom(string text)
        {
            int at = Array.BinarySearch(paths, text, StringComparer.Ordinal);
            return at < 0 ? ~at : at;
        }
    }

    /// <summary>The folder, with a separator at its end, that makes the second path one of a copy of the first; null where it is none.</summary>
    private static string? CopyOf(string original, string path)
    {
        int common = 0;
        for (int i = 0; i < original.Length && i < path.Length && original[i] == path[i]; i++)
        {
            if (original[i] == Path.DirectorySeparatorChar)
            {
                common = i + 1;
            }
        }

        string relative = Path.DirectorySeparatorChar + original[common..];
        return path.Length - common >= relative.Length && path.EndsWith(relative, StringComparison.Ordinal) ? path[..^(relative.Length - 1)] : null;
    }
}
