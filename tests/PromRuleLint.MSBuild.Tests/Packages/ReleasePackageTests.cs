using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection.PortableExecutable;

namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>
/// The packages as they are published, native ones included. <c>.ci/pack</c> makes them, and <c>PROMRULELINT_PACKAGES</c> names
/// their folder; where it is not set, these tests are skipped.
/// </summary>
public sealed class ReleasePackageTests
{
    private static readonly string[] OfEveryPackage = ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "icon.png"];
    private string _folder = "";
    private string _version = "";
    private string _platform = "";

    /// <summary>A platform whose package of the command line is of .NET, compiled ahead.</summary>
    private string OtherPlatform => _platform == "linux-x64" ? "linux-arm64" : "linux-x64";

    [OneTimeSetUp]
    public void FindPackages()
    {
        _folder = System.Environment.GetEnvironmentVariable("PROMRULELINT_PACKAGES") ?? "";
        Assume.That(_folder, Is.Not.Empty, "PROMRULELINT_PACKAGES names no folder; .ci/pack makes the packages");
        string archive = Path.GetFileName(Directory.GetFiles(_folder, "promrulelint-*.tar.gz").Single());
        string pointer = Path.GetFileNameWithoutExtension(Directory.GetFiles(_folder, "PromRuleLint.Templates.*.nupkg").Single());
        _version = pointer["PromRuleLint.Templates.".Length..];
        _platform = archive[$"promrulelint-{_version}-".Length..^".tar.gz".Length];
    }

    [Test]
    public void Every_package_has_license_notices_icon_and_a_readme_of_its_own()
    {
        string[] packages = Directory.GetFiles(_folder, "*.nupkg");
        string[] names = [.. packages.Select(static path => Path.GetFileName(path)).Select(name => name[..name.IndexOf($".{_version}", StringComparison.Ordinal)]).Order(StringComparer.Ordinal)];

        Assert.That(names, Is.EqualTo(new[] { "PromRuleLint", "PromRuleLint.Hosting", "PromRuleLint.MSBuild", "PromRuleLint.Templates", "PromRuleLint.Tool", "PromRuleLint.Tool.any", "PromRuleLint.Tool.linux-arm64", "PromRuleLint.Tool.linux-x64" }));
        foreach (string package in packages)
        {
            using ZipArchive archive = ZipFile.OpenRead(package);
            string nuspec = Text(archive.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)));
            Assert.That(archive.Entries.Select(static entry => entry.FullName), Is.SupersetOf(OfEveryPackage), package);
            Assert.That(nuspec, Does.Contain("<license type=\"expression\">MIT</license>").And.Contain("<readme>README.md</readme>").And.Contain("<icon>icon.png</icon>"), package);
            Assert.That(Text(archive.GetEntry("THIRD-PARTY-NOTICES.txt")!), Does.Contain("YamlDotNet").And.Contain("Superpower").And.Contain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION"));
        }

        Assert.That(packages.Select(static path => { using ZipArchive archive = ZipFile.OpenRead(path); return Text(archive.GetEntry("README.md")!); }).Distinct().Count(), Is.EqualTo(5), "the packages of the command line share one");
    }

    [Test]
    public void The_packages_of_the_command_line_hold_exactly_these_files()
    {
        Assert.That(Files("PromRuleLint.Tool"), Is.EqualTo(new[] { "PromRuleLint.Tool.nuspec", "tools/any/any/DotnetToolSettings.xml" }));
        Assert.That(Files($"PromRuleLint.Tool.{_platform}"), Is.EqualTo(new[]
        {
            $"PromRuleLint.Tool.{_platform}.nuspec",
            $"tools/any/{_platform}/DotnetToolSettings.xml",
            $"tools/any/{_platform}/PromRuleLint.Tool",
        }));
        Assert.That(Files("PromRuleLint.Tool.any").Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "tools/net10.0/any/PromRuleLint.Hosting.dll",
            "tools/net10.0/any/PromRuleLint.Operations.dll",
            "tools/net10.0/any/PromRuleLint.Tool.dll",
            "tools/net10.0/any/PromRuleLint.dll",
            "tools/net10.0/any/Superpower.dll",
            "tools/net10.0/any/System.CommandLine.dll",
            "tools/net10.0/any/YamlDotNet.dll",
        }));
        Assert.That(Files($"PromRuleLint.Tool.{OtherPlatform}").Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)), Is.EqualTo(Files("PromRuleLint.Tool.any").Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => file.Replace("/any/", $"/{OtherPlatform}/", StringComparison.Ordinal))));
        Assert.That(IsCompiledAhead($"PromRuleLint.Tool.{OtherPlatform}", $"tools/net10.0/{OtherPlatform}/PromRuleLint.dll"), Is.True);
        Assert.That(IsCompiledAhead("PromRuleLint.Tool.any", "tools/net10.0/any/PromRuleLint.dll"), Is.False);
    }

    [Test]
    public void The_archive_holds_exactly_these_files()
    {
        string name = $"promrulelint-{_version}-{_platform}";
        using var stream = new GZipStream(File.OpenRead(Path.Combine(_folder, name + ".tar.gz")), CompressionMode.Decompress);
        using var reader = new TarReader(stream);
        var files = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                files.Add(entry.Name[(name.Length + 1)..]);
            }
        }

        Assert.That(files, Is.EquivalentTo(new[]
        {
            "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "promrulelint", "man/man1/promrulelint.1",
            "completions/_promrulelint", "completions/promrulelint.bash", "completions/promrulelint.fish", "completions/promrulelint.ps1",
        }));
    }

    [Test]
    public void The_build_package_holds_the_task_compiled_ahead_and_takes_it()
    {
        string compiled = $"tasks/net10.0/{_platform}/";
        string[] ofTask = ["PromRuleLint.Hosting.dll", "PromRuleLint.MSBuild.deps.json", "PromRuleLint.MSBuild.dll", "PromRuleLint.dll", "Superpower.dll", "YamlDotNet.dll"];
        Assert.That(Files("PromRuleLint.MSBuild").Where(file => file.StartsWith(compiled, StringComparison.Ordinal)), Is.EqualTo(ofTask.Select(file => compiled + file)));
        Assert.That(IsCompiledAhead("PromRuleLint.MSBuild", compiled + "PromRuleLint.dll"), Is.True);
        Assert.That(IsCompiledAhead("PromRuleLint.MSBuild", "tasks/net10.0/PromRuleLint.dll"), Is.False);

        using Scratch folder = NewFolder();
        folder.Write("app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="PromRuleLint.MSBuild" Version="{_version}" /></ItemGroup>
            </Project>
            """);
        folder.Write("a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n");
        DotNet.Result build = DotNet.Run(folder.Root, Environment(folder), "build", "--nologo", "--disable-build-servers", "-tl:off", "-v:m");
        DotNet.Result task = DotNet.Run(folder.Root, Environment(folder), "msbuild", "-getProperty:PromRuleLintTaskAssembly");

        Assert.That(build.About("PRL2001"), Has.Some.Contains("a.rules.yml(1,"), build.Output);
        Assert.That(task.Output.Trim().Replace('\\', '/'), Does.EndWith($"{compiled}PromRuleLint.MSBuild.dll"));
    }

    [Test]
    public void The_command_line_of_this_platform_is_installed_and_run_without_installing()
    {
        using Scratch folder = NewFolder();
        folder.Write("rules/a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n");
        DotNet.Result install = DotNet.Run(folder.Root, Environment(folder), "tool", "install", "PromRuleLint.Tool", "--version", _version, "--tool-path", folder["tools"]);
        Assert.That(install.ExitCode, Is.Zero, install.Output);
        Assert.That(Directory.EnumerateFiles(folder["tools"], "*.dll", SearchOption.AllDirectories), Is.Empty, "it is a native program");

        DotNet.Result installed = DotNet.RunFile(folder["tools/promrulelint"], folder.Root, Environment(folder), "lint", "rules", "--quiet", "--format", "compact");
        DotNet.Result once = DotNet.Run(folder.Root, Environment(folder), "tool", "exec", $"PromRuleLint.Tool@{_version}", "--yes", "--", "lint", "rules", "--quiet", "--format", "compact");
        Assert.That(installed.Output, Does.StartWith("rules/a.rules.yml:1:54: error PRL2001"));
        Assert.That((once.ExitCode, once.Lines.Last(static line => line.Length > 0)), Is.EqualTo((1, installed.Lines.First(static line => line.Length > 0))), once.Output);
    }

    /// <summary>The files of a package without what every package has and what the packer adds.</summary>
    private string[] Files(string package)
    {
        using ZipArchive archive = Open(package);
        return [.. archive.Entries.Select(static entry => entry.FullName).Where(static name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml").Except(OfEveryPackage).Order(StringComparer.Ordinal)];
    }

    private ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(_folder, $"{package}.{_version}.nupkg"));

    private bool IsCompiledAhead(string package, string file)
    {
        using ZipArchive archive = Open(package);
        using var copy = new MemoryStream();
        using (Stream stream = archive.GetEntry(file)!.Open())
        {
            stream.CopyTo(copy);
        }

        copy.Position = 0;
        using var reader = new PEReader(copy);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private Scratch NewFolder()
    {
        var folder = new Scratch();
        folder.Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{_folder}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    private static Dictionary<string, string> Environment(Scratch folder) => new() { ["NUGET_PACKAGES"] = folder["packages"], ["DOTNET_CLI_HOME"] = folder["home"] };
}
