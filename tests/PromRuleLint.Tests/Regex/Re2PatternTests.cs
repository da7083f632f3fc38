using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Regex;

public sealed class Re2PatternTests
{
    [TestCase("⟦(⟧abc", "missing closing )")]
    [TestCase("a⟦(⟧b(c)", "missing closing )")]
    [TestCase("ab⟦)⟧", "unexpected )")]
    [TestCase("x⟦[a-z⟧", "missing closing ]")]
    [TestCase("[⟦z-a⟧]", "invalid character class range")]
    [TestCase("[⟦[:letter:]⟧]", "invalid character class range")]
    [TestCase(@"a⟦\p{Klingon}⟧", "invalid character class range")]
    [TestCase(@"a⟦\p⟧", "invalid character class range")]
    [TestCase(@"a⟦\p{L⟧", "invalid character class range")]
    [TestCase(@"⟦\p{Todhri}⟧", "invalid character class range")]
    [TestCase("a⟦**⟧", "invalid nested repetition operator")]
    [TestCase("a⟦{2}+?⟧", "invalid nested repetition operator")]
    [TestCase("x|⟦*⟧", "missing argument to repetition operator")]
    [TestCase("x(⟦+?⟧)", "missing argument to repetition operator")]
    [TestCase("a⟦{3,2}⟧", "invalid repeat count")]
    [TestCase("a⟦{1001}⟧", "invalid repeat count")]
    [TestCase("(?:a{100}b)⟦{11}⟧", "invalid repeat count")]
    [TestCase(@"a⟦\q⟧", "invalid escape sequence")]
    [TestCase(@"a⟦\1⟧", "invalid escape sequence")]
    [TestCase(@"a⟦\C⟧", "invalid escape sequence")]
    [TestCase(@"a⟦\x{110000}⟧", "invalid escape sequence")]
    [TestCase(@"a⟦\xg⟧", "invalid escape sequence")]
    [TestCase(@"ab⟦\⟧", "trailing backslash at end of expression")]
    [TestCase("⟦(?=⟧a)", "invalid or unsupported Perl syntax")]
    [TestCase("a⟦(?!⟧b)", "invalid or unsupported Perl syntax")]
    [TestCase("⟦(?-:⟧a)", "invalid or unsupported Perl syntax")]
    [TestCase("⟦(?i⟧", "invalid or unsupported Perl syntax")]
    [TestCase("⟦(?P<a-b>⟧x)", "invalid named capture")]
    [TestCase("⟦(?<a⟧", "invalid named capture")]
    [TestCase("⟦(?P⟧=name)", "invalid or unsupported Perl syntax")]
    public void Rejects_at_the_place_for_the_reason_of_Go(string marked, string reason)
    {
        MarkedText pattern = MarkedText.Parse(marked);
        Re2Error? error = Re2Pattern.Parse(pattern.Text).Error;
        Assert.That(error, Is.Not.Null);
        Assert.That((error!.Reason, error.Range), Is.EqualTo((reason, pattern.Marks.Single().Range)));
        Assert.That(error.Message, Does.StartWith(reason));
    }

    [TestCase("a{")]
    [TestCase("a{,2}")]
    [TestCase("a{1,2")]
    [TestCase("a{01}")]
    [TestCase("a{2}{")]
    [TestCase("]")]
    [TestCase("[]a]")]
    [TestCase("[^]a]")]
    [TestCase("[a-]")]
    [TestCase("[-a]")]
    [TestCase("[a-b-c]")]
    [TestCase("[[:a]")]
    [TestCase(@"\Qa*")]
    [TestCase(@"a\Q\E*")]
    [TestCase("a(?i)*")]
    [TestCase("(?:a{10}b){100}")]
    [TestCase("(?:a{1000}){0}")]
    [TestCase("(?i-s:x)")]
    [TestCase("(?U)a*?")]
    [TestCase("(?-i)x")]
    [TestCase("(?P<n>a)(?P<n>b)")]
    [TestCase(@"\pN\p{^Greek}\P{Old_Italic}\p{Lu}\p{Any}")]
    [TestCase(@"\x{10FFFF}\x41\101\0\_")]
    [TestCase("()|")]
    public void Accepts_what_Go_accepts(string pattern) => Assert.That(Re2Pattern.Parse(pattern).Error, Is.Null);

    [TestCase("foo", "foo")]
    [TestCase(@"10\.0\.0\.1", "10.0.0.1")]
    [TestCase("^foo$", "foo")]
    [TestCase("(foo)", "foo")]
    [TestCase("a[b]c", "abc")]
    [TestCase("fo{2}", "foo")]
    [TestCase("(?i)42", "42")]
    [TestCase("", "")]
    [TestCase("^$", "")]
    [TestCase("foo|foo", "foo")]
    [TestCase("foo.*", null)]
    [TestCase("a?", null)]
    [TestCase("(?i)a", null)]
    public void Literal_is_the_only_string(string pattern, string? literal) => Assert.That(Re2Pattern.Parse(pattern).Literal, Is.EqualTo(literal));

    [TestCase("a?b", "ab", "b")]
    [TestCase("(?i)ok", "OK", "Ok", "oK", "ok", "o\u212A", "O\u212A")]
    [TestCase("(dev|prod)-[12]", "dev-1", "dev-2", "prod-1", "prod-2")]
    [TestCase("(^a|b$)", "a", "b")]
    [TestCase("x{1,3}", "x", "xx", "xxx")]
    [TestCase("(|a)b*{0}", null)]
    [TestCase(@"[^\x{0}-\x{10FFFF}]")]
    public void Finite_matches_are_all_strings(string pattern, params string[]? strings)
    {
        var found = Re2Pattern.Parse(pattern);
        if (strings is null)
        {
            Assert.That(found.FiniteMatches.IsDefault, Is.True);
        }
        else
        {
            Assert.That(found.FiniteMatches, Is.EquivalentTo(strings));
        }
    }

    [TestCase(".*", true, false)]
    [TestCase(".+", false, true)]
    [TestCase("^.*$", true, false)]
    [TestCase("(.*)", true, false)]
    [TestCase("(.|x)*", true, false)]
    [TestCase(@"[\s\S]*", true, false)]
    [TestCase("..*", false, true)]
    [TestCase(".+|", true, false)]
    [TestCase("(?-s).*", false, false)]
    [TestCase(@"[^\n]*", false, false)]
    [TestCase("a*", false, false)]
    [TestCase(".?", false, false)]
    public void Knows_what_matches_everything(string pattern, bool all, bool nonEmpty)
    {
        var found = Re2Pattern.Parse(pattern);
        Assert.That((found.MatchesAll, found.MatchesAllNonEmpty), Is.EqualTo((all, nonEmpty)));
    }

    [TestCase("foo.*", "foo", "")]
    [TestCase(".*bar", "", "bar")]
    [TestCase("foo.+bar", "foo", "bar")]
    [TestCase("(foo|fob).*", "fo", "")]
    [TestCase("^api-(a|b)-x$", "api-", "-x")]
    [TestCase("fo+", "fo", "o")]
    [TestCase("(ab){2,}", "ab", "ab")]
    [TestCase("(?i)1a2", "1", "2")]
    [TestCase("a?b", "", "b")]
    public void Prefix_and_suffix_are_certain(string pattern, string prefix, string suffix)
    {
        var found = Re2Pattern.Parse(pattern);
        Assert.That((found.Prefix, found.Suffix), Is.EqualTo((prefix, suffix)));
    }

    [TestCase("⟦^⟧foo⟦$⟧")]
    [TestCase("(⟦^⟧a|⟦^⟧b)c⟦$⟧")]
    [TestCase(@"⟦\A⟧foo⟦\z⟧")]
    [TestCase("⟦^⟧⟦^⟧a")]
    [TestCase("a|⟦^⟧b⟦$⟧|c")]
    [TestCase(@"\^a\$")]
    [TestCase("[^a]")]
    [TestCase(".*(^a)")]
    [TestCase("x*^a$*")]
    public void Redundant_anchors_are_found(string marked)
    {
        MarkedText pattern = MarkedText.Parse(marked);
        Assert.That(Re2Pattern.Parse(pattern.Text).RedundantAnchors, Is.EqualTo(pattern.Marks.Select(static mark => mark.Range)));
    }

    [Test]
    public void Wildcards_at_the_ends_have_their_ranges()
    {
        var found = Re2Pattern.Parse("^.*foo.*$");
        Assert.That((found.LeadingWildcard, found.TrailingWildcard), Is.EqualTo(((TextRange?)new TextRange(1, 3), (TextRange?)new TextRange(6, 8))));
        found = Re2Pattern.Parse(".+foo|.*");
        Assert.That((found.LeadingWildcard, found.TrailingWildcard), Is.EqualTo(((TextRange?)null, (TextRange?)null)));
    }

    [Test]
    public void Groups_are_numbered_by_their_opening()
    {
        var found = Re2Pattern.Parse("(a(?P<inner>b))(?:c)(?<last>d)");
        Assert.That(found.Groups, Is.EqualTo(new Re2Group[]
        {
            new(1, null, new(0, 15)), new(2, "inner", new(2, 14)), new(3, "last", new(20, 30)),
        }));
    }

    [TestCase("foo|bar.*", new[] { "foo", "bar.*" })]
    [TestCase("(foo|bar)", new[] { "foo", "bar" })]
    [TestCase("foo|(?:b.|az)", new[] { "foo", "b.", "az" })]
    [TestCase("foo(a|b)", new[] { "foo(a|b)" })]
    public void Branches_are_those_of_the_outermost_alternation(string pattern, string[] branches) =>
        Assert.That(Re2Pattern.Parse(pattern).Branches.Select(range => range.In(pattern).ToString()), Is.EqualTo(branches));

    [TestCase(@"\bfoo\b.*", "foo bar", true)]
    [TestCase(@"foo\B.*", "foo bar", false)]
    [TestCase("(?m)a$.^b", "a\nb", true)]
    [TestCase("a$.^b", "a\nb", false)]
    [TestCase("(?-s)a.b", "a\nb", false)]
    [TestCase("a.b", "a\U0001F600b", true)]
    [TestCase("a.b", "a\uD83D\uDE00\uDE00b", false)]
    [TestCase("(?i)straße", "STRAẞE", true)]
    [TestCase("(?i)k", "\u212A", true)]
    [TestCase(@"(?i)\w", "ſ", true)]
    [TestCase(@"\w", "ſ", false)]
    [TestCase(@"\p{Greek}+", "αβγ", true)]
    [TestCase(@"\p{Lu}", "Ω", true)]
    [TestCase(@"\P{Lu}", "Ω", false)]
    [TestCase(@"(?i)\p{Lu}", "ω", true)]
    [TestCase("(a*)*", "aaaa", true)]
    [TestCase("(a|b){2,3}", "aba", true)]
    [TestCase("(a|b){2,3}", "abab", false)]
    [TestCase("(?:){1000}a", "a", true)]
    public void Matches_the_whole_value(string pattern, string value, bool expected) => Assert.That(Re2Pattern.Parse(pattern).IsMatch(value), Is.EqualTo(expected));

    [TestCase(new[] { "foo.*", ".*bar" }, new string[0], true)]
    [TestCase(new[] { "foo.*", "bar.*" }, new string[0], false)]
    [TestCase(new[] { "[a-f]+", "[g-z]+|x?y" }, new string[0], false)]
    [TestCase(new[] { "a|b" }, new[] { "a", "b" }, false)]
    [TestCase(new[] { "5.." }, new[] { "5[0-9]{2}" }, true)]
    [TestCase(new[] { "5[0-9]+" }, new[] { "5.+" }, false)]
    [TestCase(new string[0], new[] { ".+" }, true)]
    [TestCase(new string[0], new[] { ".+", "" }, false)]
    [TestCase(new[] { "a$b" }, new string[0], false)]
    [TestCase(new[] { "x*$", "^x+" }, new[] { "x" }, true)]
    [TestCase(new[] { @".*\bx" }, new[] { "y" }, true)]
    [TestCase(new[] { @".*\bx" }, new[] { ".*x" }, null)]
    [TestCase(new[] { "(" }, new string[0], null)]
    public void Knows_whether_patterns_can_match_together(string[] matched, string[] notMatched, bool? expected) =>
        Assert.That(Re2Pattern.CanMatchTogether([.. matched.Select(Re2Pattern.Parse)], [.. notMatched.Select(Re2Pattern.Parse)]), Is.EqualTo(expected));

    [Test]
    public void Depth_is_limited_as_in_Go_and_costs_no_stack()
    {
        string Nested(int depth, string open) => string.Concat(Enumerable.Repeat(open, depth)) + "a" + new string(')', depth);
        Assert.That(Re2Pattern.Parse(Nested(998, "(")).Error, Is.Null);
        Assert.That(Re2Pattern.Parse(Nested(1001, "(")).Error?.Reason, Is.EqualTo("expression nests too deeply"));
        Assert.That(Re2Pattern.Parse(Nested(100_000, "(?:")).Literal, Is.EqualTo("a"));
        Assert.That(Re2Pattern.Parse(new string('(', 100_000)).Error?.Reason, Is.EqualTo("missing closing )"));
        Assert.That(Re2Pattern.Parse(new string('[', 100_000)).Error?.Reason, Is.EqualTo("missing closing ]"));
    }

    [Test]
    public void Size_is_limited_as_in_Go()
    {
        string Repeated(int count) => string.Concat(Enumerable.Repeat(".{1000}", count));
        Assert.That(Re2Pattern.Parse(Repeated(3300)).Error, Is.Null);
        Assert.That(Re2Pattern.Parse(Repeated(3400)).Error?.Reason, Is.EqualTo("expression too large"));
    }

    [Test]
    public void A_value_that_makes_others_backtrack_is_matched_in_steps_that_grow_with_its_length()
    {
        var pattern = Re2Pattern.Parse("(a*)*(a|aa)+(.*a){10}b");
        Assert.That(pattern.IsMatch(new string('a', 20_000)), Is.False);
        Assert.That(pattern.IsMatch(new string('a', 20_000) + "b"), Is.True);
    }
}
