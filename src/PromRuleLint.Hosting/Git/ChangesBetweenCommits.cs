namespace PromRuleLint.Hosting.Git;

/// <summary>What another commit has changed.</summary>
internal sealed class ChangesBetweenCommits : GitRevision
{
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly List<string> _gone = [];

    /// <summary>Compares two commits, object with object; no file of the working tree is looked at.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public ChangesBetweenCommits(GitRepository repository, string commit, string until)
        : base(repository, commit)
    {
        string[] fields = repository.Fields("diff-tree", "-r", "--name-status", "-M", "-z", "--no-ext-diff", "--no-textconv", "--ignore-submodules", commit, until, "--");

        // -z: a status, then one path; after a rename (R100) two, the old one first.
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            _changed.Add(fields[i + 1]);
            if (fields[i][0] == 'R' && i + 2 < fields.Length)
            {
                _changed.Add(fields[i + 2]);
                OldNames[fields[i + 2]] = fields[i + 1];
                _gone.Add(fields[i + 1]);
                i++;
            }
            else if (fields[i][0] == 'D')
            {
                _gone.Add(fields[i + 1]);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Gone => _gone;

    /// <inheritdoc/>
    public override bool IsChanged(string path) => _changed.Contains(path) || !Has(path);
}
