using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Names and keywords.</summary>
internal static class WordTokens
{
    private const string LabelCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static readonly AsciiSet OfLabels = new(LabelCharacters);
    private static readonly AsciiSet OfNames = new(LabelCharacters + ":");

    /// <summary>Whether a name or keyword begins with a character.</summary>
    public static bool IsStart(char c) => char.IsAsciiLetter(c) || c is '_' or ':';

    /// <summary>Whether a character may stand in a label.</summary>
    public static bool IsLabelCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Where the characters of a label end, from an offset on.</summary>
    public static int EndOfLabel(string text, int from) => OfLabels.EndOf(text, from);

    public static void Scan(ref TokenScanner scanner)
    {
        int end = OfNames.EndOf(scanner.Text, scanner.At + 1);
        ReadOnlySpan<char> word = scanner.UpTo(end);
        if (word.Contains(':'))
        {
            scanner.Emit(PromQLToken.MetricIdentifier, end);
            return;
        }

        PromQLToken kind = Keywords.Classify(word);
        if (scanner.IsMetricsQL && kind == PromQLToken.Identifier && MetricsQLWords.TryScan(ref scanner, end))
        {
            return;
        }

        if (kind is PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight && !IsParenthesisNext(ref scanner, end))
        {
            kind = PromQLToken.Identifier;
        }

        if (kind.IsBinaryOperator())
        {
            scanner.EmitNesting(kind, end);
        }
        else
        {
            scanner.Emit(kind, end);
        }
    }

    /// <summary>Whether a parenthesis follows, with white space before it or without.</summary>
    public static bool IsParenthesisNext(ref TokenScanner scanner, int from)
    {
        int next = scanner.SkipSpace(from);
        return next < scanner.Text.Length && scanner.Text[next] == '(';
    }
}
