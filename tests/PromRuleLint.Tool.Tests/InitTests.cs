namespace PromRuleLint.Tool.Tests;

/// <summary><c>promrulelint init</c> on a folder with one dead alert.</summary>
public sealed class InitTests
{
    private const string DeadAlert =
        """
        groups:
          - name: checkout
            rules:
              - alert: CheckoutGone
                expr: count(up{job="checkout"}) == 0
        """;

    [Test]
    public void Writes_a_configuration_whose_every_suggestion_is_valid()
    {
        using Scratch scratch = new Scratch().With("rules/checkout.yml", DeadAlert);

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["init"]);

        Assert.That(run, Is.EqualTo(new ToolRun(0, "1 rule file with 1 rule, 0 unit-test files, 1 finding.\nWrote promrulelint.yml.\n", "")));
        string text = File.ReadAllText(Path.Combine(scratch.Folder, "promrulelint.yml"));
        Assert.That(text, Does.Contain("#  alert-never-fires: error # PRL4001, 1 found\n"));
        
        // A number sign before a key or an indented line, not before a sentence.
        string uncommented = System.Text.RegularExpressions.Regex.Replace(text, "(?m)^#(?=[a-z]|  )", "");
        Assert.That(uncommented, Does.Contain("\nfacts:\n").And.Contain("\nseverity:\n"));
        foreach (string yaml in new[] { text, uncommented })
        {
            scratch.With("promrulelint.yml", yaml).With("metrics.yml", "metrics: {}\n");
            Assert.That(ToolRun.InProcess(scratch.Folder, ["lint", ".", "--format", "compact"]).Output.Split('\n'), Has.None.Contains("promrulelint.yml"));
        }
    }

    [Test]
    public void Writes_a_baseline_with_which_lint_is_clean_and_a_workflow()
    {
        using Scratch scratch = new Scratch().With("rules/checkout.yml", DeadAlert);

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["init", "--baseline", "--ci", "github"]);

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(ToolRun.InProcess(scratch.Folder, ["lint", ".", "--baseline", "promrulelint-baseline.json"]).Output, Is.EqualTo("Nothing found in 1 file.\n"));
        Assert.That(File.ReadAllText(Path.Combine(scratch.Folder, ".github/workflows/promrulelint.yml")), Does.Contain("run: promrulelint lint . --baseline promrulelint-baseline.json --format github\n"));
    }

    [TestCase("gitlab", "# For .gitlab-ci.yml\n")]
    [TestCase("azure", "# For azure-pipelines.yml\n")]
    public void Prints_the_job_of_a_service_whose_configuration_is_one_file(string service, string head)
    {
        using Scratch scratch = new Scratch().With("rules/checkout.yml", DeadAlert);

        Assert.That(ToolRun.InProcess(scratch.Folder, ["init", "--ci", service]).Output, Does.Contain(head).And.Contain("promrulelint lint ."));
    }

    [Test]
    public void Overwrites_nothing()
    {
        using Scratch scratch = new Scratch().With("rules/checkout.yml", DeadAlert).With("promrulelint.yml", "realm: {label: site}\n");

        ToolRun run = ToolRun.InProcess(scratch.Folder, ["init", "--baseline"]);

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", "promrulelint: 'promrulelint.yml' is there already; nothing is written\n")));
        Assert.That(File.ReadAllText(Path.Combine(scratch.Folder, "promrulelint.yml")), Is.EqualTo("realm: {label: site}\n"));
        Assert.That(Path.Exists(Path.Combine(scratch.Folder, "promrulelint-baseline.json")), Is.False);
    }

    [Test]
    public void Folder_without_rules_gets_nothing()
    {
        using Scratch scratch = new Scratch().With("readme.yml", "title: none\n");

        Assert.That(ToolRun.InProcess(scratch.Folder, ["init"]), Is.EqualTo(new ToolRun(2, "", "promrulelint: no rule file is in '.'; name the folder that holds the rules\n")));
    }
}
