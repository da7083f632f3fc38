using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>
/// Finds files by path, folder or glob. A folder is searched for <c>*.yml</c>, <c>*.yaml</c> and <c>*.rules</c>. Searches do
/// not enter <c>bin</c>, <c>obj</c>, <c>node_modules</c>, folders whose name begins with a dot or folders that .NET publishes
/// to, and enter no folder twice, so that links in a loop end. Links to nothing and what editors leave are passed by. A link
/// that leads out of the folder that is searched is not followed, and reported.
/// </summary>
public sealed class FileSearch
{
    /// <summary>Of fewer paths than this it is asked on one thread what stands there.</summary>
    private const int ManyPaths = 16;

    private readonly string _baseFolder;
    private readonly RepositoryBoundary _boundary;
    private readonly string? _namingFile;
    private readonly SearchBudget? _budget;

    /// <summary>Makes a search.</summary>
    /// <param name="baseFolder">The full path that relative paths start from.</param>
    /// <param name="options">How far it goes.</param>
    public FileSearch(string baseFolder, FileSearchOptions? options = null)
    {
        _baseFolder = baseFolder;
        _boundary = options?.Boundary ?? new RepositoryBoundary(baseFolder);
        _namingFile = options?.NamingFile;
        _budget = options?.Budget;
    }

    /// <summary>Finds what is asked for. Nothing that goes wrong with one keeps the others from being found.</summary>
    /// <param name="paths">Files, folders and globs, relative to the base folder or rooted.</param>
    /// <param name="cancellation">Ends the search early with an <see cref="OperationCanceledException"/>.</param>
    public FileSearchResult Find(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        var files = ImmutableArray.CreateBuilder<FoundFile>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach ((string path, string full, bool isPlainFile) in LookAt([.. paths], cancellation))
        {
            if (path.Contains('\0', StringComparison.Ordinal))
            {
                diagnostics.Add(ToolFindings.UnreadableFile(Display(path), "a path cannot hold the character U+0000"));
                continue;
            }

            int before = files.Count;
            int reported = diagnostics.Count;
            if (isPlainFile)
            {
                // Nearly always.
                if (_boundary.RefusesFile(_namingFile, full, out string real) is { } reason)
                {
                    diagnostics.Add(ToolFindings.UnreadableFile(Display(path), reason));
                    continue;
                }

                files.Add(new FoundFile(full, Display(path), IsNamed: true) { RealPath = real });
            }
            else if (Directory.Exists(full))
            {
                AddFolder(full, path, RuleFileNames.MayBeRuleFile, files, diagnostics, cancellation);
            }
            else if (File.Exists(full) || !GlobPattern.IsGlob(path))
            {
                if (Refuses(full) is { } reason)
                {
                    diagnostics.Add(ToolFindings.UnreadableFile(Display(path), reason));
                    continue;
                }

                // A name without a file is kept: reading it tells what is wrong.
                files.Add(new FoundFile(full, Display(path), IsNamed: true));
            }
            else
            {
                (string folder, GlobPattern glob) = GlobPattern.Split(path);
                string start = FullPath(folder);
                if (Directory.Exists(start))
                {
                    AddFolder(start, folder, glob.IsMatch, files, diagnostics, cancellation);
                }
            }

            if (files.Count == before && diagnostics.Count == reported)
            {
                diagnostics.Add(ToolFindings.NoFilesMatched(Display(path)));
            }
        }

        return new FileSearchResult(files.DrainToImmutable(), diagnostics.DrainToImmutable());
    }

    /// <summary>The paths in full, and of which of them it is a file that stands there, and no link to one.</summary>
    private (string Path, string Full, bool IsPlainFile)[] LookAt(string[] paths, CancellationToken cancellation)
    {
        var seen = new (string, string, bool)[paths.Length];
        ParallelWork.For(paths.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = paths.Length < ManyPaths ? 1 : -1 }, i =>
        {
            // The null character is told of later; no path has one.
            string full = paths[i].Contains('\0', StringComparison.Ordinal) ? "" : FullPath(paths[i]);
            seen[i] = (paths[i], full, full.Length > 0 && IsPlainFile(full));
        });
        return seen;
    }

    /// <summary>Whether a file stands there, and no link to one.</summary>
    private static bool IsPlainFile(string fullPath) =>
        !Path.EndsInDirectorySeparator(fullPath) && new FileInfo(fullPath) is { Exists: true } file && (file.Attributes & FileAttributes.ReparsePoint) == 0;

    private static string Display(string path) => path.Replace('\\', '/') is var text && text.StartsWith("./", StringComparison.Ordinal) && text.Length > 2 ? text[2..] : text;

    private string? Refuses(string fullPath) => _namingFile is { } file ? _boundary.Refuses(file, fullPath) : _boundary.Refuses(fullPath);

    private string FullPath(string path) => path.Length == 0 ? _baseFolder : Path.GetFullPath(path, _baseFolder);

    private void AddFolder(
        string start,
        string display,
        Func<string, bool> isWanted,
        ImmutableArray<FoundFile>.Builder files,
        ImmutableArray<Diagnostic>.Builder diagnostics,
        CancellationToken cancellation)
    {
        display = Display(display);
        if (Refuses(start) is { } reason)
        {
            diagnostics.Add(ToolFindings.UnreadableFile(display, reason));
            return;
        }

        // What a file names may reach into all of its repository through links, what a person names no further than it says.
        var walk = new FolderWalk(_boundary, _namingFile is { } file ? _boundary.RootFor(file) : start, display, _budget, isWanted, diagnostics);
        files.AddRange(walk.From(start, cancellation));
    }

    /// <summary>Whether nobody means the file who did not name it: it is an editor's, or a link to nothing.</summary>
    internal static bool IsLeftAlone(FileSystemInfo file) => RuleFileNames.IsOfEditor(file.Name) || LeadsNowhere(file);

    private static bool LeadsNowhere(FileSystemInfo file)
    {
        try
        {
            return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true };
        }
        catch (IOException)
        {
            // Links in a loop.
            return true;
        }
    }
}
