namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>The words of MetricsQL that PromQL lacks. Modifiers are skipped, operators are read as the nearest operator of PromQL.</summary>
internal static class MetricsQLWords
{
    /// <summary>Reads a word that means something in MetricsQL; false where it is a name like any other.</summary>
    public static bool TryScan(ref TokenScanner scanner, int end)
    {
        ReadOnlySpan<char> word = scanner.UpTo(end);
        bool isBehindOperand = scanner.Last() is PromQLToken.RightParen or PromQLToken.RightBrace or PromQLToken.RightBracket
            or PromQLToken.Identifier or PromQLToken.MetricIdentifier or PromQLToken.Number or PromQLToken.Duration or PromQLToken.String;
        if (isBehindOperand && EndOfModifier(scanner.Text, word, end) is > 0 and int modifierEnd)
        {
            scanner.IsBeyondPromQL = true;
            scanner.PassOver(modifierEnd);
            return true;
        }

        PromQLToken kind = PromQLToken.None;
        if (isBehindOperand)
        {
            kind = Is(word, "default") ? PromQLToken.Or : Is(word, "if") ? PromQLToken.And : Is(word, "ifnot") ? PromQLToken.Unless : PromQLToken.None;
        }
        else if (Is(word, "with") && WordTokens.IsParenthesisNext(ref scanner, end))
        {
            scanner.IsUnreadable = scanner.IsBeyondPromQL = true;
        }
        else if (MetricsQLFunctions.IsAggregation(word))
        {
            kind = PromQLToken.Sum;
        }

        if (kind == PromQLToken.None)
        {
            return false;
        }

        scanner.IsBeyondPromQL = true;
        scanner.Emit(kind, end);
        return true;
    }

    /// <summary>Whether all labels are taken over: <c>group_left (*)</c>.</summary>
    public static bool IsAllLabels(ref TokenScanner scanner) =>
        scanner.IsMetricsQL && scanner.Last() == PromQLToken.LeftParen && scanner.Last(2) is PromQLToken.GroupLeft or PromQLToken.GroupRight;

    private static bool Is(ReadOnlySpan<char> word, string known) => word.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a word ends that changes what stands before it, with its number or text; 0 where the word is none.</summary>
    private static int EndOfModifier(string text, ReadOnlySpan<char> word, int end) =>
        Is(word, "keep_metric_names") ? end
        : Is(word, "limit") ? EndOfNumber(text.AsSpan(end), end)
        : Is(word, "prefix") ? EndOfText(text.AsSpan(end), end)
        : 0;

    private static int EndOfNumber(ReadOnlySpan<char> rest, int from)
    {
        ReadOnlySpan<char> number = rest.TrimStart(" \t\n\r");
        int digits = number.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? number.Length : digits;
        return digits > 0 ? from + rest.Length - number.Length + digits : 0;
    }

    private static int EndOfText(ReadOnlySpan<char> rest, int from)
    {
        ReadOnlySpan<char> literal = rest.TrimStart(" \t\n\r");
        int close = literal is ['"' or '\'', ..] ? literal[1..].IndexOfAny(literal[0], '\\', '\n') : -1;
        return close >= 0 && literal[close + 1] == literal[0] ? from + rest.Length - literal.Length + close + 2 : 0;
    }
}
