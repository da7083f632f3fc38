namespace PromRuleLint.MSBuild.Tests.Packages;

public class PackageContentTests
{
    [Test]
    public void The_library_package_holds_exactly_these_files() =>
        Assert.That(PackageFeed.FilesOf("PromRuleLint"), Is.EqualTo(new[]
        {
            "LICENSE",
            "PromRuleLint.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "icon.png",
            "lib/net10.0/PromRuleLint.dll",
            "lib/net10.0/PromRuleLint.xml",
            "schema/promrulelint.schema.json",
        }));

    [Test]
    public void The_package_for_hosts_holds_exactly_these_files_and_depends_on_the_library()
    {
        Assert.That(PackageFeed.FilesOf("PromRuleLint.Hosting"), Is.EqualTo(new[]
        {
            "LICENSE",
            "PromRuleLint.Hosting.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "icon.png",
            "lib/net10.0/PromRuleLint.Hosting.dll",
            "lib/net10.0/PromRuleLint.Hosting.xml",
        }));
        Assert.That(
            System.Text.RegularExpressions.Regex.Matches(PackageFeed.TextOf("PromRuleLint.Hosting", "PromRuleLint.Hosting.nuspec"), "<dependency id=\"([^\"]*)\"").Select(static match => match.Groups[1].Value),
            Is.EqualTo(new[] { "PromRuleLint", "Superpower", "YamlDotNet" }));
    }

    [Test]
    public void The_package_of_templates_holds_exactly_these_files() =>
        Assert.That(PackageFeed.FilesOf("PromRuleLint.Templates"), Is.EqualTo(new[]
        {
            "LICENSE",
            "PromRuleLint.Templates.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "content/promrules/.github/workflows/rules.yml",
            "content/promrules/.template.config/template.json",
            "content/promrules/NewRules1.csproj",
            "content/promrules/promrulelint.yml",
            "content/promrules/rules/shop.rules.yml",
            "content/promrules/rules/shop_test.yml",
            "icon.png",
        }));

    [Test]
    public void The_symbols_of_the_library_are_a_package_of_their_own() =>
        Assert.That(PackageFeed.FilesOf("PromRuleLint", "snupkg"), Is.EqualTo(new[]
        {
            "PromRuleLint.nuspec",
            "lib/net10.0/PromRuleLint.pdb",
        }));

    [Test]
    public void The_build_package_holds_exactly_these_files() =>
        Assert.That(PackageFeed.FilesOf("PromRuleLint.MSBuild"), Is.EqualTo(new[]
        {
            "LICENSE",
            "PromRuleLint.MSBuild.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "build/PromRuleLint.FileNames.props",
            "build/PromRuleLint.MSBuild.props",
            "build/PromRuleLint.MSBuild.targets",
            "buildMultiTargeting/PromRuleLint.MSBuild.props",
            "buildMultiTargeting/PromRuleLint.MSBuild.targets",
            "icon.png",
            "tasks/net10.0/PromRuleLint.Hosting.dll",
            "tasks/net10.0/PromRuleLint.MSBuild.deps.json",
            "tasks/net10.0/PromRuleLint.MSBuild.dll",
            "tasks/net10.0/PromRuleLint.dll",
            "tasks/net10.0/Superpower.dll",
            "tasks/net10.0/YamlDotNet.dll",
        }));

    [Test]
    public void The_package_of_the_command_line_holds_exactly_these_files() =>
        Assert.That(PackageFeed.FilesOf("PromRuleLint.Tool"), Is.EqualTo(new[]
        {
            "LICENSE",
            "PromRuleLint.Tool.nuspec",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "icon.png",
            "tools/net10.0/any/DotnetToolSettings.xml",
            "tools/net10.0/any/PromRuleLint.Hosting.dll",
            "tools/net10.0/any/PromRuleLint.Hosting.pdb",
            "tools/net10.0/any/PromRuleLint.Operations.dll",
            "tools/net10.0/any/PromRuleLint.Operations.pdb",
            "tools/net10.0/any/PromRuleLint.Tool.deps.json",
            "tools/net10.0/any/PromRuleLint.Tool.dll",
            "tools/net10.0/any/PromRuleLint.Tool.pdb",
            "tools/net10.0/any/PromRuleLint.Tool.runtimeconfig.json",
            "tools/net10.0/any/PromRuleLint.dll",
            "tools/net10.0/any/PromRuleLint.pdb",
            "tools/net10.0/any/Superpower.dll",
            "tools/net10.0/any/System.CommandLine.dll",
            "tools/net10.0/any/YamlDotNet.dll",
        }));

    [Test]
    public void The_build_package_depends_on_nothing_and_is_for_development_only()
    {
        string nuspec = PackageFeed.TextOf("PromRuleLint.MSBuild", "PromRuleLint.MSBuild.nuspec");

        Assert.That(nuspec, Does.Not.Contain("<dependency "));
        Assert.That(nuspec, Does.Contain("<developmentDependency>true</developmentDependency>"));
    }

    [TestCase("PromRuleLint")]
    [TestCase("PromRuleLint.Hosting")]
    [TestCase("PromRuleLint.Templates")]
    [TestCase("PromRuleLint.MSBuild")]
    [TestCase("PromRuleLint.Tool")]
    public void A_package_says_its_license_and_has_a_readme_and_an_icon(string package)
    {
        string nuspec = PackageFeed.TextOf(package, $"{package}.nuspec");

        Assert.That(nuspec, Does.Contain("<license type=\"expression\">MIT</license>"));
        Assert.That(nuspec, Does.Contain("<readme>README.md</readme>").And.Contain("<icon>icon.png</icon>"));
    }
}
