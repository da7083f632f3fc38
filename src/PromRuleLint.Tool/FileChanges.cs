using System.Collections.Immutable;

namespace PromRuleLint.Tool;

/// <summary>Waits until one of some files changes.</summary>
internal static class FileChanges
{
    // Editors write a file in several steps; what follows within this time belongs to one change.
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits; false where the wait was ended instead.</summary>
    /// <param name="paths">The full paths of the files; a new file beside one of them counts too.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static bool Wait(ImmutableArray<string> paths, CancellationToken cancellation)
    {
        using var changed = new ManualResetEventSlim();
        var watchers = new List<FileSystemWatcher>();
        try
        {
            foreach (string folder in paths.Select(static path => Path.GetDirectoryName(path)).OfType<string>().Distinct(StringComparer.Ordinal).Where(Directory.Exists))
            {
                var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
                watcher.Changed += (_, args) => Note(args.FullPath);
                watcher.Created += (_, args) => Note(args.FullPath);
                watcher.Deleted += (_, args) => Note(args.FullPath);
                watcher.Renamed += (_, args) => Note(args.FullPath);
                watcher.EnableRaisingEvents = true;
                watchers.Add(watcher);
            }

            changed.Wait(cancellation);
            cancellation.WaitHandle.WaitOne(s_settling);
            return !cancellation.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            watchers.ForEach(static watcher => watcher.Dispose());
        }

        void Note(string path)
        {
            if (Path.GetExtension(path) is ".yml" or ".yaml" or ".rules")
            {
                changed.Set();
            }
        }
    }
}
