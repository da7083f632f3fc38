using PromRuleLint.PromQL;

namespace PromRuleLint.Tests.PromQL;

public sealed class PromQLOptionsTests
{
    private static readonly PromQLOptions AllOff = new()
    {
        ExperimentalFunctions = false,
        DurationExpressions = false,
        ExtendedRangeSelectors = false,
        FillModifiers = false,
    };

    [TestCase("⟦mad_over_time⟧(x[5m])", "promql-experimental-functions")]
    [TestCase("⟦limitk⟧(5, x)", "promql-experimental-functions")]
    [TestCase("⟦start_timestamp⟧(x)", "use-start-timestamps")]
    [TestCase("x[⟦5m*2⟧]", "promql-duration-expr")]
    [TestCase("x[⟦step()⟧]", "promql-duration-expr")]
    [TestCase("x offset ⟦(5m)⟧", "promql-duration-expr")]
    [TestCase("x ⟦anchored⟧", "promql-extended-range-selectors")]
    [TestCase("x[5m] ⟦smoothed⟧", "promql-extended-range-selectors")]
    [TestCase("a + ⟦fill_left(0) fill_right(1)⟧ b", "promql-binop-fill-modifiers")]
    public void What_needs_a_flag_that_is_off_is_named_with_it(string marked, string flag)
    {
        string text = MarkedText.Parse(marked).Text;
        ParseResult result = PromQLParser.Parse(text, AllOff);
        Assert.That(MarkedText.Show(text, result.Errors.Select(static error => new MarkedText.Mark("", error.Range))), Is.EqualTo(marked));
        Assert.That(result.Errors[0].Kind, Is.EqualTo(PromQLErrorKind.ExperimentalFeature));
        Assert.That(result.Errors[0].Message, Does.Contain("--enable-feature=" + flag));
        Assert.That(PromQLParser.Parse(text).IsValid, Is.True);
    }

    [TestCase("⟦last_over_time⟧(x[5m])", "2.25", "2.26")]
    [TestCase("⟦atan⟧(x) ⟦atan2⟧ y", "2.30", "2.31")]
    [TestCase("x ⟦@ 5⟧", "2.32", "2.33")]
    [TestCase("x ⟦offset -5m⟧", "2.32", "2.33")]
    [TestCase("⟦limit_ratio⟧(0.5, x)", "2.53", "2.54")]
    [TestCase("x > ⟦5m⟧ + ⟦1_000⟧", "2.53", "2.54")]
    [TestCase("sum by (⟦\"a.b\"⟧) ({⟦\"x.y\"⟧, ⟦\"c.d\"⟧=\"e\"})", "2.55", "3.0")]
    [TestCase("x[⟦2*5m⟧]", "3.3", "3.4")]
    [TestCase("x[⟦max_of(step(), 5m)⟧]", "3.12", "3.13")]
    [TestCase("x ⟦smoothed⟧", "3.6", "3.7")]
    [TestCase("a + ⟦fill(0)⟧ b", "3.9", "3.10")]
    [TestCase("x ⟦</⟧ 5", "3.10", "3.11")]
    public void What_is_newer_than_the_target_is_named_with_its_version(string marked, string target, string since)
    {
        string text = MarkedText.Parse(marked).Text;
        ParseResult result = PromQLParser.Parse(text, new PromQLOptions { TargetVersion = Version.Parse(target) });
        Assert.That(result.IsValid, Is.True);
        Assert.That(MarkedText.Show(text, result.Notices.Select(static error => new MarkedText.Mark("", error.Range))), Is.EqualTo(marked));
        Assert.That(result.Notices.Select(n => n.Kind), Is.All.EqualTo(PromQLErrorKind.NewerThanTarget));
        Assert.That(result.Notices.Select(n => n.Message), Is.All.Contains("since " + since + ","));
        Assert.That(PromQLParser.Parse(text, new PromQLOptions { TargetVersion = Version.Parse(since) }).Notices, Is.Empty);
        Assert.That(PromQLParser.Parse(text).Notices, Is.Empty);
    }

    [Test]
    public void An_old_target_still_has_a_function_that_was_renamed_since()
    {
        ParseResult result = PromQLParser.Parse("holt_winters(x[5m], 0.1, 0.1)", new PromQLOptions { TargetVersion = new Version(2, 55) });
        Assert.That(result.IsValid, Is.True);
        Assert.That(result.Notices.Single().Kind, Is.EqualTo(PromQLErrorKind.RenamedFunction));
        Assert.That(result.Notices.Single().Message, Does.Contain("double_exponential_smoothing"));
    }
}
