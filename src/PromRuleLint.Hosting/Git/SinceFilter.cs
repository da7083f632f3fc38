using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Changes;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>Leaves of the findings those that have to do with what changed since a git revision, or between two.</summary>
public static class SinceFilter
{
    /// <summary>The findings in rules that changed, and of those outside of rules the ones in files that did.</summary>
    /// <param name="findings">Findings of the run.</param>
    /// <param name="files">The files of the run; one that git does not know is new.</param>
    /// <param name="folder">A folder of the repository; paths of findings are relative to it.</param>
    /// <param name="revision">
    /// A revision, as git knows it, which the files are compared with; or two, as <c>A..B</c> or <c>A...B</c>, which are
    /// compared with each other.
    /// </param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GitException">There is no git, no repository or no such revision.</exception>
    public static ImmutableArray<Diagnostic> Apply(IEnumerable<Diagnostic> findings, ImmutableArray<LintedFile> files, string folder, string revision, CancellationToken cancellation = default)
    {
        (RuleChanges changes, Func<string, bool> isFileChanged) = Compare(files, folder, revision, cancellation);
        return changes.Only(findings, isFileChanged);
    }

    /// <summary>Which rules changed, or read from such; its parameters are those of <see cref="Apply"/>.</summary>
    /// <exception cref="GitException">There is no git, no repository or no such revision.</exception>
    public static RuleChanges Changes(ImmutableArray<LintedFile> files, string folder, string revision, CancellationToken cancellation = default) =>
        Compare(files, folder, revision, cancellation).Changes;

    private static (RuleChanges Changes, Func<string, bool> IsFileChanged) Compare(ImmutableArray<LintedFile> files, string folder, string revision, CancellationToken cancellation)
    {
        var repository = GitRepository.Find(folder, cancellation);
        (string from, string? to) = repository.Range(revision);
        var paths = new RealPaths();
        IEnumerable<string> linted = files.Select(file => Relative(file.File.FullPath));
        GitRevision start = to is null ? new ChangesInWorkingTree(repository, from, linted) : new ChangesBetweenCommits(repository, from, to);
        GitRevision? end = to is null ? null : new ChangesInWorkingTree(repository, to, linted);
        var versions = new List<RuleFileVersions>(files.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var memory = new HashSet<string>(StringComparer.Ordinal);
        foreach (LintedFile file in files)
        {
            string path = Relative(file.File.FullPath);
            RuleFileReaderOptions options = file.Input.Configuration.ReaderOptions;
            RuleFile now = RuleFileReader.Read(file.Input.Source, options);

            // What came from standard input need not be what the file of that name holds.
            bool isInMemory = file.File.Text is not null;
            if (isInMemory)
            {
                memory.Add(file.File.DisplayPath);
            }

            string? name = end is null ? path : end.OldName(path);
            RuleFile? after = end is null || (!isInMemory && !end.IsChanged(path)) ? now : Read(end, name, options);
            string? oldName = name is null ? null : start.OldName(name);
            bool isSame = oldName is not null && !start.IsChanged(name!) && (end is not null || !isInMemory);
            versions.Add(new RuleFileVersions(now, isSame ? after : Read(start, oldName, options)) { After = after, RuleSet = file.Input.Configuration.RuleSet });
            if (oldName is not null)
            {
                seen.Add(oldName);
            }
        }

        foreach (string gone in start.Gone.Where(path => !seen.Contains(path) && MayHoldRules(path)))
        {
            versions.Add(new RuleFileVersions(null, Read(start, gone, RuleFileReaderOptions.Default)));
        }

        return (RuleChanges.Between(versions), IsFileChanged);

        bool IsFileChanged(string displayPath)
        {
            string path = Relative(Path.GetFullPath(displayPath, folder));
            return end is null
                ? memory.Contains(displayPath) || start.IsChanged(path)
                : end.OldName(path) is { } name && start.IsChanged(name);
        }

        string Relative(string fullPath) => Path.GetRelativePath(repository.Root, paths.Resolve(fullPath)).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static RuleFile? Read(GitRevision revision, string? path, RuleFileReaderOptions options) =>
        path is not null && revision.Read(path) is { } text ? RuleFileReader.Read(text, options) : null;

    private static bool MayHoldRules(string path) => Path.GetExtension(path) is ".yml" or ".yaml" or ".rules";
}
