using Microsoft.Build.Framework;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild;

/// <summary>
/// The files of a build. Findings name them relative to the repository, for reports that other machines read; the log of
/// the build gets full paths.
/// </summary>
internal sealed class BuildPlaces
{
    private readonly string? _project;

    /// <summary>Makes the places of a project.</summary>
    /// <param name="projectFile">The path of the project file; null where it is not known, and all paths are full ones.</param>
    public BuildPlaces(string? projectFile)
    {
        if (projectFile is not null)
        {
            string path = Path.GetFullPath(projectFile);
            _project = Path.GetDirectoryName(path);
            Root = new RepositoryBoundary(workingFolder: null).RootFor(path);
        }
    }

    /// <summary>The full path of the folder that findings name files relative to; null for full paths.</summary>
    public string? Root { get; }

    /// <summary>How findings name a file.</summary>
    public string Display(string fullPath) => Root is null ? fullPath : Path.GetRelativePath(Root, fullPath).Replace('\\', '/');

    /// <summary>The full path of a file that findings name.</summary>
    public string FullPath(string display) => Root is null || display.Length == 0 ? display : Path.GetFullPath(display, Root);

    /// <summary>
    /// The files of items; what an editor leaves and configuration files, which a project's glob over a folder of rules takes
    /// too, are left out. Of items that are left alone where they hold no rules (<c>OnlyIfRules</c>), links to nothing and
    /// what was published into the project are left out too.
    /// </summary>
    public FoundFile[] ToFiles(IEnumerable<ITaskItem> items)
    {
        FoundFile[] files = [.. items.Select(ToFile).Where(static file => !IsLeftOut(file))];
        if (_project is null)
        {
            return files;
        }

        FoundFile[] searched = [.. files.Where(static file => !file.IsNamed)];
        HashSet<FoundFile> published = [.. searched.Except(PublishedFolder.Without(_project, searched))];
        return published.Count == 0 ? files : [.. files.Where(file => !published.Contains(file))];
    }

    private FoundFile ToFile(ITaskItem item)
    {
        string path = item.GetMetadata("FullPath");
        return new FoundFile(path, Display(path), IsNamed: item.GetMetadata("OnlyIfRules") != "true");
    }

    private static bool IsLeftOut(FoundFile file)
    {
        var info = new FileInfo(file.FullPath);
        return RuleFileNames.IsOfEditor(info.Name)
            || ConfigurationLocator.FileNames.Contains(info.Name)
            || (!file.IsNamed && FileSearch.IsLeftAlone(info));
    }
}
