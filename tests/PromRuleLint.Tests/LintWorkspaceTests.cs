using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>What a workspace finds is what a lint from nothing finds, whatever has changed.</summary>
[TestFixture]
internal sealed class LintWorkspaceTests
{
    private static readonly DateOnly Today = new(2026, 7, 1);
    private static readonly string[] Repositories = ["appuio+component-openshift4-monitoring", "pingcap+tidb-ansible", "rabbitmq+cluster-operator", "slok+sloth", "stolostron+multicluster-observability-operator"];

    [Test]
    public void Random_edits_give_what_a_lint_from_nothing_gives([Range(1, 40)] int seed)
    {
        var edits = new RandomEdits(seed);
        var workspace = new LintWorkspace();
        foreach (LintInput input in edits.Start())
        {
            workspace.SetInput(input);
        }

        int fewer = 0;
        for (int step = 0; step < 40; step++)
        {
            string what = step == 0 ? "start" : edits.Edit(workspace);
            AssertLikeAnew(workspace, $"seed {seed}, step {step}: {what}");
            fewer += workspace.FilesChecked < workspace.Inputs.Length ? 1 : 0;
        }

        Assert.That(fewer, Is.Positive, "steps in which not all files were checked");
    }

    [TestCaseSource(nameof(Repositories))]
    [Category("Corpus")]
    public void Edits_of_public_rules_give_what_a_lint_from_nothing_gives(string repository)
    {
        string folder = SharedData.Path($"corpus/dev/{repository}");
        SourceText[] texts = [.. Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => SourceText.FromUtf8(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path)))];
        var workspace = new LintWorkspace();
        foreach (SourceText text in texts)
        {
            workspace.SetInput(new LintInput(text, LintConfiguration.Default));
        }

        var random = new Random(1);
        for (int step = 0; step < 15; step++)
        {
            SourceText text = texts[random.Next(texts.Length)];
            string[] lines = text.Text.Split('\n');
            int line = random.Next(lines.Length);
            string what = $"{repository}, step {step}: {text.Path}:{line + 1}";
            switch (random.Next(6))
            {
                case 0:
                    workspace.Remove(text.Path);
                    break;
                case 1:
                    workspace.SetInput(new LintInput(text, LintConfiguration.Default));
                    break;
                default:
                    lines[line] = random.Next(4) switch { 0 => "", 1 => $"{lines[line]}\n{lines[line]}", 2 => lines[line].Replace("5", "50", StringComparison.Ordinal), _ => $"{lines[line]} [" };
                    workspace.SetInput(new LintInput(new SourceText(text.Path, string.Join('\n', lines)), LintConfiguration.Default));
                    break;
            }

            AssertLikeAnew(workspace, what);
        }
    }

    [TestCase(10), TestCase(40)]
    public void The_work_of_a_change_does_not_grow_with_the_files_that_it_does_not_touch(int services)
    {
        var workspace = new LintWorkspace();
        for (int i = 0; i < services; i++)
        {
            workspace.SetInput(Input($"service{i}.rules.yml", Recording($"job:svc{i}_errors:rate5m", $"sum by (job) (rate(svc{i}_errors_total[5m]))")));
            workspace.SetInput(Input($"alerts{i}.rules.yml", Alert($"Service{i}Fails", $"job:svc{i}_errors:rate5m > 2")));
        }

        workspace.Run();
        Assert.That(workspace.FilesChecked, Is.EqualTo(2 * services));
        workspace.SetText(new SourceText("service3.rules.yml", Recording("job:svc3_errors:rate5m", "clamp_max(sum by (job) (rate(svc3_errors_total[5m])), 1)")));

        Assert.That(workspace.Run().Diagnostics.Select(static finding => $"{finding.Location.Path} {finding.Id}"), Is.EqualTo(new[] { "alerts3.rules.yml PRL4001" }), "an alert in another file that can no longer fire");
        Assert.That(workspace.FilesChecked, Is.EqualTo(2), "the file and the one that reads what it records");
        workspace.Run();
        Assert.That(workspace.FilesChecked, Is.Zero, "nothing has changed");
    }

    [Test]
    public void A_lint_that_is_ended_early_is_gone_on_with()
    {
        var workspace = new LintWorkspace();
        workspace.SetInput(Input("a.rules.yml", Recording("job:up:sum", "sum by (job) (up)")));
        workspace.SetInput(Input("b.rules.yml", Alert("Down", "job:up:sum == 0")));
        workspace.Run(Today);
        workspace.SetText(new SourceText("a.rules.yml", Recording("job:up:sum", "sum by (job) (up) > 0")));

        Assert.That(() => workspace.Run(Today, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        AssertLikeAnew(workspace, "after the end");
        Assert.That(workspace.Run(Today).Diagnostics.Select(static finding => finding.Id), Does.Contain("PRL4001"));
    }

    [Test]
    public void What_nobody_read_before_is_found_when_a_file_comes_that_reads_it()
    {
        var workspace = new LintWorkspace();
        workspace.SetInput(Input("a.rules.yml", Recording("job:up:sum", "sum by (job) (up) > 0")));
        Assert.That(workspace.Run(Today).Diagnostics.Select(static finding => finding.Id), Has.None.EqualTo("PRL4001"));
        workspace.SetInput(Input("b.rules.yml", Recording("job:up:least", "job:up:sum")));
        workspace.Run(Today);
        workspace.SetInput(Input("c.rules.yml", Alert("Down", "job:up:least == 0")));

        AssertLikeAnew(workspace, "after two files");
        Assert.That(workspace.Run(Today).Diagnostics.Select(static finding => finding.Id), Does.Contain("PRL4001"));
    }

    [Test]
    public void Unit_tests_load_the_texts_of_the_workspace()
    {
        var workspace = new LintWorkspace();
        LintInput rules = Input("a.rules.yml", Recording("job:up:sum", "sum by (job) (up)"));
        workspace.SetInput(rules);
        workspace.SetInput(Input("a_test.yml", "rule_files: [a.rules.yml]\ntests: []\n") with { TestedRuleFiles = ImmutableDictionary<string, ImmutableArray<SourceText>>.Empty.Add("a.rules.yml", [rules.Source]) });
        SourceText changed = new("a.rules.yml", Recording("job:up:max", "max by (job) (up)"));
        workspace.SetText(changed);

        Assert.That(workspace.Inputs[1].TestedRuleFiles!["a.rules.yml"], Is.EqualTo(new[] { changed }));
        AssertLikeAnew(workspace, "another text");
        Assert.That(workspace.Remove("a.rules.yml"), Is.True);
        Assert.That(workspace.Inputs.Single().TestedRuleFiles!["a.rules.yml"], Is.Empty);
        AssertLikeAnew(workspace, "removed");
        Assert.That(() => workspace.SetText(changed), Throws.ArgumentException.With.Property("ParamName").EqualTo("source"));
    }

    [Test]
    public void A_spent_budget_is_spent_again_and_no_more()
    {
        string bomb = string.Join(", ", Enumerable.Range(0, 12).Select(static i => $"l=~\"(.*a{i}){{20}}(.*b){{20}}.*\""));
        var workspace = new LintWorkspace();
        workspace.SetInput(Input("bomb.rules.yml", Alert("Bomb", $"up{{{bomb}}} > 1")));
        workspace.SetInput(Input("a.rules.yml", Recording("job:up:sum", "sum by (job) (up)")));
        for (int i = 0; i < 3; i++)
        {
            AssertLikeAnew(workspace, $"time {i}");
            workspace.SetText(new SourceText("a.rules.yml", Recording("job:up:sum", $"sum by (job) (up) > {i}")));
        }
    }

    private static LintInput Input(string path, string text) => new(new SourceText(path, text), LintConfiguration.Default);

    private static string Recording(string name, string expression) => $"groups:\n  - name: {name}\n    rules:\n      - record: {name}\n        expr: {expression}\n";

    private static string Alert(string name, string expression) => $"groups:\n  - name: {name}\n    rules:\n      - alert: {name}\n        expr: {expression}\n        for: 5m\n";

    private static void AssertLikeAnew(LintWorkspace workspace, string what)
    {
        LintRun run = workspace.Run(Today);
        LintRun anew = new Linter().Run(workspace.Inputs, Today);
        Assert.That(Show(run), Is.EqualTo(Show(anew)), what);
        Assert.That(run.Kinds, Is.EqualTo(anew.Kinds), what);
        var texts = workspace.Inputs.ToDictionary(static input => input.Source.Path, static input => input.Source.Text);
        Assert.That(run.Diagnostics.SelectMany(Places).Where(place => texts.GetValueOrDefault(place.Path, place.Source.Text) != place.Source.Text), Is.Empty, $"places in texts that are gone: {what}");
    }

    private static string Show(LintRun run) =>
        string.Join('\n', run.Diagnostics.Select(static finding => Show(finding)).Append("suppressed:").Concat(run.Suppressed.Select(static each => $"{Show(each.Diagnostic)} -- {each.Justification}")).Append($"until {run.HoldsUntil}"));

    /// <summary>All that a finding says.</summary>
    private static string Show(Diagnostic finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Show(finding.Location)} {finding.Severity} {finding.Id} {finding.Message} [{finding.RuleName}] {finding.Confidence} {string.Join(',', finding.Assumptions.Select(static assumption => assumption.Name))}"
        + $" because {string.Join("; ", finding.AdditionalLocations.Select(static reason => $"{Show(reason.Location)} {reason.Message} {reason.Assumption?.Name}"))}"
        + $" fixes {string.Join("; ", finding.CodeFixes.Select(static fix => $"{fix.Title} {fix.IsSafe} {string.Join(',', fix.Edits.Select(static edit => $"{edit.Source.Path}{edit.Range}{edit.NewText}"))}"))}"
        + $" explains ({string.Join("; ", finding.Explained.Select(Show))}) repeats ({string.Join("; ", finding.Repeated.Select(Show))})");

    private static string Show(Location location) => $"{location.Path}{location.Range}({location.Start.Line},{location.Start.Column})";

    private static IEnumerable<Location> Places(Diagnostic finding) =>
        finding.AdditionalLocations.Select(static reason => reason.Location).Append(finding.Location);
}
