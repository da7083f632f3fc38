namespace PromRuleLint.Tests;

/// <summary>Where the repository and what was built from it are.</summary>
internal static class Repository
{
    /// <summary>The root folder, found from the test assembly upwards.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that the tests were built in.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PromRuleLint.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("PromRuleLint.sln is in no folder above the test assembly.");
        }

        return folder.FullName;
    }
}
