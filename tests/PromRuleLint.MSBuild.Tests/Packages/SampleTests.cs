namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>The samples, built with the packed packages.</summary>
public class SampleTests
{
    private Scratch _folder = null!;

    [OneTimeSetUp]
    public void Copy()
    {
        _folder = PackageFeed.NewFolder();
        string samples = Path.Combine(Repository.Root, "samples");
        foreach (string file in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(samples, file).Replace('\\', '/');
            if (relative != "NuGet.config" && !relative.Split('/').Any(static part => part is "bin" or "obj"))
            {
                _folder.Write(relative, File.ReadAllText(file));
            }
        }
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void BuildFailsOnBadRules_fails_and_passes_as_its_readme_says()
    {
        DotNet.Result result = Build("BuildFailsOnBadRules");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.About("PRL5001"), Is.Not.Empty, result.Output);

        string rules = _folder["BuildFailsOnBadRules/heartbeat.rules.yml"];
        File.WriteAllText(rules, File.ReadAllText(rules).Replace("increase", "changes", StringComparison.Ordinal));
        result = Build("BuildFailsOnBadRules");
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [Test]
    public void CustomCheck_reports_what_its_own_check_finds_in_the_build_and_on_the_command_line()
    {
        DotNet.Result result = Build("CustomCheck/App");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Lines, Has.Some.Match(@"disk\.alerts\.yml\(4,16,4,27\): error TEAM0001: The alert 'DiskFillsUp' has no annotation 'runbook_url'.* \(https://wiki\.example/\S+\)"), result.Output);

        result = DotNet.Run(
            _folder["CustomCheck"],
            PackageFeed.BuildEnvironment,
            Path.Combine(Repository.Root, "src/PromRuleLint.Tool/bin", Repository.Configuration, "net10.0/PromRuleLint.Tool.dll"),
            "lint", "--format", "msbuild", "--checks", "Checks/bin/Debug/net10.0/Checks.dll", "App");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output);
        Assert.That(result.Output, Does.Contain("App/disk.alerts.yml(4,16,4,27): error TEAM0001: "));
    }

    private DotNet.Result Build(string project) =>
        DotNet.Run(_folder[project], PackageFeed.BuildEnvironment, "build", "--nologo", "--disable-build-servers", "-tl:off", "-v:m", $"-p:PromRuleLintVersion={PackageFeed.Version}");
}
