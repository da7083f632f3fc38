using PromRuleLint.Configuration;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Configuration;

/// <summary>What is known of a server by its configuration.</summary>
internal sealed class ServerConfigurationReaderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void Intervals_labels_and_jobs_are_those_of_the_configuration()
    {
        FactsConfiguration facts = Facts("""
            global: {scrape_interval: 30s, evaluation_interval: 2m, external_labels: {site: north}}
            scrape_configs:
            - job_name: depot
            - job_name: cranes
              scrape_interval: 5s
            """);

        Assert.Multiple(() =>
        {
            Assert.That(facts.EvaluationInterval, Is.EqualTo(TimeSpan.FromMinutes(2)));
            Assert.That(facts.ExternalLabels, Is.EqualTo(new Dictionary<string, string> { ["site"] = "north" }));
            Assert.That(Intervals(facts, """load{job="depot"}"""), Is.EqualTo((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30))));
            Assert.That(Intervals(facts, "load"), Is.EqualTo((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30))), "it may be of either job");
            Assert.That(Intervals(facts, """load{job=~"c.*"}"""), Is.EqualTo((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5))));
            Assert.That(facts.ScrapedLabels, Is.SameAs(ScrapedLabels.Usual));
        });
    }

    [Test]
    public void Defaults_are_those_of_Prometheus()
    {
        FactsConfiguration facts = Facts("scrape_configs:\n- job_name: depot\n");

        Assert.Multiple(() =>
        {
            Assert.That(facts.EvaluationInterval, Is.EqualTo(Minute));
            Assert.That(Intervals(facts, "load"), Is.EqualTo((Minute, Minute)));
            Assert.That(facts.ExternalLabels, Is.Empty);
        });
    }

    [Test]
    public void What_promrulelint_yml_says_counts_over_it()
    {
        var own = new FactsConfiguration { ScrapeInterval = TimeSpan.FromSeconds(10), EvaluationInterval = TimeSpan.FromSeconds(20), ScrapedLabels = ScrapedLabels.For(["job"]) };
        FactsConfiguration facts = Read("global: {scrape_interval: 30s}\nscrape_configs:\n- {job_name: depot, honor_labels: true}\n").Under(own);

        Assert.Multiple(() =>
        {
            Assert.That(Intervals(facts, "load"), Is.EqualTo((own.ScrapeInterval, own.ScrapeInterval)));
            Assert.That(facts.EvaluationInterval, Is.EqualTo(own.EvaluationInterval));
            Assert.That(facts.ScrapedLabels, Is.SameAs(own.ScrapedLabels));
        });
    }

    [TestCase("honor_labels: true", ExpectedResult = "other names, labels may be missing")]
    [TestCase("relabel_configs: [{target_label: job, replacement: x}]", ExpectedResult = "other names, labels may be missing")]
    [TestCase("metric_relabel_configs: [{action: labeldrop, regex: inst.*}]", ExpectedResult = "labels may be missing")]
    [TestCase("relabel_configs: [{action: labelmap, regex: __meta_label_(.+)}]", ExpectedResult = "other names, labels may be missing, interval not known")]
    [TestCase("relabel_configs: [{action: labelmap, regex: __meta_label_(.+), replacement: k8s_$1}]", ExpectedResult = "")]
    [TestCase("relabel_configs: [{source_labels: [a], target_label: zone}, {action: keep, source_labels: [a], regex: job}]", ExpectedResult = "")]
    [TestCase("relabel_configs: [{target_label: __scrape_interval__, replacement: 1s}]", ExpectedResult = "interval not known")]
    [TestCase("static_configs: [{targets: [a], labels: {job: other}}]", ExpectedResult = "other names")]
    [TestCase("static_configs: [{targets: [a], labels: {rack: other}}]", ExpectedResult = "")]
    [TestCase("file_sd_configs: [{files: [a.json]}]", ExpectedResult = "other names, interval not known")]
    [TestCase("kubernetes_sd_configs: [{role: pod}]", ExpectedResult = "")]
    [TestCase("scrape_interval: soon", ExpectedResult = "interval not known")]
    public string What_a_job_may_change_is_not_taken_for_known(string field)
    {
        ScrapeJob job = Read($"scrape_configs:\n- job_name: depot\n  {field}\n").Jobs.Jobs.Single();
        string[] said = [job.MayHaveOtherName ? "other names" : "", job.MayLackTargetLabels ? "labels may be missing" : "", job.Interval is null ? "interval not known" : ""];
        return string.Join(", ", said.Where(static each => each.Length > 0));
    }

    [Test]
    public void Of_two_servers_what_is_true_of_both_is_known()
    {
        FactsConfiguration facts = Read("global: {scrape_interval: 30s, evaluation_interval: 30s, external_labels: {site: north}}\nscrape_configs: [{job_name: depot}]\n")
            .And(Read("global: {scrape_interval: 10s, external_labels: {zone: a}}\nscrape_configs: [{job_name: cranes}]\n"))
            .Under(new FactsConfiguration());

        Assert.Multiple(() =>
        {
            Assert.That(facts.EvaluationInterval, Is.Null);
            Assert.That(facts.ExternalLabels!.Keys, Is.EquivalentTo(["site", "zone"]), "a template may read what one of them has");
            Assert.That(Intervals(facts, "load"), Is.EqualTo((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30))));
        });
    }

    [TestCase("scrape_config_files: [more/*.yml]\nscrape_configs: [{job_name: depot}]\n")]
    [TestCase("scrape_configs: [{scrape_interval: 5s}]\n")]
    [TestCase("scrape_configs: [\n")]
    public void Jobs_that_cannot_be_seen_leave_all_open(string text)
    {
        FactsConfiguration facts = Facts(text);

        Assert.Multiple(() =>
        {
            Assert.That(facts.Jobs!.AreAllNames, Is.False);
            Assert.That(Intervals(facts, "load"), Is.Null);
        });
    }

    private static (TimeSpan, TimeSpan)? Intervals(FactsConfiguration facts, string selector) => facts.ScrapeIntervalsOf((VectorSelector)PromQLParser.Parse(selector).Root!);

    private static FactsConfiguration Facts(string text) => Read(text).Under(new FactsConfiguration());

    private static ServerConfiguration Read(string text) => ServerConfigurationReader.Read(YamlReader.Read(new SourceText("prometheus.yml", text)), "prometheus.yml");
}
