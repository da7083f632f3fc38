using System.Collections.Immutable;

namespace PromRuleLint.Hosting;

/// <summary>A file of a run, once, and the other names under which the run was given it.</summary>
/// <param name="File">The file under its first name; as one that was named if any of its names was.</param>
/// <param name="OtherNames">The other names, for display.</param>
internal sealed record DistinctFile(FoundFile File, ImmutableArray<string> OtherNames)
{
    /// <summary>Finds files that are one behind spellings and links.</summary>
    /// <param name="files">Files of any kind.</param>
    /// <param name="testFiles">Files that are given as unit-test files; that one stands among the others too gives it no second name.</param>
    public static ImmutableArray<DistinctFile> Among(IReadOnlyList<FoundFile> files, IReadOnlyList<FoundFile> testFiles)
    {
        var paths = new RealPaths();
        var tests = new HashSet<string>(testFiles.Select(Key), StringComparer.Ordinal);
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<DistinctFile>(files.Count + testFiles.Count);
        foreach (FoundFile file in files)
        {
            if (Key(file) is var key && !tests.Contains(key))
            {
                Add(file, key);
            }
        }

        foreach (FoundFile file in testFiles)
        {
            Add(file, Key(file));
        }

        return [.. distinct];

        string Key(FoundFile file) => file.Text is null ? file.RealPath ?? paths.Resolve(file.FullPath) : file.FullPath;

        void Add(FoundFile file, string key)
        {
            if (order.TryAdd(key, distinct.Count))
            {
                distinct.Add(new DistinctFile(file, []));
                return;
            }

            DistinctFile first = distinct[order[key]];
            distinct[order[key]] = new DistinctFile(first.File with { IsNamed = first.File.IsNamed || file.IsNamed }, first.OtherNames.Add(file.DisplayPath));
        }
    }
}
