namespace PromRuleLint.Tool;

/// <summary>Waits until rule files, tests or configurations change: are written, made, renamed or deleted.</summary>
internal sealed class FileChanges : IDisposable
{
    // Editors write a file in several steps; what follows within this time belongs to one change.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(string Folder, bool IsDeep), FileSystemWatcher> _watchers = [];
    private readonly ManualResetEventSlim _changed = new();

    /// <summary>Watches what a person named: files, folders with all below them, and globs.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="folder">The folder that they are relative to.</param>
    public void WatchAll(IEnumerable<string> paths, string folder)
    {
        foreach (string path in paths)
        {
            int wildcard = path.AsSpan().IndexOfAny('*', '?', '[');
            if (wildcard >= 0)
            {
                int slash = path.AsSpan(0, wildcard).LastIndexOfAny('/', Path.DirectorySeparatorChar);
                Watch(Path.GetFullPath(slash < 0 ? "." : path[..(slash + 1)], folder), isDeep: path.IndexOfAny(['/', Path.DirectorySeparatorChar], wildcard) >= 0);
                continue;
            }

            string fullPath = Path.GetFullPath(path, folder);
            bool isFolder = Directory.Exists(fullPath);
            Watch(isFolder ? fullPath : Path.GetDirectoryName(fullPath), isDeep: isFolder);
        }
    }

    /// <summary>Watches the folders of files.</summary>
    /// <param name="files">Full paths.</param>
    public void Watch(IEnumerable<string> files)
    {
        foreach (string? folder in files.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal))
        {
            Watch(folder, isDeep: false);
        }
    }

    /// <summary>Waits for a change since the last call, or since watching began; false where the wait was ended instead.</summary>
    /// <param name="isInVain">Whether nobody waits for what comes; asked every second.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public bool Wait(Func<bool> isInVain, CancellationToken cancellation)
    {
        try
        {
            while (!_changed.Wait(TimeSpan.FromSeconds(1), cancellation))
            {
                if (isInVain())
                {
                    return false;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        cancellation.WaitHandle.WaitOne(Settling);
        _changed.Reset();
        return !cancellation.IsCancellationRequested;
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers.Values)
        {
            watcher.Dispose();
        }

        _changed.Dispose();
    }

    private void Watch(string? folder, bool isDeep)
    {
        if (folder is null || _watchers.ContainsKey((folder, isDeep)) || !Directory.Exists(folder))
        {
            return;
        }

        var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size, IncludeSubdirectories = isDeep };
        watcher.Changed += (_, args) => Note(args.FullPath);
        watcher.Created += (_, args) => Note(args.FullPath);
        watcher.Deleted += (_, args) => Note(args.FullPath);
        watcher.Renamed += (_, args) =>
        {
            Note(args.OldFullPath);
            Note(args.FullPath);
        };

        // The folder is gone, or more happened than was told of.
        watcher.Error += (_, _) => Lose(folder, isDeep);
        try
        {
            watcher.EnableRaisingEvents = true;
            lock (_watchers)
            {
                _watchers[(folder, isDeep)] = watcher;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Too many folders below: those of the files themselves are watched still.
            watcher.Dispose();
        }
    }

    private void Lose(string folder, bool isDeep)
    {
        lock (_watchers)
        {
            _watchers.Remove((folder, isDeep), out FileSystemWatcher? lost);
            lost?.Dispose();
        }

        _changed.Set();
    }

    private void Note(string path)
    {
        // A folder that is moved takes its files with it.
        if (Path.GetExtension(path) is ".yml" or ".yaml" or ".rules" or "")
        {
            _changed.Set();
        }
    }
}
