using Microsoft.Build.Framework;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild;

/// <summary>Items of a project as files to look at.</summary>
internal static class RuleItems
{
    /// <summary>
    /// The files of items; what an editor leaves and configuration files, which a project's glob over a folder of rules takes
    /// too, are left out. Of items that are left alone where they hold no rules (<c>OnlyIfRules</c>), links to nothing and
    /// what was published into the project are left out too.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="projectFile">The full path of the project; null where it is not known.</param>
    public static FoundFile[] ToFiles(IEnumerable<ITaskItem> items, string? projectFile)
    {
        FoundFile[] files = [.. items.Select(ToFile).Where(static file => !IsLeftOut(file))];
        if (Path.GetDirectoryName(projectFile) is not { Length: > 0 } folder)
        {
            return files;
        }

        FoundFile[] searched = [.. files.Where(static file => !file.IsNamed)];
        HashSet<FoundFile> published = [.. searched.Except(PublishedFolder.Without(Path.GetFullPath(folder), searched))];
        return [.. files.Where(file => !published.Contains(file))];
    }

    private static FoundFile ToFile(ITaskItem item) => new(item.GetMetadata("FullPath"), item.GetMetadata("FullPath"), IsNamed: item.GetMetadata("OnlyIfRules") != "true");

    private static bool IsLeftOut(FoundFile file)
    {
        var info = new FileInfo(file.FullPath);
        return RuleFileNames.IsOfEditor(info.Name)
            || ConfigurationLocator.FileNames.Contains(info.Name)
            || (!file.IsNamed && FileSearch.IsLeftAlone(info));
    }
}
