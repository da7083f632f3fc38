using System.Text;
using System.Text.Json;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.PromQL;

/// <summary>The table of the reference's own parser tests: verdicts, trees and the ranges of errors.</summary>
[Category("Corpus")]
public sealed class ParseTableTests
{
    /// <summary>
    /// Where our error stands elsewhere than the reference's: which of its messages that concerns, what must hold of our range, and
    /// why ours is the better one. A case that no line covers fails.
    /// </summary>
    private static readonly RangeDifference[] Differences =
    [
        new("unclosed left parenthesis", d => d.Ours is "(", "shows the parenthesis that is not closed, not the end of the text"),
        new("unexpected end of input inside braces", d => d.Ours is "{", "shows the brace that is not closed, not the end of the text"),
        new("unexpected end of input in duration expression", d => d.Ours is "[", "shows the bracket that is not closed, not the end of the text"),
        new("unexpected right parenthesis", d => d.Ours is ")", "shows the parenthesis, not what follows it"),
        new("comparisons between scalars must use BOOL", d => d.Ours is "==" or "!=" or "<=" or ">=" or "<" or ">", "covers the whole operator; the reference leaves its last character out"),
        new("unexpected character", d => d.SameStart && d.Inside, "covers what is unexpected, not all the text after it"),
        new("unexpected left brace", d => d.SameStart && d.Inside, "covers what is unexpected, not all the text after it"),
        new("bad number or duration syntax", d => d.SameStart && d.Inside, "covers the literal, not all the text after it"),
        new("invalid UTF-8 rune", d => d.Inside, "covers the character, not the string and all the text after it"),
        new("unknown escape sequence", d => d.Inside && d.Ours.StartsWith('\\'), "covers the escape, not the whole string"),
        new("illegal character", d => d.Inside && d.Ours.StartsWith('\\'), "covers the escape, not the whole string"),
        new("offset modifier must be preceded", d => d.Ours.StartsWith("offset", StringComparison.OrdinalIgnoreCase), "covers the modifier that cannot stand there, not what precedes it"),
        new("offset may not be set multiple times", d => d.Ours.StartsWith("offset", StringComparison.OrdinalIgnoreCase), "covers the second modifier, not what precedes it"),
        new("@ modifier must be preceded", d => d.Ours.StartsWith('@'), "covers the modifier that cannot stand there, not what precedes it"),
        new("timestamp out of bounds", d => d.Ours.StartsWith('@'), "covers the timestamp, not the selector"),
        new("vector matching only allowed", d => d.Inside && d.Ours.StartsWith("on", StringComparison.Ordinal), "covers the modifier, not the whole operation"),
        new("no grouping allowed", d => d.Inside && d.Ours.StartsWith("group_", StringComparison.Ordinal), "covers the modifier, not the whole operation"),
        new("set operations must always be many-to-many", d => d.Ours.StartsWith("group_", StringComparison.Ordinal), "the same fault as the one before, told once"),
        new("must not occur in ON and GROUP clause", d => d.Inside && d.Message.Contains($"'{d.Ours}'", StringComparison.Ordinal), "covers the label in the group modifier, not operator and modifiers"),
        new("bool modifier can only be used", d => d.Ours is "bool", "covers the word, not the operator with the word cut off"),
        new("metric name must not be set twice", d => d.Inside && d.Ours.StartsWith("__name__", StringComparison.Ordinal), "covers the second name, not the whole selector"),
        new("division by zero", d => d.Ours.StartsWith('0'), "covers the zero, not the operator"),
        new("modulo by zero", d => d.Ours.StartsWith('0'), "covers the zero, not the operator"),
        new("duration must be greater than 0", d => d.IsOnlyConsequence, "follows from the error before, and has no place of its own"),
        new("no arguments for aggregate expression", d => d.Ours is "(", "follows from the parenthesis that is not closed"),
        new("ranges only allowed for vector selectors", d => d.Ours.StartsWith('['), "the same fault as the one before, told once"),
        new("trailing commas not allowed", d => d.Message.Contains("UTF-8", StringComparison.Ordinal), "there is no such comma; it follows from the tokenizer giving up at the string"),
    ];

    [Test]
    public void Every_case_has_the_verdict_and_the_tree_of_the_reference()
    {
        var differences = new List<string>();
        foreach ((string input, JsonElement entry) in Cases())
        {
            bool accepted = entry.GetProperty("ok").GetBoolean();
            ParseResult result = PromQLParser.Parse(input);
            if (accepted != result.IsValid)
            {
                differences.Add($"verdict should be {accepted}: {input}\n    {result.Errors.FirstOrDefault()}");
            }
            else if (accepted && CorpusTreeTests.TreeDifference(result, entry.GetProperty("tree")) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.That(differences, Is.Empty);
    }

    [Test]
    public void Every_error_stands_where_the_reference_has_it_or_at_a_better_place()
    {
        var unexplained = new List<string>();
        var used = new HashSet<RangeDifference>();
        foreach ((string input, JsonElement entry) in Rejected())
        {
            ParseResult result = PromQLParser.Parse(input);
            foreach (JsonElement error in entry.GetProperty("errors").EnumerateArray())
            {
                string message = error.GetProperty("message").GetString()!;
                TextRange theirs = Range(input, error);
                if (result.Errors.Any(e => e.Range == theirs))
                {
                    continue;
                }

                RangeDifference? reason = Differences.FirstOrDefault(d =>
                    message.Contains(d.ReferenceMessage, StringComparison.Ordinal)
                    && result.Errors.Any(e => d.Holds(new ErrorPair(input, theirs, e, result.Errors.Length))));
                if (reason is null)
                {
                    unexplained.Add($"{input}: {theirs} {message}; ours: {string.Join(" | ", result.Errors)}");
                }
                else
                {
                    used.Add(reason);
                }
            }
        }

        Assert.That(unexplained, Is.Empty);
        Assert.That(used, Is.EquivalentTo(Differences), "each line of the table must be needed");
    }

    [Test]
    public void Every_message_names_what_the_reference_names()
    {
        var poorer = new List<string>();
        foreach ((string input, JsonElement entry) in Rejected())
        {
            string all = string.Join('\n', PromQLParser.Parse(input).Errors.Select(e => e.Message));
            string message = entry.GetProperty("errors")[0].GetProperty("message").GetString()!;
            foreach (string named in Named(message))
            {
                if (!all.Contains(named, StringComparison.OrdinalIgnoreCase))
                {
                    poorer.Add($"{input}: '{named}' of {message} is not in {all}");
                }
            }
        }

        Assert.That(poorer, Is.Empty);
    }

    private static IEnumerable<(string Input, JsonElement Entry)> Cases()
    {
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(SharedData.Path("conformance/promql/parse.json")));
        foreach (JsonElement entry in table.RootElement.GetProperty("cases").EnumerateArray())
        {
            yield return (entry.GetProperty("input").GetString()!, entry);
        }
    }

    /// <summary>What the reference rejects, of its table and of the corpus.</summary>
    private static IEnumerable<(string Input, JsonElement Entry)> Rejected()
    {
        foreach ((string Input, JsonElement Entry) entry in Cases())
        {
            if (!entry.Entry.GetProperty("ok").GetBoolean())
            {
                yield return entry;
            }
        }

        foreach (string line in SharedData.Lines("conformance/promql/corpus.jsonl.gz"))
        {
            if (line.StartsWith("{\"errors\"", StringComparison.Ordinal))
            {
                using JsonDocument entry = JsonDocument.Parse(line);
                yield return (entry.RootElement.GetProperty("input").GetString()!, entry.RootElement);
            }
        }
    }

    /// <summary>Names, operators and words that a reference message shows as found, up to where it says what it expected.</summary>
    private static IEnumerable<string> Named(string message)
    {
        int expected = message.IndexOf(", expected", StringComparison.Ordinal);
        string found = expected < 0 ? message : message[..expected];
        if (found.Length > 200 || found.Contains("escape", StringComparison.Ordinal))
        {
            yield break;
        }

        for (int open = found.IndexOfAny(['"', '<']); open >= 0;)
        {
            char close = found[open] == '"' ? '"' : '>';
            int end = found.IndexOf(close, open + 1);
            if (end < 0)
            {
                break;
            }

            string name = found[(open + 1)..end];
            name = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (name.Any(char.IsLetterOrDigit) && name != "timestamp")
            {
                yield return name;
            }

            open = end + 1 < found.Length ? found.IndexOfAny(['"', '<'], end + 1) : -1;
        }
    }

    private static TextRange Range(string input, JsonElement error)
    {
        // A part that is left out is 0.
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        int Utf16(string part) =>
            error.TryGetProperty(part, out JsonElement offset) ? Encoding.UTF8.GetCharCount(bytes, 0, Math.Min(offset.GetInt32(), bytes.Length)) : 0;
        return new TextRange(Utf16("start"), Utf16("end"));
    }

    private sealed record RangeDifference(string ReferenceMessage, Func<ErrorPair, bool> Holds, string Reason);

    private sealed record ErrorPair(string Input, TextRange Theirs, PromQLError Error, int Count)
    {
        public string Ours => Error.Range.In(Input).ToString();

        public string Message => Error.Message;

        public bool SameStart => Theirs.Start == Error.Range.Start;

        public bool Inside => Theirs.Contains(Error.Range);

        public bool IsOnlyConsequence => Count == 1 && !Error.Message.Contains("greater than 0", StringComparison.Ordinal);
    }
}
