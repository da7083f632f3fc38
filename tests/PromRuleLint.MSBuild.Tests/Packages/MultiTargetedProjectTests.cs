namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>A project for two target frameworks, the second a platform made up here so that nothing has to be downloaded for it.</summary>
public class MultiTargetedProjectTests : BuildFixture
{
    protected override string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFrameworks>net10.0;net10.0-sandbox1.0</TargetFrameworks>
            <TargetPlatformSupported>true</TargetPlatformSupported>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <SdkSupportedTargetPlatformVersion Include="1.0" />
            <PackageReference Include="PromRuleLint.MSBuild" Version="{PackageFeed.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    [TestCase]
    [TestCase("-graph")]
    [TestCase("-mt", "-m:2")]
    [TestCase("-m:2")]
    public void The_project_is_linted_once(params string[] arguments)
    {
        Write("heartbeat.rules.yml", BadRules);
        DotNet.Result result = Build(arguments);

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Lines.Where(static line => line.Contains(": error PRL5001: ", StringComparison.Ordinal)), Has.Exactly(1).Items, result.Output);
    }

    [Test]
    public void Each_framework_is_built_when_the_rules_are_good_and_a_warning_is_told_once()
    {
        Write("heartbeat.rules.yml", GoodRules);
        Write("doubtful.rules.yml", DoubtfulRules);
        DotNet.Result result = Build();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Lines.Where(static line => line.Contains(": warning PRL7001: ", StringComparison.Ordinal)), Has.Exactly(1).Items, result.Output);
        Assert.That(File.Exists(Path.Combine(Folder, "bin/Debug/net10.0/app.dll")));
        Assert.That(File.Exists(Path.Combine(Folder, "bin/Debug/net10.0-sandbox1.0/app.dll")));
    }

    [Test]
    public void The_properties_for_warnings_hold_here_too()
    {
        Write("doubtful.rules.yml", DoubtfulRules);

        Assert.That(Build("-p:NoWarn=PRL7001").Output, Does.Not.Contain("PRL"));
        Assert.That(Build("-p:WarningsAsErrors=PRL7001").ExitCode, Is.Not.Zero);
    }
}
