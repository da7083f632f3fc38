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
          <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">
            <PrometheusRule Include="only/first.txt" Condition="Exists('only/first.txt')" />
          </ItemGroup>
          <ItemGroup Condition="'$(TargetFramework)' == 'net10.0-sandbox1.0'">
            <PrometheusRule Include="only/second.txt" Condition="Exists('only/second.txt')" />
          </ItemGroup>
          <ItemGroup Condition="'$(RuntimeIdentifier)' == 'linux-x64'">
            <PrometheusRule Include="only/linux.txt" Condition="Exists('only/linux.txt')" />
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

    [TestCase]
    [TestCase("-f", "net10.0")]
    [TestCase("-mt", "-m:2")]
    public void The_items_of_all_frameworks_are_linted_each_file_once(params string[] arguments)
    {
        Write("heartbeat.rules.yml", BadRules);
        Write("only/first.txt", BadRules);
        Write("only/second.txt", BadRules);
        DotNet.Result result = Build(arguments);
        Directory.Delete(Path.Combine(Folder, "only"), recursive: true);

        string[] errors = [.. result.Lines.Where(static line => line.Contains(": error PRL5001: ", StringComparison.Ordinal))];
        Assert.That(errors, Has.Exactly(3).Items, result.Output);
        Assert.That(errors, Has.One.Contains("heartbeat.rules.yml(").And.One.Contains("first.txt(").And.One.Contains("second.txt("));
    }

    [Test]
    public void An_item_of_a_runtime_identifier_is_an_error_and_not_left_out()
    {
        Write("heartbeat.rules.yml", GoodRules);
        Write("only/linux.txt", GoodRules);
        DotNet.Result result = DotNet.Run(Folder, PackageFeed.BuildEnvironment, "build", "--no-restore", "--nologo", "--disable-build-servers", "-tl:off", "-v:m", "-p:RuntimeIdentifier=linux-x64", "-t:LintPrometheusRules", "-p:TargetFramework=net10.0");
        Directory.Delete(Path.Combine(Folder, "only"), recursive: true);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("linux.txt").And.Contain("without a condition on RuntimeIdentifier"));
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
