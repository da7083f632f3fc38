using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

/// <summary>A remembered run stands for a run over the same input, and for no other.</summary>
public class CleanRunCacheTests
{
    private const string Good = "groups: [{name: g, rules: [{record: 'a:b', expr: sum(up)}]}]\n";
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
    public void A_clean_run_is_remembered_with_what_its_files_were()
    {
        LintResult first = Lint();
        byte[] remembered = File.ReadAllBytes(_folder["cache"]);
        DateTime written = File.GetLastWriteTimeUtc(_folder["cache"]);
        LintResult second = Lint();

        Assert.That(first.Diagnostics, Is.Empty);
        Assert.That((second.RuleFileCount, second.TestFileCount), Is.EqualTo((1, 1)));
        Assert.That(File.GetLastWriteTimeUtc(_folder["cache"]), Is.EqualTo(written));
        Assert.That(File.ReadAllBytes(_folder["cache"]), Is.EqualTo(remembered));
    }

    [Test]
    public void A_remembered_run_is_not_linted_again()
    {
        Lint();

        // Only to be seen: the remembered kinds are exchanged, and come back.
        string[] lines = File.ReadAllText(_folder["cache"]).Split('\n');
        File.WriteAllText(_folder["cache"], $"{lines[0]}\n{new string([.. lines[1].Reverse()])}\n");
        LintResult again = Lint();

        Assert.That(again.Files.Single(static file => file.File.DisplayPath.EndsWith("_test.yml", StringComparison.Ordinal)).Kind, Is.Not.EqualTo(Rules.RuleFileKind.UnitTests));
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

    [TestCase("")]
    [TestCase("not a key\n01\n")]
    [TestCase("\0\0\0")]
    public void What_is_no_cache_is_written_anew(string text)
    {
        Lint();
        string right = File.ReadAllText(_folder["cache"]);
        File.WriteAllText(_folder["cache"], text);

        Assert.That(Lint().FileCount, Is.EqualTo(2));
        Assert.That(File.ReadAllText(_folder["cache"]), Is.EqualTo(right));
    }

    [Test]
    public void Findings_are_not_remembered()
    {
        _folder.Write("rules/a.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]\n");
        Lint();

        Assert.That(File.Exists(_folder["cache"]), Is.False);
    }

    [Test]
    public void Another_day_is_another_run()
    {
        string? KeyOn(int day) => CleanRunCache.KeyOf(new Linter(), [], [], static _ => null, new DateOnly(2026, 11, day));
        string?[] keys = [.. new[] { 28, 28, 29 }.Select(KeyOn)];
        Assert.That(keys[1], Is.EqualTo(keys[0]));
        Assert.That(keys[2], Is.Not.EqualTo(keys[0]));
    }

    private LintResult Lint()
    {
        using var session = new LintSession(new LintSessionOptions { DisplayFolder = _folder.Root, CacheFile = _folder["cache"] });
        FileSearchResult found = new FileSearch(_folder.Root).Find(["rules"]);
        return session.Lint(found.Files, []);
    }
}
