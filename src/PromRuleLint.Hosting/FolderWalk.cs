using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Hosting;

/// <summary>Goes through a folder and those below it, each once.</summary>
/// <param name="boundary">How far links may lead.</param>
/// <param name="root">The folder that links must not leave.</param>
/// <param name="display">How the folder is named to a person.</param>
/// <param name="budget">How much may be looked at; null without a limit.</param>
/// <param name="isWanted">Whether a file is looked for, by its path from the folder.</param>
/// <param name="diagnostics">Takes what could not be looked at.</param>
internal sealed class FolderWalk(RepositoryBoundary boundary, string root, string display, SearchBudget? budget, Func<string, bool> isWanted, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    // As many links are reported one by one.
    private const int MaxReportedLinks = 20;

    private readonly List<(string Relative, string Full)> _found = [];
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private readonly Stack<(string Full, string Relative)> _pending = new();
    private int _linksOutside;

    /// <summary>The files that are wanted, in the order of their paths.</summary>
    public IEnumerable<FoundFile> From(string start, CancellationToken cancellation)
    {
        _pending.Push((start, ""));
        while (_pending.TryPop(out (string Full, string Relative) folder))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (!TryEnter(folder.Full, folder.Relative))
                {
                    break;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(ToolFindings.UnreadableFile(Join(display, folder.Relative), FailureReason.ForReading(exception)));
            }
        }

        if (_linksOutside > MaxReportedLinks)
        {
            diagnostics.Add(ToolFindings.MoreLinksOutside(display, _linksOutside - MaxReportedLinks));
        }

        _found.Sort(static (a, b) => string.CompareOrdinal(a.Relative, b.Relative));
        return _found.Select(file => new FoundFile(file.Full, Join(display, file.Relative), IsNamed: false));
    }

    /// <summary>Looks at what stands in a folder; false where the budget is spent, which ends the walk.</summary>
    private bool TryEnter(string full, string relative)
    {
        // Entered through its real path, so that whatever links lead here is seen to be the same folder.
        DirectoryInfo real = RealFolder(full);
        if (!_entered.Add(real.FullName))
        {
            return true;
        }

        if (budget?.TryTake() == false)
        {
            diagnostics.Add(ToolFindings.SearchEnded(display));
            return false;
        }

        // Ordinal order, the last pushed first out: which of two links to one folder wins does not hang on the disk.
        FileSystemInfo[] entries = [.. real.EnumerateFileSystemInfos().TakeWhile(_ => budget?.TryTake() != false).OrderByDescending(static entry => entry.Name, StringComparer.Ordinal)];
        if (relative.Length == 0 || !PublishedFolder.IsOne(entries.Select(static entry => entry.Name)))
        {
            foreach (FileSystemInfo entry in entries)
            {
                Take(entry, Join(relative, entry.Name));
            }
        }

        return true;
    }

    private void Take(FileSystemInfo entry, string relative)
    {
        bool isFolder = IsFolder(entry);
        if (isFolder ? RuleFileNames.IsSkippedFolder(entry.Name) : !isWanted(relative) || FileSearch.IsLeftAlone(entry))
        {
            return;
        }

        if (entry.LinkTarget is not null && !boundary.IsInside(root, entry.FullName))
        {
            if (_linksOutside++ < MaxReportedLinks)
            {
                diagnostics.Add(ToolFindings.LinkOutside(Join(display, relative)));
            }
        }
        else if (isFolder)
        {
            _pending.Push((entry.FullName, relative));
        }
        else
        {
            _found.Add((relative, entry.FullName));
        }
    }

    private static string Join(string folder, string name) => folder is "" or "." or "./" ? name : folder.EndsWith('/') ? folder + name : $"{folder}/{name}";

    private static bool IsFolder(FileSystemInfo entry) => entry is DirectoryInfo || (entry.LinkTarget is not null && Directory.Exists(entry.FullName));

    private static DirectoryInfo RealFolder(string folder)
    {
        var info = new DirectoryInfo(folder);
        return (DirectoryInfo?)info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
    }
}
