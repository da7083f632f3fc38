using System.Collections.Immutable;

namespace PromRuleLint.Hosting;

/// <summary>
/// How far a path may lead. What a person names and what a file names has to lie, with all links resolved, in the same
/// repository: below the nearest folder above with a <c>.git</c>, else with a <c>promrulelint.yml</c>, else below the working
/// folder. Remembers folders; used by one thread.
/// </summary>
public sealed class RepositoryBoundary
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private const string Linked = "it is a link that leads";
    private const string Lying = "it lies";

    private readonly RealPaths _paths = new();
    private readonly Dictionary<string, string?> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _holdsGit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _holdsConfiguration = new(StringComparer.Ordinal);
    private readonly string? _workingFolder;
    private readonly ImmutableArray<string> _allowed;
    private readonly bool _isOpen;

    /// <summary>Makes a boundary.</summary>
    /// <param name="workingFolder">The full path of the working folder; null for none.</param>
    /// <param name="allowedFolders">Full paths of folders that may be read whatever leads there.</param>
    /// <param name="isOpen">Whether nothing is refused: for hosts that run what the repository holds anyway.</param>
    public RepositoryBoundary(string? workingFolder, ImmutableArray<string> allowedFolders = default, bool isOpen = false)
    {
        _workingFolder = workingFolder;
        _allowed = allowedFolders.IsDefault ? [] : [.. allowedFolders.Select(folder => _paths.Resolve(folder))];
        _isOpen = isOpen;
    }

    /// <summary>The boundary of a run.</summary>
    public static RepositoryBoundary Create(LintSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RepositoryBoundary(options.DisplayFolder, options.AllowedFolders, options.TrustsRepository);
    }

    /// <summary>Why a path that a person named may not be followed; null where it may.</summary>
    /// <param name="fullPath">The full path, links not resolved.</param>
    public string? Refuses(string fullPath) =>
        RootOf(Path.GetDirectoryName(fullPath)) is { } root ? Refuses(root, fullPath, Linked) : null;

    /// <summary>Why a file that a person or a file named, and that is no link itself, may not be read; null where it may.</summary>
    /// <param name="namingFile">The full path of the file that names it; null where a person does.</param>
    /// <param name="fullPath">The full path of the file.</param>
    /// <param name="realPath">The same with the links above it resolved.</param>
    internal string? RefusesFile(string? namingFile, string fullPath, out string realPath)
    {
        string? found = _paths.Find(fullPath, isNoLink: true);
        realPath = found ?? fullPath;
        if (namingFile is null && found == fullPath)
        {
            // No link leads there, and the repository of a file that a person names is one of the folders above it.
            return null;
        }

        string? root = namingFile is null ? RootOf(Path.GetDirectoryName(fullPath)) : RootFor(namingFile);
        return root is null || IsRealInside(root, realPath) ? null : Refusal(root, namingFile is null ? Linked : Lying);
    }

    /// <summary>Whether a path lies in a repository, but what it leads to does not.</summary>
    /// <param name="fullPath">The full path, links not resolved.</param>
    public bool LeavesRepository(string fullPath) => RootOf(Path.GetDirectoryName(fullPath)) is { } root && !IsInside(root, fullPath);

    /// <summary>Why a path that a file names may not be followed; null where it may.</summary>
    /// <param name="namingFile">The full path of the file.</param>
    /// <param name="fullPath">The full path that it names, links not resolved.</param>
    public string? Refuses(string namingFile, string fullPath) => Refuses(RootFor(namingFile), fullPath, Lying);

    /// <summary>Whether a path lies in a folder, with all links resolved, or in one that is allowed.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="fullPath">The full path.</param>
    public bool IsInside(string folder, string fullPath) => _isOpen || IsRealInside(folder, _paths.Resolve(fullPath));

    /// <summary>The folder that what a file names has to lie in: its repository, or its own folder where it lies in none.</summary>
    internal string RootFor(string namingFile) => RootOf(Path.GetDirectoryName(namingFile)) ?? Path.GetDirectoryName(namingFile) ?? namingFile;

    private string? Refuses(string root, string fullPath, string how) => IsInside(root, fullPath) ? null : Refusal(root, how);

    private static string Refusal(string root, string how) => $"{how} outside of '{root}'; --allow-outside FOLDER allows a folder";

    private bool IsRealInside(string folder, string real) =>
        _isOpen || IsBelow(_paths.ResolveFolder(folder), real) || _allowed.Any(allowed => IsBelow(allowed, real));

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder, Comparison)
        && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar);

    private string? RootOf(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        if (!_roots.TryGetValue(folder, out string? root))
        {
            root = Nearest(folder, _holdsGit, static each => Path.Exists(Path.Combine(each, ".git")))
                ?? Nearest(folder, _holdsConfiguration, static each => ConfigurationLocator.FileNames.Any(name => File.Exists(Path.Combine(each, name))))
                ?? (_workingFolder is { } working && IsBelow(working, folder) ? working : null);
            _roots.Add(folder, root);
        }

        return root;
    }

    /// <summary>The nearest root above; one that only a link of another root leads to is none.</summary>
    private string? Nearest(string folder, Dictionary<string, bool> known, Func<string, bool> isRoot)
    {
        string? nearest = null;
        for (string? each = folder; each is not null; each = Path.GetDirectoryName(each))
        {
            // The folders above are those of other files too.
            if (!known.TryGetValue(each, out bool isOne))
            {
                known.Add(each, isOne = isRoot(each));
            }

            if (isOne && (nearest is null || !IsBelow(_paths.ResolveFolder(each), _paths.ResolveFolder(nearest))))
            {
                nearest = each;
            }
        }

        return nearest;
    }
}
