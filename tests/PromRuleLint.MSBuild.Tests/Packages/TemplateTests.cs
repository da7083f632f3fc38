namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>The template, installed from its package, instantiated and built.</summary>
public class TemplateTests
{
    [Test]
    public void A_new_project_of_rules_is_linted_and_tested_by_its_build()
    {
        using Scratch folder = PackageFeed.NewFolder();
        DotNet.Result New(params IEnumerable<string> arguments) => DotNet.Run(folder.Root, PackageFeed.BuildEnvironment, ["new", .. arguments, "--debug:custom-hive", folder["hive"]]);

        DotNet.Result installed = New("install", PackageFeed.PathOf("PromRuleLint.Templates", "nupkg"));
        Assert.That(installed.ExitCode, Is.Zero, installed.Output);
        DotNet.Result made = New("promrules", "--name", "Shop.Rules", "--output", "rules");
        Assert.That(made.ExitCode, Is.Zero, made.Output);
        Assert.That(File.Exists(folder["rules/Shop.Rules.csproj"]) && File.Exists(folder["rules/.github/workflows/rules.yml"]), made.Output);

        DotNet.Result Build() => DotNet.Run(folder["rules"], PackageFeed.BuildEnvironment, "build", "--nologo", "--disable-build-servers", "-tl:off", "-v:n");
        DotNet.Result good = Build();
        Assert.That(good.ExitCode, Is.Zero, good.Output);
        Assert.That(good.Output, Does.Contain("linted 1 rule file and 1 test file").And.Contain("1 unit tests of rules were run").And.Not.Contain("PRL"));

        string rules = folder["rules/rules/shop.rules.yml"];
        File.WriteAllText(rules, File.ReadAllText(rules).Replace("> 0.05", "> 0.5", StringComparison.Ordinal));
        DotNet.Result bad = Build();
        Assert.That(bad.ExitCode, Is.Not.Zero);
        Assert.That(bad.Output, Does.Contain("error PRL9"));
    }

    [Test]
    public void The_workflow_can_be_left_out()
    {
        using Scratch folder = PackageFeed.NewFolder();
        DotNet.Run(folder.Root, PackageFeed.BuildEnvironment, "new", "install", PackageFeed.PathOf("PromRuleLint.Templates", "nupkg"), "--debug:custom-hive", folder["hive"]);
        DotNet.Result made = DotNet.Run(folder.Root, PackageFeed.BuildEnvironment, "new", "promrules", "--name", "Shop", "--output", "rules", "--workflow", "false", "--debug:custom-hive", folder["hive"]);

        Assert.That(made.ExitCode, Is.Zero, made.Output);
        Assert.That(Directory.Exists(folder["rules/.github"]), Is.False);
    }
}
