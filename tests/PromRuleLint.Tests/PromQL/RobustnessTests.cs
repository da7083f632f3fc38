using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Tokenizing;

namespace PromRuleLint.Tests.PromQL;

/// <summary>Text that nobody writes: an error, never an exception or an overflow of the stack.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Hostile =
    [
        new('(', 100_000),
        new(')', 100_000),
        new('[', 100_000),
        new('{', 100_000),
        new('-', 100_000),
        new('"', 99_999),
        string.Concat(Enumerable.Repeat("f(", 50_000)),
        string.Concat(Enumerable.Repeat("sum by (", 50_000)),
        string.Concat(Enumerable.Repeat("x[1:", 50_000)),
        string.Concat(Enumerable.Repeat("x+", 100_000)) + "x",
        string.Concat(Enumerable.Repeat("2^", 100_000)) + "2",
        string.Concat(Enumerable.Repeat("x,", 100_000)),
        "x" + string.Concat(Enumerable.Repeat("[5m:]", 100_000)),
        "x[" + new string('(', 100_000) + "5m",
        "x offset " + new string('-', 100_000) + "5m",
        "{" + string.Concat(Enumerable.Repeat("a=\"b\",", 100_000)) + "}",
        "sum by (" + string.Concat(Enumerable.Repeat("a,", 100_000)) + ") (x)",
        new('a', 1_000_000),
        new('9', 1_000_000),
        "\"" + new string('\\', 1_000_000),
        "x{a=~\"" + new string('(', 100_000) + "\"}",
        new('\0', 1000),
        "\uD800",
        "x{a=\"\uDC00\"}",
        "\uFEFFup",
        "up\u00A0== 1",
        "#" + new string('x', 1_000_000),
        new string('\n', 1_000_000) + "x",
    ];

    [Test]
    public void Hostile_text_gives_a_result()
    {
        foreach (string text in Hostile)
        {
            ParseResult result = PromQLParser.Parse(text);
            Assert.That(result.Errors, Has.Length.LessThan(2_000_000));
            foreach (PromQLError error in result.Errors)
            {
                Assert.That(error.Range.Start, Is.InRange(0, error.Range.End));
                Assert.That(error.Range.End, Is.LessThanOrEqualTo(text.Length));
            }
        }
    }

    [Test]
    public void The_deepest_accepted_expressions_fit_into_a_small_stack()
    {
        // A megabyte, the least that a usual thread has; what runs here is not optimized and needs more than in use.
        int levels = PromQLTokenizer.MaxParentheses;
        string[] deepest =
        [
            new string('(', levels) + "x" + new string(')', levels),
            string.Concat(Enumerable.Repeat("abs(", levels)) + "x" + new string(')', levels),
            string.Concat(Enumerable.Repeat("sum by (a) (1+", levels)) + "x" + new string(')', levels),
            string.Concat(Enumerable.Repeat("x^", PromQLTokenizer.MaxNesting - 2)) + "x",
            string.Concat(Enumerable.Repeat("x+", PromQLTokenizer.MaxNesting - 2)) + "x",
            new string('-', PromQLTokenizer.MaxNesting - 2) + "x",
            string.Concat(Enumerable.Repeat("-(", levels)) + new string('-', 500) + "x" + new string(')', levels),
        ];
        var failures = new List<string>();
        var thread = new Thread(
            () =>
            {
                foreach (string text in deepest)
                {
                    ParseResult result = PromQLParser.Parse(text);
                    if (!result.IsValid)
                    {
                        failures.Add($"{text[..20]}…: {result.Errors[0]}");
                    }
                }
            },
            maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failures, Is.Empty);
    }

    [Test]
    public void Beyond_the_limits_the_one_error_is_that_it_is_too_deep()
    {
        foreach (string text in new[] { new string('(', 101), string.Concat(Enumerable.Repeat("x+", 1001)) + "x" })
        {
            ParseResult result = PromQLParser.Parse(text);
            Assert.That(result.Root, Is.Null);
            Assert.That(result.Errors.Single().Kind, Is.EqualTo(PromQLErrorKind.TooDeep));
        }
    }

    [Test]
    public void Arguments_beside_each_other_do_not_count_as_depth()
    {
        string one = string.Concat(Enumerable.Repeat("1+", 600)) + "1";
        Assert.That(PromQLParser.Parse($"clamp(x, {one}, {one})").IsValid, Is.True);
    }
}
