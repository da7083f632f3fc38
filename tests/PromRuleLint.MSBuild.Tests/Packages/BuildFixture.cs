namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>A project that refers to the packed build package. It is restored once; each test starts without rule files.</summary>
public abstract class BuildFixture
{
    /// <summary>A rule file with one error, at line 5, columns 15 to 23.</summary>
    protected const string BadRules = """
        groups:
          - name: heartbeat
            rules:
              - record: duri_heartbeat_changes_5m
                expr: increase(duri_textfile_heartbeat_seq[5m])

        """;

    /// <summary>The same file, fixed.</summary>
    protected const string GoodRules = """
        groups:
          - name: heartbeat
            rules:
              - record: duri_heartbeat_changes_5m
                expr: changes(duri_textfile_heartbeat_seq{metric_realm="prod"}[5m])

        """;

    /// <summary>A rule file with one warning: the last rule stands twice.</summary>
    protected const string DoubtfulRules = """
        groups:
          - name: requests
            rules:
              - record: job:requests:rate5m
                expr: sum by (job) (rate(http_requests_total[5m]))
              - record: job:requests:rate5m
                expr: sum by (job) (rate(http_requests_total[5m]))

        """;

    // What a path may have that is special elsewhere.
    private const string Name = "an äpp (1) 100%";

    private Scratch _folder = null!;

    /// <summary>The text of the project file: a console project whose only link to this project is one package reference.</summary>
    protected virtual string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PromRuleLint.MSBuild" Version="{PackageFeed.Version}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>The canonical path of the project's folder, as builds print it.</summary>
    protected string Folder => Path.Combine(_folder.Root, Name);

    [OneTimeSetUp]
    public void Restore()
    {
        _folder = PackageFeed.NewFolder();
        _folder.Write(Path.Combine(Name, "app.csproj"), Project);
        _folder.Write(Path.Combine(Name, "Program.cs"), "System.Console.WriteLine();");
        DotNet.Result result = DotNet.Run(Folder, PackageFeed.BuildEnvironment, "restore", "--disable-build-servers", "-v:q");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [TearDown]
    public void RemoveRules()
    {
        string[] patterns = ["*.yml", "*.yaml", "*.rules"];
        foreach (string file in patterns.SelectMany(pattern => Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories)))
        {
            File.Delete(file);
        }
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>Writes a file of the project.</summary>
    protected void Write(string relative, string text) => _folder.Write(Path.Combine(Name, relative), text);

    /// <summary>Builds the restored project.</summary>
    internal DotNet.Result Build(params IEnumerable<string> arguments) =>
        DotNet.Run(Folder, PackageFeed.BuildEnvironment, ["build", "--no-restore", "--nologo", "--disable-build-servers", "-tl:off", "-v:m", .. arguments]);
}
