using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.PromQL;

/// <summary>Where errors stand, how many there are, and that the rest is still checked.</summary>
public sealed class SyntaxErrorTests
{
    [TestCase("up == ⟦⟧")]
    [TestCase("sum⟦(⟧rate(x[5m])")]
    [TestCase("sum(rate(x⟦[⟧5m")]
    [TestCase("sum(abs(x{a=\"b\"⟦[⟧5m])) by (job) > 0")]
    [TestCase("x{ ⟦>⟧ 0")]
    [TestCase("sum(rate(x[5m⟦)⟧ > 3 and on (job) (up == 1")]
    [TestCase("x{a=\"b\" ⟦+⟧ y{c=\"d\"} > 3")]
    [TestCase("x{a=\"b} > 3 and y{c=\"d⟦\"}⟧")]
    [TestCase("x ⟦&&⟧ sum⟦(⟧y")]
    [TestCase("up⟦)⟧ > 1")]
    [TestCase("rate(x[5m⟦)⟧ > ⟦foo⟧()")]
    [TestCase("a ⟦=⟧ 1")]
    [TestCase("a ⟦b⟧ + ⟦foo⟧(c)")]
    [TestCase("sum(a ⟦b⟧) + ⟦foo⟧(c)")]
    [TestCase("topk(5 ⟦x⟧)")]
    [TestCase("rate(⟦*⟧ 2) + ⟦foo⟧(c)")]
    [TestCase("x{a=⟦b⟧, c=\"d\", e⟦}⟧ + ⟦foo⟧(c)")]
    [TestCase("{a=⟦1⟧}")]
    [TestCase("sum by (⟦==⟧, a) (⟦foo⟧(c))")]
    [TestCase("sum(x) by ⟦le⟧ + ⟦foo⟧(c)")]
    [TestCase("sum(x) by (le) ⟦by⟧ (job) + ⟦foo⟧(c)")]
    [TestCase("a + ⟦group_left⟧ (b) c")]
    [TestCase("a + on(b) group_left ⟦bool⟧ c")]
    [TestCase("rate(x[⟦five⟧]) + ⟦foo⟧(c)")]
    [TestCase("x offset ⟦y⟧")]
    [TestCase("x @ ⟦y⟧")]
    [TestCase("x @ start⟦⟧")]
    [TestCase("⟦bool⟧")]
    [TestCase("rate(⟦on⟧(a)) + ⟦foo⟧(c)")]
    [TestCase("x{a=⟦\"b}⟧")]
    [TestCase("x⟦.⟧y")]
    [TestCase("x ⟦&&⟧ y ⟦||⟧ z ⟦<>⟧ 1 ⟦=>⟧ 2 ⟦=<⟧ 3 ⟦===⟧ 4 ⟦!==⟧ 5")]
    [TestCase("x{a⟦~=⟧\"b\", c⟦=!⟧\"d\"⟦&&⟧ e=⟦=⟧\"f\", g⟦:⟧\"h\", i⟦!=~⟧\"j\"}")]
    [TestCase("x{a=\"b\" ⟦and⟧ c=\"d\"}")]
    [TestCase("not ⟦x⟧")]
    [TestCase("sum(rate({app=\"x\"} ⟦|=⟧ \"error\" | json | level = `warn` [5m])) == 5 == 7")]
    [TestCase("sum(rate({app=\"x\"} ⟦| ⟧logfmt [5m]))")]
    [TestCase("sum(rate(x[⟦\"5m\"⟧]))")]
    public void Each_fault_is_shown_at_its_place(string marked)
    {
        string text = MarkedText.Parse(marked).Text;
        ParseResult result = PromQLParser.Parse(text);
        Assert.That(MarkedText.Show(text, result.Errors.Select(static error => new MarkedText.Mark("", error.Range))), Is.EqualTo(marked), string.Join('\n', result.Errors));
    }

    [TestCase("1 ⟦==⟧ 2")]
    [TestCase("⟦1 and x⟧")]
    [TestCase("⟦x[5m]⟧ + ⟦\"a\"⟧")]
    [TestCase("⟦-x[5m]⟧")]
    [TestCase("rate(⟦x⟧)")]
    [TestCase("rate(sum(⟦x[5m]⟧)[5m:])")]
    [TestCase("⟦rate()⟧")]
    [TestCase("⟦round(x, 1, 2)⟧")]
    [TestCase("⟦label_join(x, \"a\")⟧")]
    [TestCase("topk(⟦x⟧, x)")]
    [TestCase("quantile(⟦\"0.9\"⟧, x)")]
    [TestCase("x + on(a) group_left(⟦a⟧) y")]
    [TestCase("x and on(a) ⟦group_left⟧ y")]
    [TestCase("x + ⟦bool⟧ y")]
    [TestCase("x == ⟦on(a)⟧ 1")]
    [TestCase("x + ⟦fill(0)⟧ 1")]
    [TestCase("x or ⟦fill(0)⟧ y")]
    [TestCase("⟦{}⟧")]
    [TestCase("⟦{a=~\"x?\", b!=\"c\"}⟧")]
    [TestCase("x{⟦__name__=\"y\"⟧}")]
    [TestCase("x[⟦0s⟧]")]
    [TestCase("x[5m:⟦-1⟧]")]
    [TestCase("x[1/⟦0⟧]")]
    [TestCase("(x)⟦[5m]⟧")]
    [TestCase("x @ 5 ⟦[5m]⟧")]
    [TestCase("sum(x) ⟦offset 5m⟧")]
    [TestCase("x offset 5m ⟦offset 5m⟧")]
    [TestCase("x anchored ⟦smoothed⟧")]
    [TestCase("x ⟦@ Inf⟧")]
    [TestCase("sum by (⟦\"\"⟧) (x)")]
    [TestCase("info(x, ⟦y{a=\"b\"}⟧)")]
    [TestCase("info(x, ⟦1⟧)")]
    [TestCase("⟦sum(a, b)⟧")]
    [TestCase("sum(x⟦,⟧)")]
    public void Each_wrong_type_or_number_is_shown_at_its_place(string marked)
    {
        string text = MarkedText.Parse(marked).Text;
        ParseResult result = PromQLParser.Parse(text);
        Assert.That(MarkedText.Show(text, result.Errors.Select(static error => new MarkedText.Mark("", error.Range))), Is.EqualTo(marked), string.Join('\n', result.Errors));
    }

    [TestCase("sign(x)", "sgn")]
    [TestCase("Rate(x[5m])", "rate")]
    [TestCase("histogram_quantil(0.9, x)", "histogram_quantile")]
    [TestCase("max_overtime(x[5m])", "max_over_time")]
    [TestCase("holt_winters(x[5m], 0.1, 0.1)", "double_exponential_smoothing")]
    public void A_misspelled_function_gets_the_nearest_right_name(string text, string name)
    {
        PromQLError error = PromQLParser.Parse(text).Errors.Single();
        Assert.That(error.Kind, Is.EqualTo(PromQLErrorKind.UnknownFunction));
        Assert.That(error.Replacement, Is.EqualTo(name));
        Assert.That(error.Message, Does.Contain($"'{name}'"));
    }

    [TestCase("histogram_share(0.2, x)", "MetricsQL")]
    [TestCase("x = 1", "'=='")]
    [TestCase("a | b", "'or'")]
    [TestCase("x{a=b}", "\"b\"")]
    [TestCase("rate(x)", "x[5m]")]
    [TestCase("a.b", "{\"")]
    [TestCase("x[5 m]", "'m'")]
    public void A_message_says_what_to_write_instead(string text, string part) =>
        Assert.That(string.Join('\n', PromQLParser.Parse(text).Errors.Select(e => e.Message)), Does.Contain(part));

    [Test]
    public void What_was_read_around_an_error_is_in_the_tree()
    {
        ParseResult result = PromQLParser.Parse("sum(rate(x[5m]) y) / count(z)");
        Assert.That(result.IsValid, Is.False);
        Assert.That(result.Root!.DescendantsAndSelf().OfType<VectorSelector>().Select(s => s.Name), Is.EqualTo(new[] { "x", "z" }));
    }

    [Test]
    public void An_error_list_is_in_the_order_of_the_text()
    {
        ParseResult result = PromQLParser.Parse("foo(x) + 1 == 2 + rate(y) + {} + bar()");
        Assert.That(result.Errors.Select(e => e.Range.Start), Is.Ordered);
        Assert.That(result.Errors, Has.Length.EqualTo(4));
    }

    [TestCase("x && y", "PromQL has no operator '&&'; write 'and'")]
    [TestCase("x{a~=\"b\"}", "PromQL has no operator '~=' among matchers; write '=~'")]
    [TestCase("x ~= \"b\"", "unexpected '~'; a pattern stands in braces, after a label: {label=~\"…\"}")]
    [TestCase("summ by (job) (x)", "unexpected 'by' after 'summ', which is no aggregation; did you mean 'sum'?")]
    [TestCase("mean by (job) (x)", "unexpected 'by' after 'mean', which is no aggregation; did you mean 'avg'?")]
    [TestCase("agv(x)", "there is no function 'agv'; did you mean 'avg'?")]
    [TestCase("average(x)", "there is no function 'average'; did you mean 'avg'?")]
    [TestCase("averag(x)", "there is no function 'averag'; did you mean 'avg'?")]
    [TestCase("count_value(\"a\", x)", "there is no function 'count_value'; did you mean 'count_values'?")]
    [TestCase("scalar(count(x)) == 0", "a comparison between two scalars filters nothing and must return 0 or 1, and scalar() of no series is NaN, never 0; to alert when there is no series write 'absent(…)'")]
    [TestCase("scalar(x) > 5", "a comparison between two scalars filters nothing and must return 0 or 1: leave scalar() out to filter, or write '> bool'")]
    [TestCase("x | json", "this looks like LogQL, which Prometheus does not read; if these are rules of Loki, set 'schema: loki' for the file")]
    public void What_was_probably_meant_is_named(string expression, string message) =>
        Assert.That(PromQLParser.Parse(expression).Errors.Select(static error => error.Message), Is.EqualTo([message]));
}
