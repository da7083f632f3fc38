using CsCheck;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    private const string AllKeys = """
        severity: {promql-syntax: warning, PRL3003: none}
        heartbeat: {pattern: beat_.*, forbidden_functions: [abs]}
        realm: {label: env, allowed: [prod, "2"]}
        files: {include: ["a/**"], exclude: [b.yml]}
        facts: {scrape_interval: 15s, evaluation_interval: 30s, lookback_delta: 4m, retention: 2w, external_labels: {cluster: eu1}, external_metrics: [up], metrics: {fill: {type: gauge, values: "[0, 1]", labels: [queue]}}, metric_catalog: data/m.json}
        promql: {target_version: 3.10, features: [promql-duration-expr]}
        suppressions: {require_reason: true, read_pint_comments: true}
        schema: thanos
        names: legacy
        checks: [a.dll]
        """;

    [Test]
    public void Every_key_is_read()
    {
        LintConfiguration config = Valid(AllKeys);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Path, Is.EqualTo("promrulelint.yml"));
            Assert.That(config.Severities["PRL2001"], Is.EqualTo(DiagnosticSeverity.Warning));
            Assert.That(config.Severities["PRL3003"], Is.EqualTo(DiagnosticSeverity.Hidden));
            Assert.That(config.Heartbeat.IsHeartbeat("beat_seq"), Is.True);
            Assert.That(config.Heartbeat.IsHeartbeat("a_heartbeat"), Is.False);
            Assert.That(config.Heartbeat.ForbiddenFunctions, Is.EqualTo(new[] { "abs" }));
            Assert.That(config.Realm, Has.Property("Label").EqualTo("env").And.Property("IsConfigured").True);
            Assert.That(config.Realm.AllowedValues, Is.EqualTo(new[] { "prod", "2" }));
            Assert.That(config.Files.Include, Is.EqualTo(new[] { "a/**" }));
            Assert.That(config.Files.Exclude, Is.EqualTo(new[] { "b.yml" }));
            Assert.That(config.Facts.ScrapeInterval, Is.EqualTo(TimeSpan.FromSeconds(15)));
            Assert.That(config.Facts.EvaluationInterval, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(config.Facts.LookbackDelta, Is.EqualTo(TimeSpan.FromMinutes(4)));
            Assert.That(config.Facts.Retention, Is.EqualTo(TimeSpan.FromDays(14)));
            Assert.That(config.Facts.ExternalLabels!["cluster"], Is.EqualTo("eu1"));
            Assert.That(config.Facts.ExternalMetrics, Is.EqualTo(new[] { "up" }));
            Assert.That(config.Facts.Metrics.Find("fill")!.Type!.Value, Is.EqualTo(MetricType.Gauge));
            Assert.That(config.Facts.Metrics.Find("fill")!.Values!.Value.ToString(), Is.EqualTo("[0, 1]"));
            Assert.That(config.Facts.Metrics.Find("fill")!.AllLabels!.Value, Is.EqualTo(new[] { "queue" }));
            Assert.That(config.Facts.MetricCatalogFile!.Path, Is.EqualTo("data/m.json"));
            Assert.That(config.PromQL.TargetVersion, Is.EqualTo(new Version(3, 10)));
            Assert.That(config.PromQL.DurationExpressions, Is.True);
            Assert.That(config.PromQL.ExperimentalFunctions, Is.False);
            Assert.That(config.Suppressions, Is.EqualTo(new SuppressionConfiguration { RequireReason = true, ReadPintComments = true }));
            Assert.That(config.Schema, Is.EqualTo(RuleSchema.Thanos));
            Assert.That(config.Utf8Names, Is.False);
            Assert.That(config.CheckAssemblies, Is.EqualTo(new[] { "a.dll" }));
        }
    }

    [TestCase("")]
    [TestCase("# only a comment\n")]
    [TestCase("heartbeat:\nfacts:\nseverity:\n")]
    [TestCase("files:\n  include:\n  #- a\n")]
    public void Empty_file_and_empty_sections_change_nothing(string text)
    {
        LintConfiguration config = Valid(text);

        Assert.That(config.Heartbeat, Is.EqualTo(LintConfiguration.Default.Heartbeat));
        Assert.That(config.Facts, Is.EqualTo(LintConfiguration.Default.Facts));
        Assert.That(config.Realm, Is.EqualTo(LintConfiguration.Default.Realm));
        Assert.That(config.Severities, Is.Empty);
    }

    /// <summary>What every rule is compared with has a greatest length; what is beyond it is said and left out.</summary>
    [TestCase("files: {exclude: [LIST]}", "x{0}", "Only the first 500 globs count", 500)]
    [TestCase("files: {include: [LIST]}", "x{0}", "Only the first 500 globs count", 500)]
    [TestCase("facts: {cadences: {LIST}}", "x{0}: 1d", "Only the first 128 entries count")]
    [TestCase("facts: {scraped_labels: {LIST}}", "x{0}: [job]", "Only the first 128 entries count")]
    [TestCase("facts: {scraped_labels: [LIST]}", "x{0}", "These are more than 128 labels")]
    [TestCase("facts: {metrics: {m: {labels: [LIST]}}}", "x{0}", "These are more than 128 labels")]
    public void Lists_that_are_compared_with_every_rule_are_bounded(string text, string entry, string message, int most = 128)
    {
        string With(int count) => text.Replace("LIST", string.Join(", ", Enumerable.Range(0, count).Select(i => entry.Replace("{0}", $"{i}", StringComparison.Ordinal))), StringComparison.Ordinal);

        Assert.That(ConfigurationReader.Read(new SourceText("promrulelint.yml", With(most)), PromRuleLint.Checks.CheckCatalog.Descriptors.All).Diagnostics, Is.Empty);
        Assert.That(ConfigurationReader.Read(new SourceText("promrulelint.yml", With(most + 1)), PromRuleLint.Checks.CheckCatalog.Descriptors.All).Diagnostics.Single().Message, Does.StartWith(message));
    }

    [TestCase("⟦heartbaet⟧: {}", "did you mean 'heartbeat'?")]
    [TestCase("facts: {⟦scrape_intervall⟧: 15s}", "'scrape_intervall' is not a key of 'facts'; did you mean 'scrape_interval'?")]
    [TestCase("⟦scrape_interval⟧: 15s", "it belongs under 'facts'")]
    [TestCase("facts: {⟦severity⟧: {}}", "it belongs at the top of the file")]
    [TestCase("⟦zzz⟧: 1", "the keys are 'severity', 'heartbeat'")]
    [TestCase("facts: ⟦[a]⟧", "'facts' has keys of its own below it")]
    [TestCase("⟦[a]⟧", "A configuration file is a mapping")]
    [TestCase("facts: {scrape_interval: ⟦fast⟧}", "'fast' is not a duration")]
    [TestCase("facts: {retention: ⟦[1d]⟧}", "one value, not a list")]
    [TestCase("realm: {label: ⟦⟧}", "is missing here")]
    [TestCase("realm: {label: ⟦__name__⟧}", "holds the name of the metric")]
    [TestCase("files: {include: ⟦a.yml⟧}", "write [a.yml]")]
    [TestCase("files: {include: [a, ⟦{b: c}⟧]}", "one value, not a mapping")]
    [TestCase("severity: {⟦prl9999⟧: error}", "There is no check 'prl9999'")]
    [TestCase("severity: {⟦filter-used-as-bolean⟧: error}", "did you mean 'filter-used-as-boolean'?")]
    [TestCase("severity: {PRL2001: error, ⟦promql-syntax⟧: none}", "is set twice")]
    [TestCase("severity: {PRL2001: ⟦eror⟧}", "did you mean 'error'?")]
    [TestCase("severity: {PRL2001: ⟦off⟧}", "did you mean 'none'?")]
    [TestCase("severity: {⟦PRL0001⟧: none}", "cannot be set")]
    [TestCase("severity: ⟦none⟧", "a mapping from a check to a severity")]
    [TestCase("heartbeat: {pattern: 'a''b⟦[⟧'}", "missing closing ]")]
    [TestCase("promql: {target_version: ⟦latest⟧}", "is not a version of Prometheus")]
    [TestCase("promql: {features: [⟦promql-experimental-function⟧]}", "did you mean 'promql-experimental-functions'?")]
    [TestCase("suppressions: {require_reason: ⟦yes⟧}", "is not true or false")]
    [TestCase("schema: ⟦Mimir⟧", "did you mean 'mimir'?")]
    [TestCase("facts: {external_metrics: [⟦'up{job=\"a\"}'⟧]}", "is not the name of a metric")]
    [TestCase("facts: {external_labels: ⟦[a]⟧}", "are a mapping")]
    [TestCase("⟦metrics⟧: {}", "it belongs under 'facts'")]
    [TestCase("facts: {metrics: ⟦[a]⟧}", "The metrics are a mapping")]
    [TestCase("facts: {metrics: {⟦'up{job=\"a\"}'⟧: {}}}", "is not the name of a metric")]
    [TestCase("facts: {metrics: {a: ⟦counter⟧}}", "write {type: counter}")]
    [TestCase("facts: {metrics: {a: ⟦[counter]⟧}}", "is a mapping with the keys 'type', 'values', 'labels', 'unit', 'series', 'cardinality', 'cadence' and 'grace'")]
    [TestCase("facts: {metrics: {a: {⟦valeus⟧: '[0, 1]'}}}", "'valeus' is not a key of a metric; did you mean 'values'?")]
    [TestCase("facts: {metrics: {a: {⟦default⟧: 1}}}", "the keys are 'type', 'values', 'labels', 'unit', 'series', 'cardinality', 'cadence' and 'grace'")]
    [TestCase("facts: {metrics: {a: {type: ⟦conter⟧}}}", "did you mean 'counter'?")]
    [TestCase("facts: {metrics: {a: {values: ⟦[0, 1]⟧}}}", "quote the range")]
    [TestCase("facts: {metrics: {a: {values: \"[0, ⟦x⟧]\"}}}", "'x' is not a number")]
    [TestCase("facts: {metrics: {a: {type: counter, values: ⟦'[-1, 1]'⟧}}}", "'a' is declared as a counter, and the values of one are [0, +Inf)")]
    [TestCase("facts: {metrics: {a: {labels: ⟦b⟧}}}", "write [b]")]
    [TestCase("facts: {metrics: {a: {labels: [b, ⟦__name__⟧]}}}", "is no label to declare")]
    [TestCase("facts: {metrics: {a: {labels: {b: ⟦c⟧}}}}", "write [c]")]
    [TestCase("facts: {metrics: {a: {labels: {b: ⟦{}⟧}}}}", "[] for a label that is never there")]
    [TestCase("facts: {metrics: {a: {labels: {b: [c, ⟦[d]⟧]}}}}", "The value of a label is a text")]
    [TestCase("facts: {metric_catalog: ⟦[a.json]⟧}", "one value, not a list")]
    [TestCase("facts: {metric_catalog: ⟦\"a\\0b\"⟧}", "cannot hold the character U+0000")]
    [TestCase("facts: {cadences: {'backup_.*': {cadence: 1d, ⟦late⟧: 2h}}}", "'late' is not a key of a cadence; the keys are 'cadence' and 'grace'")]
    [TestCase("facts: {cadences: {'backup_.*': {cadence: 1d, ⟦[grace]⟧: 2h}}}", "A key is a plain word here")]
    [TestCase("gates: {before: [{expr: up, ⟦bond⟧: == 1}]}", "'bond' is not a key of a condition; did you mean 'bound'?")]
    [TestCase("gates: {before: [{expr: up, ⟦{bound: 1}⟧: == 1}]}", "A key is a plain word here")]
    [TestCase("gates: {before: [⟦~⟧]}", "A condition is a mapping with the keys 'name', 'expr'")]
    public void Wrong_key_or_value_is_reported_at_its_place(string marked, string message)
    {
        MarkedText text = MarkedText.Parse(marked);

        ConfigurationReadResult result = Read(text.Text);

        Assert.That(result.Diagnostics, Has.Length.EqualTo(1), string.Join('\n', result.Diagnostics));
        Assert.That(result.Diagnostics[0].Location.Range, Is.EqualTo(text.Marks[0].Place));
        Assert.That(result.Diagnostics[0].Message, Does.Contain(message));
    }

    [Test]
    public void What_is_right_holds_beside_what_is_wrong()
    {
        ConfigurationReadResult result = Read("facts: {scrape_interval: x, retention: 1d}\nrealms: {}\nnames: legacy\n");

        Assert.That(result.Diagnostics, Has.Length.EqualTo(2));
        Assert.That(result.Configuration.Facts.Retention, Is.EqualTo(TimeSpan.FromDays(1)));
        Assert.That(result.Configuration.Facts.ScrapeInterval, Is.Null);
        Assert.That(result.Configuration.Utf8Names, Is.False);
    }

    [TestCase("[{0}]")]
    [TestCase("{{{0}}}")]
    public void More_labels_than_a_metric_has_are_told_and_say_nothing(string form)
    {
        string labels = string.Join(", ", Enumerable.Range(0, 129).Select(i => form[0] == '[' ? $"l{i}" : $"l{i}: []"));
        ConfigurationReadResult result = Read($"facts: {{metrics: {{a: {{labels: {string.Format(System.Globalization.CultureInfo.InvariantCulture, form, labels)}}}}}}}");

        Assert.That(result.Diagnostics.Single().Message, Does.StartWith("These are more than 128 labels"));
        Assert.That(result.Configuration.Facts.Metrics.Find("a"), Is.EqualTo(new MetricDeclaration("a")));
    }

    [TestCase("a: [")]
    [TestCase("\tx: 1")]
    [TestCase("severity: {}\nseverity: {}")]
    [TestCase("schema: thanos\n---\nnames: legacy")]
    public void What_is_no_good_yaml_is_told(string text)
    {
        Assert.That(Read(text).Diagnostics, Is.Not.Empty.And.All.Property("Id").EqualTo("PRL0003"));
    }

    [Test]
    public void No_text_throws_and_every_finding_lies_in_the_text()
    {
        Gen<string> piece = Gen.OneOf(
            Gen.OneOfConst("severity", "facts", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "'", "\"", "&a ", "*a", "<<", "!!str ", "|", "\t", "é", "none", "15s", "#"),
            Gen.String[0, 4]);
        piece.Array[0, 30].Select(static pieces => string.Concat(pieces)).Sample(
            static text =>
            {
                foreach (Diagnostic diagnostic in Read(text).Diagnostics)
                {
                    Assert.That(new SourceRange(0, text.Length).Contains(diagnostic.Location.Range), Is.True);
                }
            },
            iter: 3000);
    }

    private static ConfigurationReadResult Read(string text) => ConfigurationReader.Read(new SourceText("promrulelint.yml", text), ConfigurationDocsTests.Descriptors);

    private static LintConfiguration Valid(string text)
    {
        ConfigurationReadResult result = Read(text);
        Assert.That(result.Diagnostics.Select(static each => each.ToString()), Is.Empty);
        return result.Configuration;
    }
}
