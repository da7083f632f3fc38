using PromRuleLint.Checks.Semantics;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Tests.Verification;

namespace PromRuleLint.Tests.Checks.Semantics;

public sealed class MatcherCheckTests
{
    [TestCase("""x{a="1",⟦a="2"⟧}""")]
    [TestCase("""x{a="1",⟦a!="1"⟧}""")]
    [TestCase("""x{a=~"1|2",⟦a="3"⟧}""")]
    [TestCase("""x{a=~"a.*",⟦a=~"b.*"⟧}""")]
    [TestCase("""x{a=~"a.*",⟦a!~"a.*|b"⟧}""")]
    [TestCase("""x{a="",⟦a!=""⟧}""")]
    [TestCase("""x{a="",⟦a=~".+"⟧}""")]
    [TestCase("""x{a!="",⟦a!~".+"⟧}""")]
    [TestCase("""x{a=~"1|2",b="x",a!="1",⟦a!="2"⟧}""")]
    [TestCase("""{__name__=~"a_.*",⟦__name__="b"⟧}""")]
    [TestCase("""x{⟦a=~"[^\\x{0}-\\x{10FFFF}]"⟧}""")]
    [TestCase("""x{⟦a=~"${name}"⟧}""")]
    [TestCase("""x{⟦a=~"b$c"⟧}""")]
    [TestCase("""x{a=~"1|2",a!="3"}""")]
    [TestCase("""x{a=~"a.*",a=~".*b"}""")]
    [TestCase("""x{a="1",b="2"}""")]
    [TestCase("""x{a!="1",a!="2"}""")]
    [TestCase("""x{a=~"a|b",a=~"b|c"}""")]
    [TestCase("""x{a=~"\\bfoo\\b.*",a=~"bar.*"}""")]
    [TestCase("""x{a="$instance"}""")]
    [TestCase("""x{a!~"$instance"}""")]
    public void Contradictions_are_found_where_they_are_certain(string expression) => Verify("PRL3005", expression);

    [TestCase("""x{a="1",⟦a!="2"⟧}""")]
    [TestCase("""x{⟦a!="2"⟧,a="1"}""")]
    [TestCase("""x{a=~"a.+",⟦a!=""⟧}""")]
    [TestCase("""x{⟦a=~"a.*"⟧,a="ab"}""")]
    [TestCase("""x{a=~"a.*",⟦a=~"[ab].*"⟧}""")]
    [TestCase("""x{a!~"a.*",⟦a!="abc"⟧}""")]
    [TestCase("""x{⟦a=~"b"⟧,a="b"}""")]
    [TestCase("""x{a="1",a="2"}""")]
    [TestCase("""x{a=~".*",a="2"}""")]
    [TestCase("""x{a!="",a!="POD"}""")]
    [TestCase("""x{a=~"a.*",a!="ab"}""")]
    public void Redundant_matchers_are_found(string expression) => Verify("PRL3006", expression);

    [TestCase("""x{⟦a=~"b\\.c"⟧}""", """x{a="b.c"}""")]
    [TestCase("x{⟦a=~`b\\.c`⟧}", "x{a=`b.c`}")]
    [TestCase("""x{⟦a !~ "(foo)"⟧}""", """x{a !="foo"}""")]
    [TestCase("""x{⟦a=~"\"q\""⟧}""", """x{a="\"q\""}""")]
    public void A_pattern_for_one_string_becomes_an_equality(string expression, string fixedText) => VerifyFix("PRL3007", expression, fixedText, isSafe: true);

    [TestCase("""x{b="1",⟦a=~".*"⟧}""", """x{b="1"}""")]
    [TestCase("""x{⟦a=~".*"⟧,b="1"}""", """x{b="1"}""")]
    [TestCase("""x{⟦a=~".*"⟧}""", "x")]
    [TestCase("""x{⟦a=~"(.*)"⟧ , }""", "x")]
    [TestCase("""x{⟦a=~".+"⟧}""", """x{a!=""}""")]
    [TestCase("""x{⟦a!~"..*"⟧}""", """x{a=""}""")]
    public void A_pattern_for_everything_goes(string expression, string fixedText) => VerifyFix("PRL3009", expression, fixedText, isSafe: true);

    [TestCase("""x{a=~"⟦^⟧b.*"}""", """x{a=~"b.*"}""")]
    [TestCase("""x{a=~"b\\.c.*⟦$⟧"}""", """x{a=~"b\\.c.*"}""")]
    [TestCase("""x{a=~"\u0062.\\.⟦$⟧"}""", """x{a=~"b.\\."}""")]
    [TestCase("""x{a=~⟦"^a.|^b.$"⟧}""", """x{a=~"a.|b."}""")]
    public void Redundant_anchors_go(string expression, string fixedText) => VerifyFix("PRL3008", expression, fixedText, isSafe: true);

    [TestCase("""label_replace(x, "d", "⟦$2⟧", "s", "(.*)")""")]
    [TestCase("""label_replace(x, "d", "a⟦${name}⟧b", "s", "(?P<other>.*)")""")]
    [TestCase("""label_replace(x, "d", "⟦$1⟧", "s", "[a-z]+")""")]
    [TestCase("""label_replace(x, "d", "⟦$1_x⟧", "s", "(.*)")""")]
    [TestCase("""label_replace(x, "d", "$1", "s", "(a⟦**⟧)")""")]
    [TestCase("""label_replace(x, "d", "$1", "s", ⟦"(a)\\Qb"⟧)""")]
    [TestCase("""label_replace(x, "d", "$0 $1 ${1} $$2 $ 5$ $-", "s", "(.*)")""")]
    [TestCase("""label_replace(x, "d", "${n}", "s", "(?<n>.*)")""")]
    [TestCase("""label_replace(x, "d", "$n", "s", "(?P<n>.*)")""")]
    [TestCase("""label_replace(x, "d.e", "a", "", "")""")]
    public void Label_replace_is_read_as_it_is_evaluated(string expression) => Verify("PRL3029", expression);

    [TestCase("1", "1.0")]
    [TestCase("0", "0.0")]
    [TestCase("10", "10.0")]
    [TestCase("0.5", "0.5")]
    [TestCase("0.50", "0.5")]
    [TestCase(".5", "0.5")]
    [TestCase("1.5e3", "1500.0")]
    [TestCase("100000", "100000.0")]
    [TestCase("1000000", "1e+06")]
    [TestCase("1234567", "1.234567e+06")]
    [TestCase("123456.7", "123456.7")]
    [TestCase("0.0001", "0.0001")]
    [TestCase("0.00001", "1e-05")]
    [TestCase("-90", "-90.0")]
    [TestCase("+Inf", null)]
    [TestCase("abc", null)]
    [TestCase("", null)]
    public void Numbers_in_labels_have_the_form_of_the_server(string value, string? canonical) => Assert.That(NonCanonicalLe.Canonical(value), Is.EqualTo(canonical));

    [TestCase("""x_bucket{⟦le="5"⟧}""")]
    [TestCase("""x_bucket{⟦le=~"1|2\\.5"⟧}""")]
    [TestCase("""x_bucket{⟦le=~"0.1|1|5"⟧}""")]
    [TestCase("""x_bucket{le=~"0.1|1.0|5.0"}""")]
    [TestCase("""x_bucket{⟦le!="1000000"⟧}""")]
    [TestCase("""x_bucket{le=~"1|1.0"}""")]
    [TestCase("""x_bucket{le=~"5(\\.0)?"}""")]
    [TestCase("""x_bucket{le="+Inf"}""")]
    [TestCase("""x{version="1"}""")]
    public void Bucket_boundaries_must_be_written_as_stored(string expression) => Verify("PRL3036", expression);

    [Test]
    public void A_quantile_that_a_rule_sets_is_stored_as_written() => LintVerifier.Verify("PRL3036", """
        groups:
        - name: g
          rules:
          - record: latency
            expr: sum(x)
            labels: {quantile: "1"}
          - alert: A
            expr: latency{quantile="1"} > 3
        """);

    private static void Verify(string id, string expression) => LintVerifier.Verify(id, Rule(expression));

    private static void VerifyFix(string id, string marked, string fixedText, bool isSafe)
    {
        IReadOnlyList<Diagnostic> found = LintVerifier.VerifyFiles(id, LintConfiguration.Default, onlyMarked: false, ("rules.yml", Rule(marked)));
        CodeFix fix = found.Single(diagnostic => diagnostic.Id == id).CodeFixes[0];
        Assert.That(fix.IsSafe, Is.EqualTo(isSafe));
        string text = MarkedText.Parse(Rule(marked)).Text;
        foreach (TextEdit edit in fix.Edits.OrderByDescending(static edit => edit.Range.Start))
        {
            text = text[..edit.Range.Start] + edit.NewText + text[edit.Range.End..];
        }

        Assert.That(text, Is.EqualTo(Rule(fixedText)));
    }

    private static string Rule(string expression) => $"groups:\n- name: g\n  rules:\n  - alert: A\n    expr: |\n      {expression} > 1\n";
}
