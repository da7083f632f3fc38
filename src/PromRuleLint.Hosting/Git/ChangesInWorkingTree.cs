namespace PromRuleLint.Hosting.Git;

/// <summary>
/// What the working tree has changed. The files are compared here and not by git, which would run the filters that the
/// configuration and the attributes of the repository name.
/// </summary>
internal sealed class ChangesInWorkingTree : GitRevision
{
    // As many candidates for a rename as git looks at, for each side.
    private const int MaxRenames = 1000;

    private readonly GitRepository _repository;
    private readonly Dictionary<string, bool> _isChanged = new(StringComparer.Ordinal);
    private readonly Lazy<List<string>> _gone;

    /// <summary>Compares a commit with the working tree.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="paths">The files of the working tree that matter; those that are new may be renamed ones.</param>
    /// <exception cref="GitException">git failed.</exception>
    public ChangesInWorkingTree(GitRepository repository, string commit, IEnumerable<string> paths)
        : base(repository, commit)
    {
        _repository = repository;
        _gone = new Lazy<List<string>>(FindGone);
        FindRenames([.. paths.Where(path => !Has(path)).Distinct(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Gone => _gone.Value;

    /// <inheritdoc/>
    public override bool IsChanged(string path)
    {
        if (!Files.TryGetValue(path, out string? known))
        {
            return true;
        }

        if (!_isChanged.TryGetValue(path, out bool isChanged))
        {
            _isChanged.Add(path, isChanged = Content(path) is not { } content || !GitObject.IsSame(content, known));
        }

        return isChanged;
    }

    private List<string> FindGone()
    {
        List<string> absent = [.. Files.Keys.Where(path => !File.Exists(FullPath(path)))];
        if (absent.Count > 0)
        {
            // What a sparse checkout leaves out is not gone: git marks it with an S in the index.
            HashSet<string> leftOut = [.. _repository.Fields("ls-files", "-t", "-z").Where(static field => field.StartsWith("S ", StringComparison.Ordinal)).Select(static field => field[2..])];
            absent.RemoveAll(leftOut.Contains);
        }

        return absent;
    }

    private void FindRenames(List<string> added)
    {
        if (added.Count == 0 || added.Count > MaxRenames || Gone.Where(MayHoldRules).Take(MaxRenames + 1).ToList() is not { Count: > 0 and <= MaxRenames } gone)
        {
            return;
        }

        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string path in added)
        {
            if (Content(path) is not { } content)
            {
                continue;
            }

            if (gone.Find(old => GitObject.IsSame(content, Files[old])) is { } same)
            {
                OldNames[path] = same;
                gone.Remove(same);
            }
            else
            {
                contents.Add(path, content);
            }
        }

        FindSimilar(contents, gone);
    }

    private void FindSimilar(Dictionary<string, byte[]> added, List<string> gone)
    {
        if (added.Count == 0)
        {
            return;
        }

        var old = gone.Select(path => (Path: path, Lines: new LineCounts(_repository.Output("cat-file", "blob", Files[path])))).ToList();
        foreach ((string path, byte[] content) in added.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var lines = new LineCounts(content);
            (string? best, double most) = (null, 0);
            foreach ((string candidate, LineCounts its) in old)
            {
                double share = lines.SharedWith(its);
                if (share >= 0.5 && share > most)
                {
                    (best, most) = (candidate, share);
                }
            }

            if (best is not null)
            {
                OldNames[path] = best;
                old.RemoveAll(pair => pair.Path == best);
            }
        }
    }

    private static bool MayHoldRules(string path) => Path.GetExtension(path) is ".yml" or ".yaml" or ".rules";

    private string FullPath(string path) => Path.Combine(_repository.Root, path);

    private byte[]? Content(string path)
    {
        try
        {
            // A link is the text of its target to git; what stands behind it is another file.
            if (new FileInfo(FullPath(path)).LinkTarget is { } target)
            {
                return System.Text.Encoding.UTF8.GetBytes(target);
            }

            using Stream stream = RegularFile.Open(FullPath(path));
            return FileReader.ReadBytes(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
