using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>
/// A commit of a git repository, and what a later version of the files has changed since. Paths are relative to the
/// repository's root, with forward slashes.
/// </summary>
internal abstract class GitRevision
{
    private readonly GitRepository _repository;

    /// <summary>Lists the files of a commit.</summary>
    /// <exception cref="GitException">git failed.</exception>
    protected GitRevision(GitRepository repository, string commit)
    {
        _repository = repository;
        foreach (string entry in repository.Fields("ls-tree", "-r", "-z", "--full-tree", commit))
        {
            // <mode> SP <type> SP <object> TAB <path>
            int tab = entry.IndexOf('\t', StringComparison.Ordinal);
            Files[entry[(tab + 1)..]] = entry[(entry.LastIndexOf(' ', tab) + 1)..tab];
        }
    }

    /// <summary>The files of the commit that the later version has no more, by their names in the commit.</summary>
    public abstract IEnumerable<string> Gone { get; }

    /// <summary>The files of the commit: the object of each.</summary>
    protected Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The names that files of the later version had in the commit.</summary>
    protected Dictionary<string, string> OldNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the commit has a file.</summary>
    public bool Has(string path) => Files.ContainsKey(path);

    /// <summary>The name that a file of the later version had in the commit; null where it is new.</summary>
    public string? OldName(string path) => OldNames.GetValueOrDefault(path) ?? (Files.ContainsKey(path) ? path : null);

    /// <summary>Whether a file of the later version is new, renamed or has changed since the commit.</summary>
    public abstract bool IsChanged(string path);

    /// <summary>A file as the commit has it; null where it is too long to be read.</summary>
    public SourceText? Read(string path)
    {
        // An object is written as it is stored: neither filters nor text conversions, which are programs, have a part.
        using var content = new MemoryStream(_repository.Output("cat-file", "blob", Files[path]));
        return FileReader.Read(content, path);
    }
}
