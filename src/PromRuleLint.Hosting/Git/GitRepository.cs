using System.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>A git repository with a working tree.</summary>
internal sealed class GitRepository
{
    private readonly CancellationToken _cancellation;

    private GitRepository(string root, CancellationToken cancellation)
    {
        Root = root;
        _cancellation = cancellation;
    }

    /// <summary>The full path of the working tree.</summary>
    public string Root { get; }

    /// <summary>Finds the repository of a folder.</summary>
    /// <param name="folder">A folder of the working tree.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GitException">There is no git or no repository.</exception>
    public static GitRepository Find(string folder, CancellationToken cancellation)
    {
        if (GitFolder.FindSpecial(folder) is { } special)
        {
            throw new GitException($"'{special}' is not a regular file, and git would read it");
        }

        (int exitCode, byte[] output, string error) = GitProcess.Run(folder, cancellation, "rev-parse", "--show-toplevel", "--absolute-git-dir");
        if (exitCode != 0)
        {
            // A repository of another owner is refused with a reason that the user has to know.
            throw new GitException(error.Contains("not a git repository", StringComparison.OrdinalIgnoreCase)
                ? "the folder is not in a git repository"
                : $"git has no working tree at '{folder}': {FirstLine(error)}");
        }

        string[] lines = Text(output).Split('\n');
        string root = Path.GetFullPath(lines[0].TrimEnd('\r'));
        if (Environment.GetEnvironmentVariable("GIT_DIR") is null && !IsOwnRepository(root, Path.GetFullPath(lines[^1])))
        {
            throw new GitException($"'{folder}' is in a repository that is embedded in the files of another; git is run only for the one of the working tree");
        }

        return new GitRepository(root, cancellation);
    }

    /// <summary>Finds what a revision or a range of such compares, as <c>git diff</c> understands it.</summary>
    /// <param name="revision">What the user wrote: <c>main</c>, <c>HEAD~3</c>, <c>A..B</c>, <c>A...B</c>.</param>
    /// <returns>The commit that the comparison begins with and the one that it ends with; the latter is null for the working tree.</returns>
    /// <exception cref="GitException">git does not know it.</exception>
    public (string From, string? To) Range(string revision)
    {
        // No name holds two dots, yet HEAD^{/1..2} is one revision.
        if (Commit(revision) is { } commit)
        {
            return (commit, null);
        }

        int dots = revision.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || revision == "..")
        {
            throw Unknown(revision);
        }

        bool isFromMergeBase = revision[(dots + 2)..].StartsWith('.');
        string from = Side(revision[..dots]);
        string to = Side(revision[(dots + (isFromMergeBase ? 3 : 2))..]);
        return isFromMergeBase ? (MergeBase(revision, from, to), to) : (from, to);
    }

    /// <summary>What git writes, read as paths or other fields that end with a zero byte.</summary>
    public string[] Fields(params string[] args) => Encoding.UTF8.GetString(Output(args)).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What git writes.</summary>
    /// <exception cref="GitException">It failed.</exception>
    public byte[] Output(params string[] args)
    {
        (int exitCode, byte[] output, string error) = GitProcess.Run(Root, _cancellation, args);
        return exitCode == 0 ? output : throw new GitException($"git {args[0]} failed: {FirstLine(error)}");
    }

    // Versions of git before 2.38 do not know safe.bareRepository, and take a folder whose files look like a repository for
    // one; a clone can hold such files, but never a '.git'.
    private static bool IsOwnRepository(string root, string gitFolder)
    {
        string dotGit = Path.Combine(root, ".git");
        return File.Exists(dotGit) || (Directory.Exists(dotGit) && new RealPaths().Resolve(dotGit) == new RealPaths().Resolve(gitFolder));
    }

    private string Side(string revision) => Commit(revision.Length == 0 ? "HEAD" : revision) ?? throw Unknown(revision.Length == 0 ? "HEAD" : revision);

    private string? Commit(string revision)
    {
        // What begins with a dash would be an option; no revision does.
        if (revision.Length == 0 || revision[0] == '-')
        {
            return null;
        }

        (int exitCode, byte[] output, _) = GitProcess.Run(Root, _cancellation, "rev-parse", "--verify", "--quiet", revision + "^{commit}");
        return exitCode == 0 ? Text(output) : null;
    }

    private string MergeBase(string range, string from, string to)
    {
        (int exitCode, byte[] output, _) = GitProcess.Run(Root, _cancellation, "merge-base", from, to);
        return exitCode == 0 ? Text(output) : throw new GitException($"git knows no common ancestor of the two sides of '{range}' (in a shallow clone it may be missing: fetch more of the history, or name two revisions with '..')");
    }

    private GitException Unknown(string revision) => new($"git knows no revision '{revision}' in '{Root}'");

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\r', '\n');

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].TrimEnd('\r', '.');
}
