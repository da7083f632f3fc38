using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>A revision of a git repository, and what the working tree has changed since.</summary>
internal sealed class GitRevision
{
    private readonly string _commit;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _paths;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _oldNames = new(StringComparer.Ordinal);

    private GitRevision(string root, string commit, CancellationToken cancellation)
    {
        Root = root;
        _commit = commit;
        _cancellation = cancellation;
        _paths = [.. Fields("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)];
        ReadChanges(Fields("diff", "--name-status", "-M", "-z", "--no-ext-diff", "--ignore-submodules", commit, "--"));
    }

    /// <summary>The full path of the repository's working tree.</summary>
    public string Root { get; }

    /// <summary>The files of the revision that the working tree has changed, renamed or has no more.</summary>
    public IEnumerable<string> Touched => _changed.Where(_paths.Contains);

    /// <summary>Finds a revision.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="revision">What the user calls it: a branch, a tag, a commit, HEAD~3.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GitException">There is no git, no repository or no such revision.</exception>
    public static GitRevision Find(string folder, string revision, CancellationToken cancellation)
    {
        (int exitCode, byte[] output, string error) = GitProcess.Run(folder, cancellation, "rev-parse", "--show-toplevel");
        if (exitCode != 0)
        {
            // A repository of another owner is refused with a reason that the user has to know.
            throw new GitException(error.Contains("not a git repository", StringComparison.OrdinalIgnoreCase)
                ? $"'{folder}' is not in a git repository"
                : $"git has no working tree at '{folder}': {FirstLine(error)}");
        }

        string root = Path.GetFullPath(Encoding.UTF8.GetString(output).TrimEnd('\r', '\n'));

        // What begins with a dash would be an option; no revision does.
        (exitCode, output, _) = revision.Length == 0 || revision[0] == '-'
            ? (1, [], "")
            : GitProcess.Run(root, cancellation, "rev-parse", "--verify", "--quiet", revision + "^{commit}");
        return exitCode == 0
            ? new GitRevision(root, Encoding.UTF8.GetString(output).Trim(), cancellation)
            : throw new GitException($"git knows no revision '{revision}' in '{root}'");
    }

    /// <summary>The name that a file of the working tree had in the revision; null where it is new.</summary>
    /// <param name="path">Relative to <see cref="Root"/>, with forward slashes.</param>
    public string? OldName(string path) => _oldNames.GetValueOrDefault(path) ?? (_paths.Contains(path) ? path : null);

    /// <summary>Whether a file of the working tree is new, renamed or has changed since the revision.</summary>
    /// <param name="path">Relative to <see cref="Root"/>, with forward slashes.</param>
    public bool IsChanged(string path) => _changed.Contains(path) || !_paths.Contains(path);

    /// <summary>A file as it was; null where it is too long to be read.</summary>
    /// <param name="path">Relative to <see cref="Root"/>, with forward slashes.</param>
    public SourceText? Read(string path)
    {
        using var content = new MemoryStream(Output("cat-file", "blob", $"{_commit}:{path}"));
        return FileReader.Read(content, path);
    }

    // -z: a status, then one path; after a rename (R100) two, the old one first.
    private void ReadChanges(string[] fields)
    {
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            _changed.Add(fields[i + 1]);
            if (fields[i][0] == 'R' && i + 2 < fields.Length)
            {
                _changed.Add(fields[i + 2]);
                _oldNames[fields[i + 2]] = fields[i + 1];
                i++;
            }
        }
    }

    private string[] Fields(params string[] args) => Encoding.UTF8.GetString(Output(args)).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private byte[] Output(params string[] args)
    {
        (int exitCode, byte[] output, string error) = GitProcess.Run(Root, _cancellation, args);
        return exitCode == 0 ? output : throw new GitException($"git {args[0]} failed: {FirstLine(error)}");
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].TrimEnd('\r', '.');
}
