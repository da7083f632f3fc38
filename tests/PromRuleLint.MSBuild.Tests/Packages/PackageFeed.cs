using System.IO.Compression;

namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>
/// The packages as they will be published, packed once for all tests into a folder that is a package source. Other packages
/// come from the machine's own folder, so that no test needs a network.
/// </summary>
[SetUpFixture]
public sealed class PackageFeed
{
    private static readonly Lazy<Scratch> Feed = new(Pack);

    /// <summary>The version of the packed packages; no other run has it, so that no cache can answer with older ones.</summary>
    public static string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}";

    /// <summary>The variables that a build in <see cref="NewFolder"/> needs.</summary>
    public static IReadOnlyDictionary<string, string> BuildEnvironment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Feed.Value["packages"],
    };

    /// <summary>The names of the files of a package, without what the packer adds for itself.</summary>
    public static IReadOnlyList<string> FilesOf(string package, string extension = "nupkg")
    {
        using ZipArchive archive = ZipFile.OpenRead(PathOf(package, extension));
        return [.. archive.Entries.Select(static entry => entry.FullName).Where(static name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml").Order(StringComparer.Ordinal)];
    }

    /// <summary>The text of a file of a package.</summary>
    public static string TextOf(string package, string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(PathOf(package, "nupkg"));
        using var reader = new StreamReader(archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>A new folder with the package source set up.</summary>
    internal static Scratch NewFolder()
    {
        var folder = new Scratch();
        string machinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        folder.Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{Feed.Value["feed"]}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{machinePackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        return folder;
    }

    [OneTimeTearDown]
    public void DeleteFeed()
    {
        if (Feed.IsValueCreated)
        {
            Feed.Value.Dispose();
        }
    }

    internal static string PathOf(string package, string extension) => Feed.Value[$"feed/{package}.{Version}.{extension}"];

    private static Scratch Pack()
    {
        var folder = new Scratch();
        foreach (string project in new[] { "src/PromRuleLint", "src/PromRuleLint.Hosting", "src/PromRuleLint.MSBuild", "src/PromRuleLint.Tool", "templates/PromRuleLint.Templates" })
        {
            DotNet.Result result = DotNet.Run(
                Repository.Root,
                new Dictionary<string, string>(),
                "pack", project, "--no-build", "--configuration", Repository.Configuration,
                $"-p:PackageVersion={Version}", "--output", folder["feed"], "--disable-build-servers", "-v:q");
            if (result.ExitCode != 0)
            {
                throw new InvalidOperationException($"{project} cannot be packed:\n{result.Output}");
            }
        }

        return folder;
    }
}
