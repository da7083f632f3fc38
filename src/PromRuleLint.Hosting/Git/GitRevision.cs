using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>A commit of a git repository, and what a later version of the files, another commit or the working tree, has changed since.</summary>
internal sealed class GitRevision
{
    private readonly GitRepository _repository;
    private readonly string _commit;
    private readonly HashSet<string> _paths;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _oldNames = new(StringComparer.Ordinal);

    /// <summary>Reads what changed. Paths are relative to the repository's root, with forward slashes.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="until">The later commit; null for the working tree.</param>
    /// <exception cref="GitException">git failed.</exception>
    public GitRevision(GitRepository repository, string commit, string? until)
    {
        _repository = repository;
        _commit = commit;
        _paths = [.. repository.Fields("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)];
        string[] commits = until is null ? [commit] : [commit, until];
        ReadChanges(repository.Fields(["diff", "--name-status", "-M", "-z", "--no-ext-diff", "--ignore-submodules", .. commits, "--"]));
    }

    /// <summary>The files of the commit that the later version has changed, renamed or has no more.</summary>
    public IEnumerable<string> Touched => _changed.Where(_paths.Contains);

    /// <summary>Whether the commit has a file.</summary>
    public bool Has(string path) => _paths.Contains(path);

    /// <summary>The name that a file of the later version had in the commit; null where it is new.</summary>
    public string? OldName(string path) => _oldNames.GetValueOrDefault(path) ?? (_paths.Contains(path) ? path : null);

    /// <summary>Whether a file of the later version is new, renamed or has changed since the commit.</summary>
    public bool IsChanged(string path) => _changed.Contains(path) || !_paths.Contains(path);

    /// <summary>A file as the commit has it; null where it is too long to be read.</summary>
    public SourceText? Read(string path)
    {
        using var content = new MemoryStream(_repository.Output("cat-file", "blob", $"{_commit}:{path}"));
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
}
