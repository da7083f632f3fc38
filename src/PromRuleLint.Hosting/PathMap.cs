using System.Collections.Immutable;

namespace PromRuleLint.Hosting;

/// <summary>Where the paths of a server, such as those in its container, are on this machine. The longest prefix counts, of equal ones the first.</summary>
/// <param name="entries">Folders of the server and the full paths of the same folders here.</param>
internal sealed class PathMap(IEnumerable<(string Server, string Local)> entries)
{
    private readonly ImmutableArray<(string Server, string Local)> _entries =
        [.. entries.Select(static entry => (entry.Server.TrimEnd('/'), entry.Local)).OrderByDescending(static entry => entry.Item1.Length)];

    /// <summary>The entries, the longest first.</summary>
    public ImmutableArray<(string Server, string Local)> Entries => _entries;

    /// <summary>The full path here of a path of the server, as it is where no entry fits.</summary>
    public string ToLocal(string path)
    {
        foreach ((string server, string local) in _entries)
        {
            if (path.StartsWith(server, StringComparison.Ordinal) && (path.Length == server.Length || path[server.Length] == '/'))
            {
                return Path.GetFullPath(path[server.Length..].TrimStart('/'), local);
            }
        }

        return path;
    }
}
