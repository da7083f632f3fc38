using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public class FileSearchTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Scratch();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_folder_is_searched_for_rule_files_in_ordinal_order()
    {
        foreach (string name in new[] { "r/b.yml", "r/B.yml", "r/a/z.yaml", "r/old.rules", "r/readme.md", "r/promrulelint.yml" })
        {
            _folder.Write(name, "");
        }

        Assert.That(Paths("r"), Is.EqualTo(new[] { "r/B.yml", "r/a/z.yaml", "r/b.yml", "r/old.rules" }));
        Assert.That(Find("r").Files, Has.All.Property(nameof(FoundFile.IsNamed)).False);
    }

    [Test]
    public void The_current_folder_gives_names_without_a_dot()
    {
        _folder.Write("a.yml", "");
        _folder.Write("x/b.yml", "");

        Assert.That(Paths("."), Is.EqualTo(new[] { "a.yml", "x/b.yml" }));
        Assert.That(Paths("./x"), Is.EqualTo(new[] { "x/b.yml" }));
        Assert.That(Paths("x/"), Is.EqualTo(new[] { "x/b.yml" }));
    }

    [Test]
    public void Output_and_hidden_folders_are_not_entered()
    {
        foreach (string name in new[] { "bin/a.yml", "x/obj/a.yml", ".git/a.yml", "node_modules/a.yml", "x/a.yml" })
        {
            _folder.Write(name, "");
        }

        Assert.That(Paths("."), Is.EqualTo(new[] { "x/a.yml" }));
        Assert.That(Paths("bin"), Is.EqualTo(new[] { "bin/a.yml" }), "asked for by name");
    }

    [Test]
    public void What_an_editor_leaves_and_links_to_nothing_are_passed_by()
    {
        foreach (string name in new[] { "r/a.rules.yml", "r/.#a.yml", "r/#a.yml#", "r/.a.yml.swp", "r/a.yml~", "r/.hidden.yml" })
        {
            _folder.Write(name, "");
        }

        File.CreateSymbolicLink(_folder["r/.#a.rules.yml"], "ann@host.1234:1700000000");
        File.CreateSymbolicLink(_folder["r/gone.yml"], "elsewhere.yml");
        File.CreateSymbolicLink(_folder["r/loop.yml"], "loop.yml");
        File.CreateSymbolicLink(_folder["r/linked.yml"], "a.rules.yml");

        string[] meant = ["r/.hidden.yml", "r/a.rules.yml", "r/linked.yml"];
        Assert.That(Find("r").Diagnostics, Is.Empty);
        Assert.That(Paths("r"), Is.EqualTo(meant));
        Assert.That(Paths("r/*"), Is.EqualTo(meant));
        Assert.That(Paths("r/gone.yml"), Is.EqualTo(new[] { "r/gone.yml" }), "asked for by name");
    }

    [Test]
    public void Folders_that_are_published_to_are_not_entered()
    {
        foreach (string name in new[] { "rules/a.yml", "out/rules/a.yml", "out/Shop.dll", "out/Shop.deps.json", "lib/Shop.deps.json", "lib/a.yml" })
        {
            _folder.Write(name, "");
        }

        Assert.That(Paths("."), Is.EqualTo(new[] { "lib/a.yml", "rules/a.yml" }));
        Assert.That(Paths("out"), Is.EqualTo(new[] { "out/rules/a.yml" }), "asked for by name");
    }

    [Test]
    public void A_glob_takes_what_it_matches_whatever_the_extension()
    {
        _folder.Write("r/x/a.rules.yml", "");
        _folder.Write("r/a.txt", "");

        Assert.That(Paths("r/**/*.rules.yml"), Is.EqualTo(new[] { "r/x/a.rules.yml" }));
        Assert.That(Paths("r/*.txt"), Is.EqualTo(new[] { "r/a.txt" }));
        Assert.That(Paths(_folder["r/*.txt"]), Is.EqualTo(new[] { _folder["r/a.txt"] }));
    }

    [Test]
    public void A_named_file_is_given_even_where_it_is_missing_and_a_glob_without_matches_is_told()
    {
        FileSearchResult result = Find("missing.yml", "none/*.yml", "no*.yml");

        Assert.That(result.Files.Select(static file => (file.DisplayPath, file.IsNamed)), Is.EqualTo(new[] { ("missing.yml", true) }));
        Assert.That(result.Diagnostics.Select(static d => $"{d.Location.Path} {d.Id}"), Is.EqualTo(new[] { "none/*.yml PRL0002", "no*.yml PRL0002" }));
    }

    [Test]
    public void A_folder_without_rule_files_is_told()
    {
        Directory.CreateDirectory(_folder["empty"]);

        Assert.That(Find("empty").Diagnostics.Single().Id, Is.EqualTo("PRL0002"));
    }

    [Test]
    public void A_file_that_is_asked_for_twice_is_given_twice()
    {
        _folder.Write("a.yml", "");

        Assert.That(Paths("a.yml", "*.yml"), Is.EqualTo(new[] { "a.yml", "a.yml" }));
    }

    [Test]
    public void A_name_with_special_characters_that_exists_is_that_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no such names");
        }

        _folder.Write("a*.yml", "");
        _folder.Write("ab.yml", "");

        Assert.That(Paths("a*.yml"), Is.EqualTo(new[] { "a*.yml" }));
    }

    [Test]
    public void Links_in_a_loop_end()
    {
        _folder.Write("r/x/a.yml", "");
        Directory.CreateSymbolicLink(_folder["r/x/up"], _folder["r"]);
        Directory.CreateSymbolicLink(_folder["r/self"], _folder["r/self"]);
        Directory.CreateSymbolicLink(_folder["r/out"], _folder.Root);

        Assert.That(Paths("r"), Is.EqualTo(new[] { "r/x/a.yml" }));
    }

    [Test]
    public void Links_inside_of_the_folder_are_followed()
    {
        _folder.Write("r/elsewhere/a.yml", "");
        Directory.CreateSymbolicLink(_folder["r/link"], _folder["r/elsewhere"]);
        File.CreateSymbolicLink(_folder["r/b.yml"], _folder["r/elsewhere/a.yml"]);

        Assert.That(Paths("r"), Is.EqualTo(new[] { "r/b.yml", "r/elsewhere/a.yml" }));
        Assert.That(Find("r").Diagnostics, Is.Empty);
    }

    [Test]
    public void Links_that_lead_out_of_the_folder_are_told_and_not_followed()
    {
        _folder.Write("outside/a.yml", "");
        Directory.CreateDirectory(_folder["r/x"]);
        _folder.Write("r/own.yml", "");
        Directory.CreateSymbolicLink(_folder["r/link"], _folder["outside"]);
        Directory.CreateSymbolicLink(_folder["r/x/chain"], _folder["r/link"]);
        File.CreateSymbolicLink(_folder["r/b.yml"], "../outside/a.yml");
        File.CreateSymbolicLink(_folder["r/readme.md"], "../outside/a.yml");

        foreach (string what in new[] { "r", "r/**/*.yml" })
        {
            Assert.That(Paths(what), Is.EqualTo(new[] { "r/own.yml" }), what);
            Assert.That(Find(what).Diagnostics.Select(static finding => $"{finding.Id} {finding.Location.Path}"), Is.EquivalentTo(new[] { "PRL0013 r/link", "PRL0013 r/b.yml", "PRL0013 r/x/chain" }), what);
        }

        var boundary = new RepositoryBoundary(_folder.Root, [_folder["outside"]]);
        Assert.That(new FileSearch(_folder.Root, new FileSearchOptions { Boundary = boundary }).Find(["r"]).Files.Select(static file => file.DisplayPath), Is.EqualTo(new[] { "r/b.yml", "r/link/a.yml", "r/own.yml" }), "allowed");
    }

    [Test]
    public void Many_links_that_lead_outside_are_counted()
    {
        _folder.Write("outside/a.yml", "");
        Directory.CreateDirectory(_folder["r"]);
        for (int i = 0; i < 50; i++)
        {
            File.CreateSymbolicLink(_folder[$"r/{i}.yml"], "../outside/a.yml");
        }

        string[] messages = [.. Find("r").Diagnostics.Select(static finding => finding.Message)];
        Assert.That(messages, Has.Length.EqualTo(21));
        Assert.That(messages[^1], Does.StartWith("30 more links"));
    }

    [TestCase("link.yml")]
    [TestCase("folder")]
    [TestCase("folder/a.yml")]
    [TestCase("folder/*.yml")]
    public void Link_that_leads_out_of_the_repository_is_refused_where_it_is_named(string path)
    {
        using var outside = new Scratch();
        outside.Write("a.yml", "");
        Directory.CreateDirectory(_folder["repository/.git"]);
        File.CreateSymbolicLink(_folder["repository/link.yml"], outside["a.yml"]);
        Directory.CreateSymbolicLink(_folder["repository/folder"], outside.Root);

        FileSearchResult result = new FileSearch(_folder["repository"]).Find([path]);
        Assert.That(result.Files, Is.Empty);
        Assert.That(result.Diagnostics.Single().Id, Is.EqualTo("PRL0001"));
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("outside of").And.Contain("--allow-outside"));
    }

    [Test]
    public void File_that_lies_in_no_repository_is_found_by_its_name()
    {
        using var outside = new Scratch();
        outside.Write("real/a.yml", "");
        Directory.CreateDirectory(outside["etc"]);
        File.CreateSymbolicLink(outside["etc/a.yml"], outside["real/a.yml"]);

        Assert.That(Paths(outside["etc/a.yml"]), Is.EqualTo(new[] { outside["etc/a.yml"] }));
    }

    private FileSearchResult Find(params string[] paths) => new FileSearch(_folder.Root).Find(paths);

    private IEnumerable<string> Paths(params string[] paths) => Find(paths).Files.Select(static file => file.DisplayPath);
}
