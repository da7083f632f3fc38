using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>What stands between <c>[</c> and <c>]</c>: durations, operators, and words that are functions of durations.</summary>
internal static class RangeTokens
{
    private const string Expected = "in a range; expected a duration such as 5m, a number of seconds, step(), range(), min_of(…) or max_of(…)";

    public static void Scan(ref TokenScanner scanner, char c)
    {
        if (NumberTokens.IsStart(c, scanner.Peek(1)))
        {
            NumberTokens.Scan(ref scanner);
            scanner.EndFreshBracket();
        }
        else if (c == ':')
        {
            Colon(ref scanner);
        }
        else if (char.IsAsciiLetter(c) || c == '_')
        {
            Word(ref scanner);
        }
        else if (scanner.IsBracketFresh && c is '"' or '\'' or '`')
        {
            QuotedDuration(ref scanner, c);
        }
        else if (scanner.IsBracketFresh && c is not (']' or '(' or ')' or '+' or '-' or '*' or '/' or '%' or '^' or ','))
        {
            UnexpectedTokens.Scan(ref scanner, Expected);
        }
        else
        {
            SignTokens.Scan(ref scanner, c);
        }
    }

    private static void Colon(ref TokenScanner scanner)
    {
        if (!scanner.HasBracketNumber)
        {
            // A limit of the reference's tokenizer, not of the grammar.
            scanner.AddError(scanner.At, scanner.At + 1, "unexpected ':': Prometheus wants a number or duration before the ':' of a subquery; write the range as '0s + …'");
        }

        scanner.Emit(PromQLToken.Colon, scanner.At + 1);
    }

    /// <summary>A function of durations; its name ends at the first digit.</summary>
    private static void Word(ref TokenScanner scanner)
    {
        string text = scanner.Text;
        int end = scanner.At + 1;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_'))
        {
            end++;
        }

        PromQLToken kind = Keywords.Classify(scanner.UpTo(end));
        if (kind is not (PromQLToken.Step or PromQLToken.Range or PromQLToken.MinOf or PromQLToken.MaxOf))
        {
            end = WordTokens.EndOfLabel(text, end);
            scanner.AddError(scanner.At, end, $"unexpected '{scanner.UpTo(end)}' {Expected}");
            kind = PromQLToken.Invalid;
        }

        scanner.Emit(kind, end);
    }

    private static void QuotedDuration(ref TokenScanner scanner, char quote)
    {
        int close = scanner.Rest()[1..].IndexOfAny(quote, '\n');
        if (close < 0 || scanner.Peek(close + 1) != quote)
        {
            UnexpectedTokens.Scan(ref scanner, "in a range; expected a duration such as 5m, without quotes");
            return;
        }

        int end = scanner.At + close + 2;
        string inner = scanner.Text[(scanner.At + 1)..(end - 1)];
        bool isDuration = PrometheusDuration.TryParse(inner, out long _, out _);
        scanner.AddError(new PromQLError(
            PromQLErrorKind.Syntax,
            new TextRange(scanner.At, end),
            $"unexpected string {UnexpectedTokens.Shorten(scanner.UpTo(end))} in a range; a duration stands without quotes, such as 5m",
            isDuration ? inner : null));
        scanner.Emit(PromQLToken.Invalid, end);
    }
}
