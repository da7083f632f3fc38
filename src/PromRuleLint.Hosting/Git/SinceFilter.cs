using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Diagnostics.Changes;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting.Git;

/// <summary>Leaves of the findings those that have to do with what changed since a git revision.</summary>
public static class SinceFilter
{
    /// <summary>The findings in rules that changed since the revision, and of those outside of rules the ones in files that did.</summary>
    /// <param name="findings">Findings of the run.</param>
    /// <param name="files">The files of the run; one that git does not know is new.</param>
    /// <param name="folder">A folder of the repository; paths of findings are relative to it.</param>
    /// <param name="revision">The revision, as git knows it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GitException">There is no git, no repository or no such revision.</exception>
    public static ImmutableArray<Diagnostic> Apply(IEnumerable<Diagnostic> findings, ImmutableArray<LintedFile> files, string folder, string revision, CancellationToken cancellation = default)
    {
        GitRevision old = GitRevision.Find(folder, revision, cancellation);
        var paths = new RealPaths();
        var versions = new List<RuleFileVersions>(files.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var memory = new HashSet<string>(StringComparer.Ordinal);
        foreach (LintedFile linted in files)
        {
            string path = Relative(linted.File.FullPath);
            string ruleSet = linted.Input.Configuration.RuleSet;
            RuleFile now = RuleFileReader.Read(linted.Input.Source, linted.Input.Configuration.ReaderOptions);
            if (linted.File.Text is not null)
            {
                // What came from standard input need not be what the file of that name holds.
                memory.Add(linted.File.DisplayPath);
            }

            if (old.OldName(path) is not { } oldName)
            {
                versions.Add(new RuleFileVersions(now, null) { RuleSet = ruleSet });
                continue;
            }

            seen.Add(oldName);
            bool isSame = linted.File.Text is null && !old.IsChanged(path);
            versions.Add(new RuleFileVersions(now, isSame ? now : Before(oldName, linted.Input.Configuration.ReaderOptions)) { RuleSet = ruleSet });
        }

        foreach (string gone in old.Touched.Where(path => !seen.Contains(path) && MayHoldRules(path) && !File.Exists(Path.Combine(old.Root, path))))
        {
            versions.Add(new RuleFileVersions(null, Before(gone, RuleFileReaderOptions.Default)));
        }

        return RuleChanges.Between(versions).Only(findings, path => memory.Contains(path) || old.IsChanged(Relative(Path.GetFullPath(path, folder))));

        string Relative(string fullPath) => Path.GetRelativePath(old.Root, paths.Of(fullPath)).Replace(Path.DirectorySeparatorChar, '/');

        RuleFile? Before(string path, RuleFileReaderOptions options) => old.Read(path) is { } text ? RuleFileReader.Read(text, options) : null;
    }

    private static bool MayHoldRules(string path) => Path.GetExtension(path) is ".yml" or ".yaml" or ".rules";
}
