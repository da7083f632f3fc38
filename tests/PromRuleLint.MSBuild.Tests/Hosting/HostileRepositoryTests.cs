using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>Files of a repository that name what lies outside of it, or code of their own.</summary>
public sealed class HostileRepositoryTests
{
    // What must never be shown: a line of a file outside.
    private const string Secret = "root:x:0:0:secret";

    private const string Rules = "groups: [{name: g, rules: [{record: 'a:b', expr: up}]}]\n";

    private static readonly string ThisAssembly = typeof(HostileRepositoryTests).Assembly.Location;

    private Scratch _outside = null!;
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolders()
    {
        _outside = new Scratch();
        _outside.Write("secret.yml", $"groups: {Secret}\n  - [expr\n");
        _folder = new Scratch();
        Directory.CreateDirectory(_folder[".git"]);
    }

    [TearDown]
    public void DropFolders()
    {
        _folder.Dispose();
        _outside.Dispose();
    }

    [Test]
    public void Rule_files_of_a_prometheus_configuration_stay_in_the_repository([Values] bool isGlob, [Values] bool isLink)
    {
        _folder.Write("a.yml", Rules);
        Directory.CreateSymbolicLink(_folder["link"], _outside.Root);
        string entry = (isLink ? "link" : Relative(_outside.Root)) + (isGlob ? "/*.yml" : "/secret.yml");
        _folder.Write("deep/prometheus.yml", $"global: {{}}\nrule_files: ['{(isLink ? "../" : "")}{entry}', ../a.yml]\n");

        LintResult result = Lint("deep/prometheus.yml");
        Assert.That(result.Files.Select(static file => file.File.DisplayPath), Does.Contain("deep/../a.yml").And.No.Member("secret.yml"));
        AssertRefused(result, "PRL0013", entry);
    }

    [Test]
    public void Rule_files_of_unit_tests_stay_in_the_repository()
    {
        string entry = Relative(_outside["secret.yml"]);
        _folder.Write("tests/a_test.yml", $"rule_files: ['{entry}', '/**/**/**', '/etc/*']\ntests: []\n");

        LintResult result = Lint("tests/a_test.yml");
        AssertRefused(result, "PRL0013", entry);
        Assert.That(result.Diagnostics.Count(static finding => finding.Id == "PRL0013"), Is.EqualTo(3));
        Assert.That(result.Diagnostics.Select(static finding => finding.Id), Has.None.EqualTo("PRL8003"), "of what was not looked at nothing is said");
    }

    [Test]
    public void Metric_catalog_stays_in_the_repository_unless_the_configuration_is_named()
    {
        string entry = Relative(_outside["secret.yml"]);
        _folder.Write("promrulelint.yml", $"facts: {{metric_catalog: '{entry}'}}\n");
        _folder.Write("a.yml", Rules);

        AssertRefused(Lint("a.yml"), "PRL0013", entry);

        using var session = new LintSession(Options with { ConfigurationFile = _folder["promrulelint.yml"] });
        Assert.That(session.Lint(Find("a.yml"), []).Diagnostics.Select(static finding => finding.Id), Has.Some.Not.EqualTo("PRL0013").And.None.EqualTo("PRL0013"));
    }

    [Test]
    public void Configuration_that_is_a_link_out_of_the_repository_is_not_read()
    {
        File.CreateSymbolicLink(_folder["promrulelint.yml"], _outside["secret.yml"]);
        _folder.Write("a.yml", Rules);

        AssertRefused(Lint("a.yml"), "PRL0001", null);
    }

    [Test]
    [Platform("Linux")]
    public void Devices_behind_links_are_refused_wherever_a_file_is_named([Values("/dev/zero", "/dev/random", "/proc/kmsg")] string device)
    {
        File.CreateSymbolicLink(_folder["device.yml"], device);
        _folder.Write("promrulelint.yml", "facts: {metric_catalog: device.yml}\n");
        _folder.Write("a_test.yml", "rule_files: [device.yml]\ntests: []\n");
        _folder.Write("prometheus.yml", "global: {}\nrule_files: [device.yml]\n");

        foreach (string name in new[] { ".", "a_test.yml", "prometheus.yml", "device.yml" })
        {
            FileSearchResult found = new FileSearch(_folder.Root, new FileSearchOptions { Boundary = RepositoryBoundary.Create(Options) }).Find([name]);
            using var session = new LintSession(Options);
            LintResult result = session.Lint(found.Files, []);
            Assert.That(found.Diagnostics.Concat(result.Diagnostics).Select(static finding => finding.Id), Has.Some.AnyOf("PRL0001", "PRL0013"), name);
        }
    }

    [Test]
    public void Path_with_a_character_that_no_path_has_and_a_configuration_without_a_map_end_no_run()
    {
        _folder.Write("promrulelint.yml", "rule_set: a\n");
        _folder.Write("prometheus.yml", "global: {}\nrule_files: [\"a\\0b\", a.yml, '*.yml']\n");
        _folder.Write("a_test.yml", "rule_files: [\"a\\0b\"]\ntests: []\n");
        _folder.Write("a.yml", Rules);

        Assert.That(Lint("prometheus.yml").Files.Select(static file => file.File.DisplayPath), Has.Some.EqualTo("a.yml"));
        Assert.That(Lint("a_test.yml").Diagnostics.Select(static finding => finding.Id), Has.Some.EqualTo("PRL0013"));
        Assert.That(new FileSearch(_folder.Root).Find(["a\0b"]).Diagnostics.Single().Id, Is.EqualTo("PRL0001"));
    }

    [Test]
    public void Assemblies_of_a_configuration_that_was_found_are_not_loaded()
    {
        File.Copy(ThisAssembly, _folder["checks.dll"]);
        _folder.Write("promrulelint.yml", "checks: [checks.dll, none.dll]\nseverity: {EX0001: error}\n");
        _folder.Write("a.yml", "# promrulelint disable-file EX0001 -- known there\n" + Rules);

        LintResult result = Lint("a.yml");
        Assert.That(result.Diagnostics.Select(static finding => $"{finding.Id} {finding.Location.Path}"), Is.EqualTo(new[] { "PRL0012 promrulelint.yml" }));
        Location place = result.Diagnostics[0].Location;
        Assert.That(place.Source.Text[place.Range.Start..place.Range.End], Is.EqualTo("[checks.dll, none.dll]"));

        foreach (LintSessionOptions trusting in new[] { Options with { TrustsRepository = true }, Options with { ConfigurationFile = _folder["promrulelint.yml"] } })
        {
            using var session = new LintSession(trusting);
            Assert.That(session.Lint(Find("a.yml"), []).Diagnostics.Select(static finding => finding.Id), Has.Some.EqualTo("PRL0010").And.None.EqualTo("PRL0012"));
        }
    }

    private LintSessionOptions Options => new() { DisplayFolder = _folder.Root };

    private string Relative(string path) => Path.GetRelativePath(_folder["deep"], path).Replace('\\', '/');

    private System.Collections.Immutable.ImmutableArray<FoundFile> Find(params string[] paths) => new FileSearch(_folder.Root).Find(paths).Files;

    private LintResult Lint(params string[] paths)
    {
        using var session = new LintSession(Options);
        return session.Lint(Find(paths), []);
    }

    private static void AssertRefused(LintResult result, string id, string? entry)
    {
        Diagnostic refused = result.Diagnostics.First(finding => finding.Id == id);
        if (entry is not null)
        {
            Assert.That(refused.Location.Source.Text[refused.Location.Range.Start..refused.Location.Range.End].Trim('\''), Does.EndWith(entry));
        }

        foreach (Diagnostic finding in result.Diagnostics)
        {
            Assert.That(finding.Message + finding.Location.Source.Text, Does.Not.Contain(Secret));
        }
    }
}
