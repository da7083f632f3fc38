using System.Text.Json;
using CsCheck;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Tests.PromQL.Printing;

public sealed class CommentTests
{
    [TestCase("up # why", "up # why")]
    [TestCase("# why\nup", "# why\nup")]
    [TestCase("up\n# why\n  # and why", "up\n# why\n# and why")]
    [TestCase("a + b # why", "a + b # why")]
    [TestCase("a # left\n+ b # right", "  a # left\n+\n  b # right")]
    [TestCase("a\n# above\n+ # behind\n# of b\nb", "  a\n# above\n+ # behind\n  # of b\n  b")]
    [TestCase("a + on (x) # why\n group_left b", "  a\n+ on (x) group_left () # why\n  b")]
    [TestCase("(# open\n# of a\na # behind\n# close\n)", "( # open\n  # of a\n  a # behind\n  # close\n)")]
    [TestCase("clamp(a, # first\n# second\n1, 2 # third\n)", "clamp(\n  a, # first\n  # second\n  1,\n  2 # third\n)")]
    [TestCase("sum(a) # late\n by (job)", "# late\nsum by (job) (a)")]
    [TestCase("sum by (job, # label\n le) (a)", "sum by (job, le) ( # label\n  a\n)")]
    [TestCase("sum by (job) # Comment 1.\n(sum by (le) ( # Comment 2.\nx))", "sum by (job) ( # Comment 1.\n  sum by (le) ( # Comment 2.\n    x\n  )\n)")]
    [TestCase("a{ # open\n z=\"1\", # last\n # of b\n b=\"2\"\n # close\n}[5m] offset 1m", "a{ # open\n  # of b\n  b=\"2\",\n  z=\"1\" # last\n  # close\n}[5m] offset 1m")]
    [TestCase("1 + rate(a # range\n[5m])", "  1\n+\n  rate(\n    # range\n    a[5m]\n  )")]
    [TestCase("a # why\noffset 1m + 1", "# why\na offset 1m + 1")]
    [TestCase("- # sign\na", "# sign\n-a")]
    [TestCase("time( # nothing\n)", "# nothing\ntime()")]
    [TestCase("(sum(a) # behind the sum\n)", "(\n  sum(a) # behind the sum\n)")]
    [TestCase("a # one\r\n# two\r\n+ b", "  a # one\n# two\n+\n  b")]
    [TestCase("sum({a=\"# no comment\", b='(#'} # comment )\n)", "sum(\n  {a=\"# no comment\",b=\"(#\"} # comment )\n)")]
    public void Comments_keep_their_place(string input, string expected)
    {
        ParseResult parse = PromQLParser.Parse(input);
        Assert.That(parse.IsValid, Is.True);
        string formatted = PromQLFormatter.Format(parse);
        Assert.That(formatted, Is.EqualTo(expected));
        Assert.That(PromQLFormatter.Format(PromQLParser.Parse(formatted)), Is.EqualTo(formatted));
    }

    [Test]
    public void Random_comments_between_tokens_survive_and_change_no_meaning() =>
        Gen.Select(ExprGenerator.Expression, Gen.Int[1, 120], Gen.Int[0, int.MaxValue]).Sample(
            (tree, width, seed) => Problem(WithComments(PromQLFormatter.Format(tree, width), seed), width) is null,
            iter: 6_000,
            print: sample => Problem(WithComments(PromQLFormatter.Format(sample.Item1, sample.Item2), sample.Item3), sample.Item2) ?? "");

    [Test]
    [Category("Corpus")]
    public void Comments_of_the_corpus_survive()
    {
        var problems = new List<string>();
        int count = 0;
        foreach (string line in SharedData.Lines("conformance/promql/corpus.jsonl.gz"))
        {
            using JsonDocument expected = JsonDocument.Parse(line);
            string input = expected.RootElement.GetProperty("input").GetString()!;
            if (input.Contains('#', StringComparison.Ordinal) && PromQLParser.Parse(input) is { IsValid: true, Comments.Length: > 0 })
            {
                count++;
                if (Problem(input, 100) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }

        Assert.That(problems, Is.Empty);
        Assert.That(count, Is.GreaterThan(50));
    }

    /// <summary>What formatting does wrong with the comments of a text; null for nothing.</summary>
    internal static string? Problem(string text, int width)
    {
        ParseResult parse = PromQLParser.Parse(text);
        if (!parse.IsValid)
        {
            return $"not valid: {text}\n{parse.Errors.FirstOrDefault()}";
        }

        string formatted = PromQLFormatter.Format(parse, width);
        ParseResult again = PromQLParser.Parse(formatted);
        if (!again.IsValid || !ExprEquality.AreEqual(parse.Root, again.Root))
        {
            return $"another tree:\n{text}\n----\n{formatted}";
        }

        if (!CommentsOf(parse).Order(StringComparer.Ordinal).SequenceEqual(CommentsOf(again).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return $"lost comments:\n{text}\n----\n{formatted}";
        }

        string second = PromQLFormatter.Format(again, width);
        return second == formatted ? null : $"not stable:\n{text}\n----\n{formatted}\n----\n{second}";
    }

    private static IEnumerable<string> CommentsOf(ParseResult parse) =>
        parse.Comments.Select(comment => comment.Range.In(parse.Text).TrimEnd().ToString());

    /// <summary>Puts comments behind and between the tokens of a text.</summary>
    private static string WithComments(string text, int seed)
    {
        var random = new Random(seed);
        var result = new System.Text.StringBuilder();
        int count = 0;
        int end = 0;
        foreach (int at in Boundaries(text))
        {
            result.Append(text, end, at - end);
            end = at;
            if (random.Next(8) == 0)
            {
                result.Append(random.Next(3) == 0 ? "\n" : "").Append(System.Globalization.CultureInfo.InvariantCulture, $"# {count++}\n");
            }
        }

        return result.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>Places at which a comment is allowed, which is nowhere inside square brackets: behind each token of one character outside strings, and at blanks.</summary>
    private static IEnumerable<int> Boundaries(string text)
    {
        yield return 0;
        bool isInBrackets = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                i++;
                while (text[i] != '"')
                {
                    i += text[i] == '\\' ? 2 : 1;
                }

                yield return i + 1;
            }
            else if (text[i] is '[' or ']')
            {
                isInBrackets = text[i] == '[';
                yield return isInBrackets ? i : i + 1;
            }
            else if (!isInBrackets && !IsBehindFill(text, i) && text[i] is ('(' or ')' or '{' or '}' or ',' or ' ' or '\n'))
            {
                yield return i + 1;
            }
        }

        yield return text.Length;
    }

    // "fill" is a modifier only where a parenthesis follows at once; otherwise it is a name.
    private static bool IsBehindFill(string text, int at)
    {
        string before = text[Math.Max(0, at - 10)..at];
        return text[at] == ' ' && (before.EndsWith("fill", StringComparison.Ordinal) || before.EndsWith("fill_left", StringComparison.Ordinal) || before.EndsWith("fill_right", StringComparison.Ordinal));
    }
}
