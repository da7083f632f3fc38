using System.Reflection;

namespace PromRuleLint.Diagnostics;

/// <summary>Where the pages of the checks are published; the base is set once, in the build.</summary>
internal static class HelpLinks
{
    private static readonly string Base = typeof(HelpLinks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static a => a.Key == "HelpLinkBase").Value!;

    /// <summary>The page that lists all checks.</summary>
    public static string Index => $"{Base}index.md";

    /// <summary>The page of a check.</summary>
    public static string For(string id) => $"{Base}{id}.md";
}
