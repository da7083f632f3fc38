using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Changes;
using PromRuleLint.Rules;

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
        (RuleChanges changes, Func<string, bool> isFileChanged) = Compare(Compared(files), folder, revision, cancellation);
        return changes.Only(findings, isFileChanged);
    }

    /// <summary>Which rules changed, or read from such; its parameters are those of <see cref="Apply"/>.</summary>
    /// <exception cref="GitException">There is no git, no repository or no such revision.</exception>
    public static RuleChanges Changes(ImmutableArray<LintedFile> files, string folder, string revision, CancellationToken cancellation = default) =>
        Compare(Compared(files), folder, revision, cancellation).Changes;

    /// <summary>Which rules of some files changed since a git revision, or between two.</summary>
    /// <param name="files">The files; one that git does not know is new.</param>
    /// <param name="folder">A folder of the repository; paths are relative to it.</param>
    /// <param name="revision">As of <see cref="Apply"/>.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The rules, and whether a file by its name is new or changed in any way.</returns>
    /// <exception cref="GitException">There is no git, no repository or no such revision.</exception>
    public static (RuleChanges Changes, Func<string, bool> IsFileChanged) Compare(IReadOnlyCollection<ComparedFile> files, string folder, string revision, CancellationToken cancellation = default)
    {
        var repository = GitRepository.Find(folder, cancellation);
        (string from, string? to) = repository.Range(revision);
        var paths = new RealPaths();
        IEnumerable<string> linted = files.Select(file => Relative(file.FullPath));
        GitRevision start = to is null ? new ChangesInWorkingTree(repository, from, linted) : new ChangesBetweenCommits(repository, from, to);
        GitRevision? end = to is null ? null : new ChangesInWorkingTree(repository, to, linted);
        var versions = new List<RuleFileVersions>(files.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var memory = new HashSet<string>(StringComparer.Ordinal);
        foreach (ComparedFile file in files)
        {
            string path = Relative(file.FullPath);
            if (file.IsInMemory)
            {
                memory.Add(file.DisplayPath);
            }

            string? name = end is null ? path : end.OldName(path);
            RuleFile? after = end is null || (!file.IsInMemory && !end.IsChanged(path)) ? file.Now : Read(end, name, file.Options);
            string? oldName = name is null ? null : start.OldName(name);
            bool isSame = oldName is not null && !start.IsChanged(name!) && (end is not null || !file.IsInMemory);
            versions.Add(new RuleFileVersions(file.Now, isSame ? after : Read(start, oldName, file.Options)) { After = after, RuleSet = file.RuleSet });
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

    private static ComparedFile[] Compared(ImmutableArray<LintedFile> files) =>
    [
        .. files.Select(static file => new ComparedFile(file.File.FullPath, file.File.DisplayPath, RuleFileReader.Read(file.Input.Source, file.Input.Configuration.ReaderOptions), file.Input.Configuration.ReaderOptions)
        {
            IsInMemory = file.File.Text is not null,
            RuleSet = file.Input.Configuration.RuleSet,
        }),
    ];

    private static RuleFile? Read(GitRevision revision, string? path, RuleFileReaderOptions options) =>
        path is not null && revision.Read(path) is { } text ? RuleFileReader.Read(text, options) : null;

    private static bool MayHoldRules(string path) => Path.GetExtension(path) is ".yml" or ".yaml" or ".rules";
}
