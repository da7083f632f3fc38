using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public class LintSessionTests
{
    private const string BadRules = "groups: [{name: g, rules: [{record: 'a:b', expr: 'sum('}]}]";
    private Scratch _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Scratch();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_file_given_twice_is_looked_at_once()
    {
        _folder.Write("a.yml", BadRules);

        Assert.That(Lint("a.yml", "*.yml").FileCount, Is.EqualTo(1));
    }

    [Test]
    public void Of_found_files_only_those_that_hold_rules_are_looked_at()
    {
        _folder.Write("bad.yml", BadRules);
        _folder.Write("compose.yml", "services: {a: [}");
        _folder.Write("pipeline.yaml", "steps:\n  - run: x\n");

        Assert.That(Ids(Lint(".")), Is.EqualTo(new[] { "bad.yml PRL2001" }));
    }

    [Test]
    public void A_file_whose_name_says_rules_has_to_hold_some_and_can_be_excluded_all_the_same()
    {
        _folder.Write("shop.rules.yml", "grops:\n  - name: shop\n");
        _folder.Write("stop.rules.yml", "grops:\n  - name: stop\n");
        _folder.Write("promrulelint.yml", "files:\n  exclude: [stop.rules.yml]\n");

        Assert.That(Ids(Lint(".")), Has.Exactly(1).Items.And.Some.StartsWith("shop.rules.yml PRL1"));
    }

    [Test]
    public void What_is_counted_is_files_with_rules_and_files_with_tests()
    {
        _folder.Write("shop.yml", "groups: [{name: g, rules: [{record: 'a:b', expr: up}]}]");
        _folder.Write("tests.yml", "rule_files: [shop.yml]\nevaluation_interval: 1m\ntests: []\n");
        _folder.Write("workflow.yml", "concurrency: {group: release}\n");

        LintResult result = Lint(".");
        Assert.That((result.RuleFileCount, result.TestFileCount), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_copied_folder_is_not_linted_again()
    {
        _folder.Write("rules/bad.yml", BadRules);
        _folder.Write("rules/deep/bad.yml", BadRules + "\n");
        _folder.Write("out/rules/bad.yml", BadRules);
        _folder.Write("out/rules/deep/bad.yml", BadRules + "\n");
        _folder.Write("out/out/rules/bad.yml", BadRules);

        Assert.That(Lint(".").Files.Select(static file => file.File.DisplayPath), Is.EqualTo(new[] { "rules/bad.yml", "rules/deep/bad.yml" }));
        Assert.That(Lint(".", "out/rules/bad.yml").FileCount, Is.EqualTo(3), "one is named");
    }

    [Test]
    public void An_equal_file_in_a_folder_with_others_is_linted()
    {
        _folder.Write("rules/bad.yml", BadRules);
        _folder.Write("staging/rules/bad.yml", BadRules);
        _folder.Write("staging/rules/more.yml", BadRules + "\n");
        _folder.Write("teams/a/own.yml", BadRules + "\n\n");
        _folder.Write("teams/b/own.yml", BadRules + "\n\n");

        Assert.That(Lint(".").FileCount, Is.EqualTo(5));
    }

    [Test]
    public void A_named_file_is_looked_at_whatever_it_holds()
    {
        _folder.Write("compose.yml", "services: {a: [}");

        Assert.That(Ids(Lint("compose.yml")), Has.Some.EqualTo("compose.yml PRL1001"));
    }

    [Test]
    public void Rule_files_that_a_named_prometheus_configuration_names_are_looked_at()
    {
        _folder.Write("prometheus/prometheus.yml", "global: {}\nrule_files: ['rules/*.yml', missing.yml, none/*.yml]\n");
        _folder.Write("prometheus/rules/bad.yml", BadRules);

        LintResult result = Lint("prometheus/prometheus.yml");

        Assert.That(Ids(result), Is.EquivalentTo(new[] { "prometheus/rules/bad.yml PRL2001", "prometheus/prometheus.yml PRL0001", "prometheus/prometheus.yml PRL0002" }));
        Diagnostics.Diagnostic missing = result.Diagnostics.Single(static diagnostic => diagnostic.Id == "PRL0001");
        Assert.That(missing.Location.Source.Text[missing.Location.Range.Start..missing.Location.Range.End], Is.EqualTo("missing.yml"));
        Assert.That(missing.Message, Is.EqualTo("The file 'prometheus/missing.yml' cannot be read: there is no such file"));
    }

    [TestCase("path_map: {/etc: nowhere, /etc/prometheus: prometheus, /etc/prometheus/rules: prometheus/rules}\n")]
    [TestCase("path_map: compose.yml\n")]
    public void Rules_are_judged_by_the_configuration_that_loads_them_by_paths_of_the_server(string configuration)
    {
        _folder.Write("promrulelint.yml", configuration);
        _folder.Write("compose.yml", """
            services:
              web:
                image: nginx
                volumes: [./web:/etc/prometheus]
              monitoring:
                image: prom/prometheus
                volumes:
                - ./prometheus:/etc/prometheus:ro
                - {type: bind, source: ./prometheus/rules, target: /etc/prometheus/rules}
                - data:/prometheus
            """);
        _folder.Write("prometheus/server.yml", """
            global: {scrape_interval: 30s}
            rule_files: [/etc/prometheus/rules/*.yml]
            scrape_configs: [{job_name: cranes, scrape_interval: 15s}, {job_name: depot}]
            """);
        _folder.Write("prometheus/rules/a.yml", """
            groups:
            - name: a
              rules:
              - {record: 'a:b', expr: 'rate(lifts_total{job="cranes"}[40s])'}
              - {record: 'a:c', expr: 'rate(lifts_total{job="depot"}[40s])'}
              - {record: 'a:d', expr: 'rate(lifts_total{job="depots"}[2m])'}
            """);

        string[] expected = ["prometheus/rules/a.yml PRL3025", "prometheus/rules/a.yml PRL7014"];
        Assert.Multiple(() =>
        {
            Assert.That(Ids(Lint(".")), Is.EqualTo(expected), "found in the folder");
            Assert.That(Ids(Lint("prometheus/server.yml")), Is.EqualTo(expected), "named");
        });
    }

    [Test]
    public void A_compose_file_that_maps_nothing_is_told_where_it_is_named()
    {
        _folder.Write("promrulelint.yml", "path_map: compose.yml\n");
        _folder.Write("compose.yml", "services: {monitoring: {image: prom/prometheus, volumes: [data:/prometheus]}}\n");
        _folder.Write("server.yml", "global: {}\nrule_files: [/etc/prometheus/*.yml]\n");

        Assert.That(Ids(Lint("server.yml")), Is.EquivalentTo(new[] { "promrulelint.yml PRL0003", "server.yml PRL0002" }));
    }

    [Test]
    public void The_nearest_configuration_holds_and_its_faults_are_told_once()
    {
        _folder.Write("promrulelint.yml", "severity:\n  promql-syntax: warning\nnonsense: 1\n");
        _folder.Write("a.yml", BadRules);
        _folder.Write("b.yml", BadRules);
        LintResult result = Lint(".");

        Assert.That(Ids(result), Has.One.EqualTo("promrulelint.yml PRL0003"));
        Assert.That(result.Diagnostics.Where(static d => d.Id == "PRL2001").Select(static d => d.Severity), Is.All.EqualTo(Diagnostics.DiagnosticSeverity.Warning).And.Exactly(2).Items);
    }

    [Test]
    public void Files_that_the_configuration_excludes_are_left_alone_unless_named()
    {
        _folder.Write("promrulelint.yml", "files:\n  exclude: ['generated/**']\n");
        _folder.Write("generated/a.yml", BadRules);

        Assert.That(Lint(".").FileCount, Is.Zero);
        Assert.That(Lint("generated/a.yml").FileCount, Is.EqualTo(1));
    }

    [Test]
    public void A_configuration_that_cannot_be_read_hides_no_finding()
    {
        _folder.Write("a.yml", BadRules);
        using var session = new LintSession(new LintSessionOptions { ConfigurationFile = _folder["none.yml"], DisplayFolder = _folder.Root });
        LintResult result = session.Lint(new FileSearch(_folder.Root).Find(["a.yml"]).Files, []);

        Assert.That(Ids(result), Is.EqualTo(new[] { "none.yml PRL0001", "a.yml PRL2001" }));
    }

    [Test]
    public void Text_at_hand_is_not_read()
    {
        using var session = new LintSession(new LintSessionOptions());
        var input = new FoundFile(_folder["<stdin>"], "<stdin>", IsNamed: true) { Text = new Text.SourceText("<stdin>", BadRules) };

        Assert.That(Ids(session.Lint([input], [])), Is.EqualTo(new[] { "<stdin> PRL2001" }));
    }

    [Test]
    public void A_run_can_be_ended_early()
    {
        _folder.Write("a.yml", BadRules);
        using var session = new LintSession(new LintSessionOptions());
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.That(() => session.Lint(new FileSearch(_folder.Root).Find(["a.yml"]).Files, [], cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_file_behind_a_link_is_looked_at_once()
    {
        _folder.Write("real/a.yml", BadRules);
        Directory.CreateSymbolicLink(_folder["link"], _folder["real"]);
        File.CreateSymbolicLink(_folder["b.yml"], _folder["link/a.yml"]);

        Assert.That(Lint("b.yml", "link", "real").FileCount, Is.EqualTo(1));
    }

    private static IEnumerable<string> Ids(LintResult result) => result.Diagnostics.Select(static d => $"{d.Location.Path} {d.Id}");

    private LintResult Lint(params string[] paths)
    {
        using var session = new LintSession(new LintSessionOptions { DisplayFolder = _folder.Root });
        return session.Lint(new FileSearch(_folder.Root).Find(paths).Files, []);
    }
}
