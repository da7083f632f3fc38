using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Tests.PromQL.Printing;

public sealed class LabelMatcherRewriterTests
{
    [TestCase("foo", "foo{job=\"a b\"}")]
    [TestCase("foo{}", "foo{job=\"a b\"}")]
    [TestCase("foo{x='1', # why\n job!~'b',}", "foo{\n  job=\"a b\",\n  x=\"1\" # why\n}")]
    [TestCase("rate(foo{job='a',job!='b'}[5m] offset 1m) / {__name__=~'x.+'}", "rate(foo{job=\"a b\",job=\"a b\"}[5m] offset 1m) / {__name__=~\"x.+\",job=\"a b\"}")]
    [TestCase("1 + vector(2)", "1 + vector(2)")]
    public void Set_gives_each_selector_the_matcher(string input, string expected) =>
        Assert.That(Format(LabelMatcherRewriter.Set(PromQLParser.Parse(input), "job", MatchType.Equal, "a b")), Is.EqualTo(expected));

    [TestCase("foo{a='b'}", MatchType.Equal, "bar", "bar{a=\"b\"}")]
    [TestCase("foo{a='b'}", MatchType.Equal, "b r", "{__name__=\"b r\",a=\"b\"}")]
    [TestCase("foo", MatchType.Regexp, "b.+", "{__name__=~\"b.+\"}")]
    [TestCase("{'foo', a='b'}", MatchType.Equal, "bar", "{__name__=\"bar\",a=\"b\"}")]
    public void Set_can_change_the_name_of_the_metric(string input, MatchType type, string value, string expected) =>
        Assert.That(Format(LabelMatcherRewriter.Set(PromQLParser.Parse(input), "__name__", type, value)), Is.EqualTo(expected));

    [TestCase("foo{job='a'}", "foo")]
    [TestCase("foo{job='a', x='1'}", "foo{x=\"1\"}")]
    [TestCase("foo{x='1',job='a'}", "foo{x=\"1\"}")]
    [TestCase("foo{job='a', # a, b\n job='b', x='1'} + bar", "  foo{ # a, b\n    x=\"1\"\n  }\n+\n  bar")]
    public void Delete_takes_the_matchers_away(string input, string expected) =>
        Assert.That(Format(LabelMatcherRewriter.Delete(PromQLParser.Parse(input), "job")), Is.EqualTo(expected));

    private static string Format(string text)
    {
        ParseResult parse = PromQLParser.Parse(text);
        Assert.That(parse.IsValid, Is.True, text);
        return PromQLFormatter.Format(parse);
    }
}
