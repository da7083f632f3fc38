using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.RuleSets;
using PromRuleLint.Tests.Verification;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.RuleSets;

/// <summary>Which files are loaded together, and why they are taken for such.</summary>
public sealed class RuleSetFinderTests
{
    [Test]
    public void Files_of_one_folder_belong_together_and_those_of_others_do_not()
    {
        Assert.That(Find(Input("shop/records.yml", Rules("records", "shop:carts:sum")), Input("shop/alerts.yml", Rules("more", "shop:carts:max")), Input("desk/records.yml", Rules("desk", "desk:cases:sum"))), Is.EqualTo(new[]
        {
            "shop Folder: shop/records.yml shop/alerts.yml",
            "desk/records.yml Alone: desk/records.yml",
        }));
    }

    [Test]
    public void Named_rule_sets_are_known_wherever_their_files_stand()
    {
        Assert.That(Find(Input("a/x.yml", Rules("x", "x"), "production"), Input("b/y.yml", Rules("y", "y"), "production"), Input("b/z.yml", Rules("z", "z"))), Is.EqualTo(new[]
        {
            "production Named: a/x.yml b/y.yml",
            "b/z.yml Alone: b/z.yml",
        }));
    }

    [Test]
    public void Files_that_are_named_for_environments_are_variants()
    {
        Assert.That(Find(Input("shop/api-stage.yml", Rules("a", "shop:carts:sum")), Input("shop/api-production.yml", Rules("b", "shop:carts:max")), Input("shop/web.yml", Rules("c", "shop:web:max"))), Is.EqualTo(new[]
        {
            "shop/web.yml Alone: shop/web.yml",
            "shop/api-stage.yml Alone: shop/api-stage.yml",
            "shop/api-production.yml Alone: shop/api-production.yml",
        }));
        Assert.That(Find(Input("shop/api-latency.yml", Rules("a", "shop:carts:sum")), Input("shop/api-errors.yml", Rules("b", "shop:carts:max"))), Has.Exactly(1).Items);
    }

    [TestCase("  labels:\n    release: shop\n")]
    [TestCase("  annotations:\n    meta.helm.sh/release-name: shop\n")]
    public void Resources_of_one_release_belong_together(string metadata)
    {
        Assert.That(Find(Input("records/a.yml", Resource(metadata, "a", "shop:carts:sum")), Input("alerts/b.yml", Resource(metadata, "b", "shop:carts:max")), Input("alerts/c.yml", Rules("c", "c"))), Is.EqualTo(new[]
        {
            "release shop Release: records/a.yml alerts/b.yml",
            "alerts/c.yml Alone: alerts/c.yml",
        }));
    }

    [Test]
    public void Resources_of_a_release_in_several_environments_do_not()
    {
        const string Metadata = "  labels:\n    release: shop\n";
        Assert.That(Find(Input("prod/a.yml", Resource(Metadata, "a", "x")), Input("dev/b.yml", Resource(Metadata, "b", "y"))), Has.Exactly(2).Items);
        Assert.That(Find(Input("one/a.yml", Resource(Metadata, "a", "x")), Input("two/a.yml", Resource(Metadata, "a", "x"))), Has.Exactly(2).Items);
    }

    [Test]
    public void A_file_that_two_configurations_list_is_part_of_both()
    {
        Assert.That(
            Find(
                Input("rules/common.yml", Rules("c", "c")) with { LoadedBy = ["eu.yml", "us.yml"] },
                Input("rules/eu.yml", Rules("r", "r")) with { LoadedBy = ["eu.yml"] },
                Input("rules/us.yml", Rules("r", "r")) with { LoadedBy = ["us.yml"] }),
            Is.EqualTo(new[]
            {
                "eu.yml PrometheusConfiguration: rules/common.yml rules/eu.yml",
                "us.yml PrometheusConfiguration: rules/common.yml rules/us.yml",
            }));
    }

    [Test]
    public void Files_that_a_unit_test_loads_belong_together()
    {
        LintInput records = Input("records/shop.yml", Rules("records", "shop:carts:sum"));
        LintInput alerts = Input("alerts/shop.yml", Rules("alerts", "shop:carts:max"));
        LintInput tests = Input("tests/shop_test.yml", "rule_files: [../records/shop.yml, ../alerts/shop.yml]\ntests: []\n") with
        {
            TestedRuleFiles = new Dictionary<string, ImmutableArray<SourceText>> { ["../records/shop.yml"] = [records.Source], ["../alerts/shop.yml"] = [alerts.Source] }.ToImmutableDictionary(),
        };
        Assert.That(Find(records, alerts, tests), Has.One.EqualTo("tests/shop_test.yml UnitTests: records/shop.yml alerts/shop.yml tests/shop_test.yml"));
    }

    [Test]
    public void The_templates_of_a_chart_and_the_files_of_a_mixin_belong_together()
    {
        Assert.That(Find(Input("chart/templates/records/a.yml", Rules("a", "a")), Input("chart/templates/alerts/b.yml", Rules("b", "b"))), Is.EqualTo(new[] { "chart/templates Release: chart/templates/records/a.yml chart/templates/alerts/b.yml" }));
        Assert.That(Find(Input("desk-mixin/records/a.yml", Rules("a", "a")), Input("desk-mixin/b.yml", Rules("b", "b"))), Is.EqualTo(new[] { "desk-mixin Release: desk-mixin/records/a.yml desk-mixin/b.yml" }));
    }

    [Test]
    public void Folders_and_files_that_repeat_each_other_are_variants()
    {
        Assert.That(
            Find(Input("desk-mixin/v1/a.yml", Rules("a", "a")), Input("desk-mixin/v2/a.yml", Rules("a", "a"))),
            Is.EqualTo(new[] { "desk-mixin/v1/a.yml Alone: desk-mixin/v1/a.yml", "desk-mixin/v2/a.yml Alone: desk-mixin/v2/a.yml" }));
        Assert.That(
            Find(Input("r/all.yaml", Rules("a", "a")), Input("r/all.json", Rules("a", "a")), Input("r/other.yaml", Rules("b", "b")), Input("r/last.yaml", Rules("c", "c"))),
            Is.EqualTo(new[] { "r Folder: r/other.yaml r/last.yaml", "r/all.yaml Alone: r/all.yaml", "r/all.json Alone: r/all.json" }));
    }

    [Test]
    public void Groups_of_one_name_with_other_rules_and_files_of_one_folder_make_no_variants_of_folders()
    {
        Assert.That(Find(Input("r/a.yml", Rules("desk", "a")), Input("r/b.yml", Rules("desk", "b"))), Is.EqualTo(new[] { "r Folder: r/a.yml r/b.yml" }));
        Assert.That(
            Find(Input("desk-mixin/records/a.yml", Rules("a", "a")), Input("desk-mixin/records/b.yml", Rules("a", "a")), Input("desk-mixin/c.yml", Rules("c", "c"))),
            Is.EqualTo(new[] { "desk-mixin Release: desk-mixin/records/a.yml desk-mixin/records/b.yml desk-mixin/c.yml" }));
    }

    [Test]
    public void Examples_and_fixtures_stand_for_themselves()
    {
        Assert.That(
            Find(Input("docs/examples/a.yml", Rules("a", "a")), Input("docs/examples/b.yml", Rules("b", "b"))),
            Is.EqualTo(new[] { "docs/examples/a.yml Alone: docs/examples/a.yml", "docs/examples/b.yml Alone: docs/examples/b.yml" }));
    }

    [TestCase("one/b.yml", 1)]
    [TestCase("two/b.yml", 0)]
    public void What_a_file_records_is_known_to_its_own_rule_set_only(string reader, int findings)
    {
        const string Records = "groups:\n- name: a\n  rules:\n  - record: desk:cases:count\n    expr: count by (desk) (cases)\n";
        const string Alerts = "groups:\n- name: b\n  rules:\n  - alert: NoCases\n    expr: desk:cases:count == 0\n";
        var found = LintVerifier.Lint(LintConfiguration.Default, ("one/a.yml", Records), (reader, Alerts));
        Assert.That(found.Where(static finding => finding.Id == "PRL4001").ToArray(), Has.Length.EqualTo(findings));
    }

    [Test]
    public void A_finding_across_files_that_are_only_assumed_to_be_loaded_together_says_so()
    {
        const string Records = "groups:\n- name: a\n  rules:\n  - record: desk:cases:count\n    expr: count by (desk) (cases)\n";
        const string Alerts = "groups:\n- name: b\n  rules:\n  - alert: NoCases\n    expr: desk:cases:count == 0\n";
        var assumed = LintVerifier.Lint(LintConfiguration.Default, ("one/a.yml", Records), ("one/b.yml", Alerts));
        var known = LintVerifier.Lint(LintConfiguration.Default with { RuleSet = "desk" }, ("one/a.yml", Records), ("two/b.yml", Alerts));
        var denied = LintVerifier.Lint(LintConfiguration.Default with { DeniedAssumptions = ["loaded-together"] }, ("one/a.yml", Records), ("one/b.yml", Alerts));
        Assert.Multiple(() =>
        {
            Assert.That(assumed.Single().Assumptions.Select(static assumption => assumption.Name), Is.EqualTo(new[] { "loaded-together", "recorded-here-only" }));
            Assert.That(known.Single().Assumptions.Select(static assumption => assumption.Name), Is.EqualTo(new[] { "recorded-here-only" }));
            Assert.That(denied, Is.Empty);
        });
    }

    private static string Resource(string metadata, string group, string record) =>
        $"apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: {group}\n{metadata}spec:\n" + string.Concat(Rules(group, record).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => $"  {line}\n"));

    private static string Rules(string group, string record) => $"groups:\n- name: {group}\n  rules:\n  - record: {record}\n    expr: up\n";

    private static LintInput Input(string path, string text, string ruleSet = "") => new(new SourceText(path, text), LintConfiguration.Default with { RuleSet = ruleSet });

    private static IEnumerable<string> Find(params LintInput[] inputs) => Linter.FindRuleSets(inputs).Select(static set => $"{set.Name} {set.Evidence}: {string.Join(' ', set.Paths)}");
}
