using System.Buffers;
using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Characters that are no token of PromQL, with what was probably meant.</summary>
internal static class UnexpectedTokens
{
    /// <summary>A character that fits nowhere; <paramref name="context"/> says where it stands and what is expected there.</summary>
    public static void Scan(ref TokenScanner scanner, string context)
    {
        char c = scanner.Peek(0);
        if (c == '|' && !scanner.IsInBraces && ForeignOperators.IsLogQL(scanner.Rest()))
        {
            scanner.EndAsLogQL(new PromQLError(
                PromQLErrorKind.Syntax,
                new TextRange(scanner.At, Math.Min(scanner.At + 2, scanner.Text.Length)),
                "this looks like LogQL, which Prometheus does not read; if these are rules of Loki, set 'schema: loki' for the file") { OtherLanguage = ExpressionLanguage.LogQL });
            return;
        }

        int end = scanner.At + (char.IsHighSurrogate(c) && char.IsLowSurrogate(scanner.Peek(1)) ? 2 : 1);
        scanner.IsUnreadable |= scanner.IsMetricsQL && (c is '$' or '\\' || scanner.IsInBrackets);
        scanner.IsBeyondPromQL |= scanner.IsUnreadable;
        if (!(scanner.IsInBraces && scanner.IsFaultInBraces))
        {
            string message = Meant(ref scanner, c)
                ?? $"unexpected {Describe(scanner.UpTo(end))}{(context.Length == 0 ? "; expected an operator, a metric, a number or a bracket" : " " + context)}";
            scanner.IsFaultInBraces = scanner.IsInBraces;
            scanner.AddError(new PromQLError(PromQLErrorKind.Syntax, new TextRange(scanner.At, end), message) { IsOfNesting = scanner.IsInBraces || scanner.IsInBrackets });
        }

        scanner.Emit(PromQLToken.Invalid, end);
    }

    /// <summary>Reads an operator of another language: it is said once, and read as the one that was meant. False where none stands here.</summary>
    public static bool TryScanForeignOperator(ref TokenScanner scanner)
    {
        if (!ForeignOperators.TryFind(scanner.Rest(), scanner.IsInBraces, out (string Written, PromQLToken Kind, string Meant) found))
        {
            return false;
        }

        int end = scanner.At + found.Written.Length;
        scanner.AddError(new PromQLError(
            PromQLErrorKind.Syntax,
            new TextRange(scanner.At, end),
            $"PromQL has no operator '{found.Written}'{(scanner.IsInBraces ? " among matchers" : "")}; write '{found.Meant}'",
            found.Meant));
        scanner.EmitNesting(found.Kind, end);
        return true;
    }

    /// <summary>The beginning of a literal, for a message.</summary>
    public static string Shorten(ReadOnlySpan<char> literal) => literal.Length <= 40 ? literal.ToString() : string.Concat(literal[..40], "…");

    /// <summary>The message about a character that others write for something that PromQL has; null where nothing is plain.</summary>
    private static string? Meant(ref TokenScanner scanner, char c) => c switch
    {
        '“' or '”' or '‘' or '’' => "unexpected typographic quote; strings stand in straight quotes: \"…\", '…' or `…`",
        '.' when !scanner.IsInBraces && scanner.At > 0 && WordTokens.IsLabelCharacter(scanner.Text[scanner.At - 1]) =>
            "unexpected '.': a metric name with a dot must stand in quotes inside braces, such as {\"http.requests\"}",
        '$' => "unexpected '$': variables of dashboards and templates are not replaced here; write what they stand for",
        '~' => "unexpected '~'; a pattern stands in braces, after a label: {label=~\"…\"}",
        '!' when !scanner.IsInBraces => "unexpected '!'; PromQL has no 'not': 'unless' leaves out series, '== bool 0' turns a truth value round, 'absent' asks whether there is none",
        '|' or '&' => $"unexpected '{c}'; the set operators are written 'or', 'and' and 'unless'",
        _ => null,
    };

    private static string Describe(ReadOnlySpan<char> character)
    {
        if (Rune.DecodeFromUtf16(character, out Rune rune, out _) != OperationStatus.Done)
        {
            return "half of a surrogate pair";
        }

        return Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || rune.Value == 0xFEFF || rune.Value is >= 0x200B and <= 0x200F
            ? $"character U+{rune.Value:X4}"
            : $"'{character}'";
    }
}
