namespace PromRuleLint.Templates;

/// <summary>The format of a <c>printf</c> that makes a query.</summary>
internal static class QueryFormat
{
    /// <summary>
    /// Replaces each verb by a placeholder of the same length, so that the expression can be read and its offsets stay. Fails
    /// where a verb may stand for more than a string's content or a number.
    /// </summary>
    public static bool TryFill(string format, out string expression)
    {
        char[] filled = format.ToCharArray();
        expression = string.Empty;
        char quote = '\0';
        for (int i = 0; i < filled.Length; i++)
        {
            char c = filled[i];
            if (c == '\\' && quote is '"' or '\'')
            {
                i++;
                continue;
            }

            if (c is '"' or '\'' or '`')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
                continue;
            }

            if (c != '%')
            {
                continue;
            }

            int verb = i + 1;
            while (verb < filled.Length && (filled[verb] is '+' or '-' or '#' or '.' or '[' or ']' or '*' || char.IsAsciiDigit(filled[verb])))
            {
                verb++;
            }

            if (verb == filled.Length || !TryFillVerb(filled, i, verb, quote))
            {
                return false;
            }

            i = verb;
        }

        expression = new string(filled);
        return true;
    }

    private static bool TryFillVerb(char[] filled, int start, int verb, char quote)
    {
        Span<char> place = filled.AsSpan(start, verb - start + 1);
        switch (filled[verb])
        {
            case '%' when quote == '\0':
                place[1..].Fill(' ');
                return true;
            case 'q' when quote == '\0':
                place.Fill('x');
                place[0] = '"';
                place[^1] = '"';
                return true;
            case 'd' or 'f' or 'g' or 'e' when quote == '\0':
                place.Fill('1');
                return true;
            default:
                place.Fill('x');
                return quote != '\0';
        }
    }
}
