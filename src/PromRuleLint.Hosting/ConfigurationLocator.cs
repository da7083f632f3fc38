using System.Collections.Concurrent;

namespace PromRuleLint.Hosting;

/// <summary>Finds the <c>promrulelint.yml</c> that holds for a file: the nearest in its folder or one above. Remembers what it found; may be asked by several threads.</summary>
public sealed class ConfigurationLocator
{
    /// <summary>The names of a configuration file; where two stand in one folder, the first counts.</summary>
    public static readonly IReadOnlyList<string> FileNames = ["promrulelint.yml", "promrulelint.yaml"];

    private readonly ConcurrentDictionary<string, string?> _byFolder = new(StringComparer.Ordinal);

    /// <summary>The full path of the configuration file that holds for a file, or null for none.</summary>
    /// <param name="fullPath">The full path of the file.</param>
    public string? Locate(string fullPath) => LocateFrom(Path.GetDirectoryName(fullPath));

    /// <summary>The full path of the configuration file in a folder or the nearest one above it, or null for none.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public string? LocateFrom(string? folder)
    {
        var passed = new List<string>();
        string? found = null;
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (_byFolder.TryGetValue(folder, out found))
            {
                break;
            }

            passed.Add(folder);
            found = FileNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            if (found is not null)
            {
                break;
            }
        }

        foreach (string each in passed)
        {
            _byFolder[each] = found;
        }

        return found;
    }
}
