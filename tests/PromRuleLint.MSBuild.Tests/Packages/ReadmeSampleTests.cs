namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>The programs that the READMEs of the library packages show, each compiled with the packed package in a new console project and run.</summary>
public sealed class ReadmeSampleTests
{
    [Test]
    public void The_program_of_the_library_prints_what_its_readme_shows()
    {
        using Scratch folder = PackageFeed.NewFolder();
        DotNet.Result run = Run(folder, "PromRuleLint");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output.ReplaceLineEndings("\n").Trim(), Is.EqualTo(Block("PromRuleLint", "text").Trim()));
    }

    [Test]
    public void The_program_for_hosts_lints_a_folder()
    {
        using Scratch folder = PackageFeed.NewFolder();
        folder.Write("app/rules/a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n");
        folder.Write("app/rules/promrulelint.yml", "severity: {}\n");
        DotNet.Result run = Run(folder, "PromRuleLint.Hosting");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output);
        Assert.That(run.Output, Does.Contain("error PRL2001 promql-syntax: ").And.Contain("--> a.rules.yml:1:54"));
    }

    private static DotNet.Result Run(Scratch folder, string package)
    {
        folder.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{PackageFeed.Version}" />
              </ItemGroup>
            </Project>
            """);
        folder.Write("app/Program.cs", Block(package, "csharp"));
        return DotNet.Run(folder["app"], PackageFeed.BuildEnvironment, "run", "--disable-build-servers");
    }

    private static string Block(string package, string language)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "src", package, "README.md"));
        return string.Join('\n', lines.SkipWhile(line => line != $"```{language}").Skip(1).TakeWhile(static line => line != "```"));
    }
}
