using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

public sealed class CollidingLabelsTests
{
    [TestCase("sum by (shop) (orders)", "{⟦shop: all⟧}")]
    [TestCase("sum by (shop, till) (orders{till=\"1\"})", "{⟦shop: all⟧}")]
    [TestCase("sum by (shop, till) (orders)", "{⟦shop: all⟧, till: all}")]
    [TestCase("sum by (shop) (orders) > 5 or sum by (shop) (returns)", "{⟦shop: all⟧}")]
    [TestCase("count_values(\"shop\", orders)", "{⟦shop: all⟧}")]
    [TestCase("sum by (shop) (orders{shop=~\"a|b\"})", "{⟦shop: all⟧}")]
    [TestCase("topk(3, sum by (shop) (orders))", "{⟦shop: all⟧}")]
    [TestCase("sum by (shop, till) (orders)", "{shop: all}")]
    [TestCase("sum by (shop) (orders{shop=\"a\"})", "{shop: all}")]
    [TestCase("sum by (shop) (orders)", "{till: all}")]
    [TestCase("topk(1, sum by (shop) (orders))", "{shop: all}")]
    [TestCase("orders > 5", "{shop: all}")]
    [TestCase("sum without (till) (orders)", "{shop: all}")]
    [TestCase("absent(orders{shop=\"a\"})", "{shop: all}")]
    public void A_label_of_the_rule_replaces_what_tells_series_apart(string expression, string labels) =>
        LintVerifier.Verify("PRL3048", $"groups:\n- name: g\n  rules:\n  - record: shop:orders:sum\n    expr: '{expression}'\n    labels: {labels}\n");

    [TestCase("⟦count by (alertname) (ALERTS) > 5⟧")]
    [TestCase("⟦count by (__name__) ({__name__=~\"order_.*\"}) > 5⟧")]
    [TestCase("⟦last_over_time({__name__=~\"order_(in|out)\"}[5m]) > 2⟧")]
    [TestCase("⟦{__name__=~\"order_(in|out)\"} > 2 and on () open == 1⟧")]
    [TestCase("{__name__=~\"order_in\"} > 2")]
    [TestCase("label_replace({__name__=~\"order_(in|out)\"}, \"way\", \"$1\", \"__name__\", \"order_(.*)\") > 2")]
    [TestCase("sum by (__name__) (rate(orders_total[5m])) > 2")]
    [TestCase("count by (alertname, shop) (ALERTS) > 5")]
    [TestCase("label_replace(count by (alertname) (ALERTS), \"of\", \"$1\", \"alertname\", \"(.*)\") > 5")]
    public void Every_alert_has_one_name(string expression) => LintVerifier.Verify("PRL3048", $"groups:\n- name: g\n  rules:\n  - alert: Many\n    expr: '{expression}'\n");

    [TestCase("⟦label_join(sum by (shop) (orders), \"shop\", \"\")⟧")]
    [TestCase("⟦-{__name__=~\"order_(in|out)\"}⟧")]
    [TestCase("⟦{__name__=~\"order_(in|out)\"} * 2⟧")]
    [TestCase("⟦{__name__=~\"order_.*\"} > bool 2⟧")]
    [TestCase("sum(⟦max_over_time({__name__=~\"order_.+\", shop=\"a\"}[5m])⟧)")]
    [TestCase("label_replace(sum by (shop) (orders), \"till\", \"all\", \"\", \"\")")]
    [TestCase("label_replace(sum by (shop) (orders), \"shop\", \"$1\", \"shop\", \"(.)-.*\")")]
    [TestCase("label_replace(orders, \"shop\", \"all\", \"\", \"\")")]
    [TestCase("⟦count_over_time({shop=\"a\"}[5m])⟧")]
    [TestCase("rate({__name__=\"orders_total\"}[5m])")]
    [TestCase("rate({__name__=~\"orders_total\"}[5m])")]
    [TestCase("sum({__name__=~\"order_(in|out)\"})")]
    public void A_function_makes_labels_the_same(string expression) => LintVerifier.Verify("PRL3048", $"groups:\n- name: g\n  rules:\n  - alert: Many\n    expr: '({expression}) and on () open == 1'\n");
}
