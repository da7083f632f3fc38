using System.Reflection;

namespace PromRuleLint.Hosting;

/// <summary>
/// Which files are looked at where none is named, and where none are: the list that build and command line share. It stands
/// in <c>PromRuleLint.FileNames.props</c>, from which the build of this assembly takes it over.
/// </summary>
internal static class RuleFileNames
{
    private static readonly string[] Extensions = Read("FileExtensions");
    private static readonly string[] RuleFileEndings = Read("RuleFileEndings");
    private static readonly string[] SkippedFolders = Read("SkippedFolders");

    /// <summary>Whether a search for rule files takes a file of that name.</summary>
    public static bool MayBeRuleFile(string path) =>
        Array.Exists(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) && !ConfigurationLocator.FileNames.Contains(Path.GetFileName(path));

    /// <summary>Whether the name says that the file holds rules, so that it is a fault when it does not.</summary>
    public static bool SaysRules(string path) => Array.Exists(RuleFileEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether searches pass a folder of that name by.</summary>
    public static bool IsSkippedFolder(string name) => name.StartsWith('.') || SkippedFolders.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether an editor made the file for itself: locks and automatic saves of Emacs, swap files of vim, backups of both.</summary>
    public static bool IsOfEditor(string name) =>
        name.StartsWith(".#", StringComparison.Ordinal)
        || name.EndsWith('~')
        || (name.StartsWith('#') && name.EndsWith('#'))
        || (name.StartsWith('.') && Path.GetExtension(name.AsSpan()) is ['.', 's', 'w', >= 'a' and <= 'p']);

    private static string[] Read(string list) =>
        typeof(RuleFileNames).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == list).Value!.Split(';');
}
