namespace PromRuleLint.MSBuild.Tests.Packages;

public class ToolPackageTests
{
    [Test]
    public void The_command_line_is_installed_and_lints()
    {
        using Scratch folder = PackageFeed.NewFolder();
        DotNet.Result install = DotNet.Run(folder.Root, PackageFeed.BuildEnvironment, "tool", "install", "PromRuleLint.Tool", "--version", PackageFeed.Version, "--tool-path", folder["tools"]);
        Assert.That(install.ExitCode, Is.Zero, install.Output);

        folder.Write("rules/a.rules.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n");
        DotNet.Result lint = DotNet.RunFile(folder["tools/promrulelint"], folder.Root, PackageFeed.BuildEnvironment, "lint", "--format", "msbuild", "rules");

        Assert.That(lint.ExitCode, Is.EqualTo(1), lint.Output);
        Assert.That(lint.Output, Does.Contain("rules/a.rules.yml(1,").And.Contain("error PRL2001: "));
    }
}
