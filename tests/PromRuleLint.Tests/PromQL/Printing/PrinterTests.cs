using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Tests.PromQL.Printing;

public sealed class PrinterTests
{
    [TestCase("Inf ^ 2", "Inf ^ 2")]
    [TestCase("+Inf", "+Inf")]
    [TestCase("-inf", "-Inf")]
    [TestCase("nan", "NaN")]
    [TestCase("1_000 * 0x1F + 1_0", "1_000 * 31 + 10")]
    [TestCase("1e21 + 1e-7", "1000000000000000000000 + 0.0000001")]
    [TestCase("5m * 2", "5m * 2")]
    [TestCase("- 1 ^ 2", "-1 ^ 2")]
    [TestCase("sum by ('without', 'inf', 'on', 'a b',) (x)", "sum by (\"without\", \"inf\", on, \"a b\") (x)")]
    [TestCase("SUM(x) BY (a) AND y", "sum by (a) (x) and y")]
    [TestCase("x offset NaN", "x offset NaN")]
    [TestCase("x offset 0s", "x")]
    [TestCase("x[1.5]", "x[1s500ms]")]
    [TestCase("x[0.0005]", "x[0.0005]")]
    [TestCase("x[382d] @ 1.0005", "x[382d] @ 1.001")]
    [TestCase("x[365d] offset 2w", "x[1y] offset 2w")]
    [TestCase("a + fill(1e6) b", "a + fill (1e+06) b")]
    [TestCase("{'x.y', b='c'}", "{__name__=\"x.y\",b=\"c\"}")]
    [TestCase("x{b='\\xff\\u00a0\\'`'}", "x{b='\\xff\\u00a0\\'`'}")]
    [TestCase("x{z='1',a='2',a!='0'}", "x{a!=\"0\",a=\"2\",z=\"1\"}")]
    public void Expressions_have_one_canonical_form(string input, string expected)
    {
        ParseResult parse = PromQLParser.Parse(input);
        Assert.That(parse.IsValid, Is.True);
        string printed = PromQLPrinter.Print(parse.Root!);
        Assert.That(printed, Is.EqualTo(expected));
        Assert.That(ExprEquality.AreEqual(parse.Root, PromQLParser.Parse(printed).Root), Is.True);
    }
}
