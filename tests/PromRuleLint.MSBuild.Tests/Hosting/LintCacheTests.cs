using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Caching;
using PromRuleLint.Reporting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>A run that is kept stands for a run over the same input, and for no other.</summary>
public class LintCacheTests
{
    private const string Good = "groups: [{name: g, rules: [{record: 'a:b', expr: sum(up)}]}]\n";
    private const string Bad = """
        groups:
          - name: g
            rules:
              - {record: a:b, expr: sum(up) == 1 and sum(up) == 2}
              - {alert: Never, expr: "(up > 0) * (up > 0) == 0 and on (job) (absent(up{job='a'}) == 0)", labels: {severity: page}}
              - {alert: Never, expr: "(up > 0) * (up > 0) == 0 and on (job) (absent(up{job='a'}) == 0)", labels: {severity: page}}
              # promrulelint disable-rule duplicate-rule until 2999-12-31 -- both names until the move is done
              - {record: a:b, expr: sum(up) == 1 and sum(up) == 2}
              - {record: a:c, expr: sum(rate(up[5m])) by (job}
              - {alert: Unread, expr: up == 0, anotations: {}, annotations: {summary: "{{ $labels.nothing }}"}}

        """;

    private const string Test = "rule_files: [a.yml]\nevaluation_interval: 1m\ntests: [{input_series: [{series: up, values: 1}], promql_expr_test: [{expr: 'a:b', eval_time: 0s, exp_samples: [{labels: 'a:b', value: 1}]}]}]\n";
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new Scratch();
        _folder.Write("rules/a.yml", Good);
        _folder.Write("rules/a_test.yml", Test);
        _folder.Write("rules/promrulelint.yml", "facts: {metric_catalog: metrics.yml}\n");
        _folder.Write("rules/metrics.yml", "metrics:\n  up: {type: gauge}\n");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_run_is_kept_with_what_its_files_were()
    {
        LintResult first = Lint();
        byte[] kept = File.ReadAllBytes(_folder["cache"]);
        DateTime written = File.GetLastWriteTimeUtc(_folder["cache"]);
        LintResult second = Lint();

        Assert.That(first.Diagnostics, Is.Empty);
        Assert.That((second.RuleFileCount, second.TestFileCount), Is.EqualTo((1, 1)));
        Assert.That(File.GetLastWriteTimeUtc(_folder["cache"]), Is.EqualTo(written));
        Assert.That(File.ReadAllBytes(_folder["cache"]), Is.EqualTo(kept));
    }

    [Test]
    public void Findings_are_replayed_with_all_that_reports_show()
    {
        _folder.Write("rules/a.yml", Bad);
        string first = Reports(Lint());
        byte[] kept = File.ReadAllBytes(_folder["cache"]);
        string second = Reports(Lint());

        Assert.That(first, Does.Contain("inSource").And.Contain("\"fixes\"").And.Contain("codeFlows").And.Contain("(the same in line"));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(_folder["cache"]), Is.EqualTo(kept));
    }

    [Test]
    public void What_is_kept_is_not_linted_again()
    {
        _folder.Write("rules/a.yml", Bad);
        Lint();
        byte[] ofBad = File.ReadAllBytes(_folder["cache"]);

        // As long as the other text, for a range outside of its text is not read.
        _folder.Write("rules/a.yml", $"{Good}# {new string('-', Bad.Length)}\n");
        Lint();

        // Only to be seen: the findings of the other text under the key of this one.
        byte[] ofGood = File.ReadAllBytes(_folder["cache"]);
        File.WriteAllBytes(_folder["cache"], [.. ofGood.AsSpan(0, 32), .. ofBad.AsSpan(32)]);

        Assert.That(Lint().Diagnostics, Is.Not.Empty);
    }

    [TestCase("rules/a.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n")]
    [TestCase("rules/a_test.yml", "rule_files: [b.yml]\nevaluation_interval: 1m\ntests: []\n")]
    [TestCase("rules/promrulelint.yml", "facts: {metric_catalog: metrics.yml}\nseverity: {no-such-check: error}\n")]
    [TestCase("rules/metrics.yml", "metrics:\n  up: {type: nothing}\n")]
    [TestCase("rules/b.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n")]
    [TestCase("rules/a.yml", null)]
    [TestCase("rules/a.rules.yml", "rules: none\n")]
    public void What_changes_is_seen(string file, string? text)
    {
        Lint();
        if (text is null)
        {
            File.Delete(_folder[file]);
        }
        else
        {
            _folder.Write(file, text);
        }

        Assert.That(Lint().Diagnostics, Is.Not.Empty);
        Assert.That(Lint().Diagnostics, Is.Not.Empty, "and again");
    }

    [TestCase(0)]
    [TestCase(31)]
    [TestCase(64)]
    [TestCase(70)]
    public void What_was_cut_off_is_written_anew(int length)
    {
        _folder.Write("rules/a.yml", Bad);
        string findings = Reports(Lint());
        byte[] right = File.ReadAllBytes(_folder["cache"]);
        File.WriteAllBytes(_folder["cache"], right[..length]);

        Assert.That(Reports(Lint()), Is.EqualTo(findings));
        Assert.That(File.ReadAllBytes(_folder["cache"]), Is.EqualTo(right));
    }

    [Test]
    public void Bytes_that_changed_are_not_read()
    {
        _folder.Write("rules/a.yml", Bad);
        string findings = Reports(Lint());
        byte[] right = File.ReadAllBytes(_folder["cache"]);
        for (int i = 0; i < right.Length; i += right.Length / 20)
        {
            byte[] wrong = [.. right];
            wrong[i] ^= 0x55;
            File.WriteAllBytes(_folder["cache"], wrong);
            Assert.That(Reports(Lint()), Is.EqualTo(findings), $"byte {i}");
            Assert.That(File.ReadAllBytes(_folder["cache"]), Is.EqualTo(right), $"byte {i}");
        }
    }

    [Test]
    public void A_run_holds_until_a_suppression_ends()
    {
        var file = new Text.SourceText("a.yml", "groups:\n  - name: g\n    rules:\n      # promrulelint disable-rule useless-sort until 2026-11-30 -- soon\n      - {record: a:b, expr: sort(up)}\n");
        var linter = new Linter();
        var today = new DateOnly(2026, 11, 28);
        LintRun run = linter.Run([new LintInput(file, Configuration.LintConfiguration.Default)], today);
        var sources = new CachedSources([file], []);
        var cache = new LintCache(_folder["cache"]);
        byte[] key = LintCache.KeyOf(linter, [], [file], static _ => null)!;
        cache.Keep(key, today, sources, run);

        LintRun? On(int month, int day) => cache.Find(key, new DateOnly(2026, month, day), sources, linter);
        Assert.That(run.Suppressed, Is.Not.Empty);
        Assert.That(On(11, 28)?.Suppressed.Select(static each => each.Justification), Is.EqualTo(new[] { "soon" }));
        Assert.That(On(11, 30), Is.Not.Null, "its last day");
        Assert.That(On(12, 1), Is.Null, "the day after");
        Assert.That(On(11, 27), Is.Null, "a day before the run");
    }

    private static string Reports(LintResult result)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TextReport.Write(writer, result.Diagnostics, new TextReportOptions { IsVerbose = true });
        foreach (string format in MachineReports.Formats)
        {
            MachineReports.Write(writer, format, result.Diagnostics, new SarifReportOptions { Suppressed = result.Suppressed });
        }

        foreach (Diagnostic each in result.Diagnostics.SelectMany(static finding => finding.Apart()))
        {
            writer.WriteLine(each);
        }

        return writer.ToString();
    }

    private LintResult Lint()
    {
        using var session = new LintSession(new LintSessionOptions { DisplayFolder = _folder.Root, CacheFile = _folder["cache"] });
        FileSearchResult found = new FileSearch(_folder.Root).Find(["rules"]);
        return session.Lint(found.Files, []);
    }
}
