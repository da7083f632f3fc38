using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>Files that break readers. Each must give a finding of its own, and none may keep another file from being looked at.</summary>
public class BadInputTests
{
    private const int Many = 100_000;

    private static readonly (string Name, byte[] Bytes, string? Id)[] Inputs =
    [
        ("nested-yaml.yml", Utf8("groups: " + new string('[', Many)), "PRL1007"),
        ("nested-maps.yml", Utf8("groups: " + string.Concat(Enumerable.Repeat("{a: ", Many))), "PRL1007"),
        ("nested-promql.yml", Rule(new string('(', Many) + "up" + new string(')', Many)), "PRL2008"),
        ("open-promql.yml", Rule(new string('(', Many)), "PRL2008"),
        ("minuses.yml", Rule(new string('-', Many) + "up"), "PRL2008"),
        ("powers.yml", Rule(string.Join('^', Enumerable.Repeat("a", Many))), "PRL2008"),
        ("billion-laughs.yml", Utf8(Laughs()), "PRL1007"),
        ("invalid-utf8.yml", [.. Utf8("groups: ["), 0xC3, 0x28, .. Utf8("]")], "PRL1001"),
        ("nul.yml", Utf8("groups: [\0]"), "PRL1001"),
        ("tab.yml", Utf8("groups:\n\t- name: g\n"), "PRL1001"),
        ("bom.yml", [0xEF, 0xBB, 0xBF, .. Rule("sum(")], "PRL2001"),
        ("crlf.yml", Utf8("groups:\r\n  - name: g\r\n    rules:\r\n      - record: a:b\r\n        expr: sum(\r\n"), "PRL2001"),
        ("empty.yml", [], null),
        ("long-line.yml", Rule("sum(" + new string('a', 5_000_000)), "PRL2001"),
    ];

    private static IEnumerable<TestCaseData> Cases => Inputs.Select(static input => new TestCaseData(input.Name, input.Bytes, input.Id).SetArgDisplayNames(input.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_bad_file_has_its_finding(string name, byte[] bytes, string? id)
    {
        using var folder = new Scratch();
        File.WriteAllBytes(folder[name], bytes);
        string[] ids = [.. Lint(folder, name).Select(static d => d.Id).Distinct()];

        Assert.That(ids, id is null ? Is.Empty : Has.Member(id));
        Assert.That(ids, Has.No.Member("PRL0011"));
    }

    [Test]
    public void All_together_hide_nothing_of_each_other()
    {
        using var folder = new Scratch();
        foreach ((string name, byte[] bytes, _) in Inputs)
        {
            File.WriteAllBytes(folder[name], bytes);
        }

        Directory.CreateDirectory(folder["folder.yml"]);
        string[] paths = [.. Inputs.Select(static input => input.Name), "folder.yml/x.yml", "vanished.yml"];
        ILookup<string, string> found = Lint(folder, paths).ToLookup(static d => d.Location.Path, static d => d.Id);

        foreach ((string name, _, string? id) in Inputs)
        {
            Assert.That(found[name], id is null ? Is.Empty : Has.Member(id), name);
        }

        Assert.That(found["vanished.yml"], Is.EqualTo(new[] { "PRL0001" }));
        Assert.That(found["folder.yml/x.yml"], Is.EqualTo(new[] { "PRL0001" }));
    }

    private static ImmutableArray<Diagnostic> Lint(Scratch folder, params string[] paths)
    {
        using var session = new LintSession(new LintSessionOptions { DisplayFolder = folder.Root });
        return session.Lint([.. paths.Select(path => new FoundFile(folder[path], path, IsNamed: true))], []).Diagnostics;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Rule(string expression) => Utf8($"groups: [{{name: g, rules: [{{record: 'a:b', expr: '{expression}'}}]}}]\n");

    private static string Laughs()
    {
        var text = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 12; i++)
        {
            text.Append('a').Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        }

        return text.Append("groups: *a11\n").ToString();
    }
}
