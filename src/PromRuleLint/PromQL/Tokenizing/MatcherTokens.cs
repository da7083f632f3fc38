namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>What stands between <c>{</c> and <c>}</c>: words are labels, operators those of matchers.</summary>
internal static class MatcherTokens
{
    public static void Scan(ref TokenScanner scanner, char c)
    {
        if (char.IsAsciiLetter(c) || c == '_')
        {
            Label(ref scanner);
            return;
        }

        // Of the operators of matchers only '!=' has a sign of another language behind its first one.
        char next = scanner.Peek(1);
        bool mayBeForeign = c is '~' or '&' or ':' || next is '!' or '=';
        if (mayBeForeign && UnexpectedTokens.TryScanForeignOperator(ref scanner))
        {
            return;
        }

        switch (c)
        {
            case ',':
                scanner.Emit(PromQLToken.Comma, scanner.At + 1);
                break;
            case '"' or '\'' or '`':
                StringTokens.Scan(ref scanner, c);
                break;
            case '=' when next == '~':
                scanner.Emit(PromQLToken.MatchRegexp, scanner.At + 2);
                break;
            case '=':
                scanner.Emit(PromQLToken.MatchEqual, scanner.At + 1);
                break;
            case '!' when next == '~':
                scanner.Emit(PromQLToken.MatchNotRegexp, scanner.At + 2);
                break;
            case '!' when next == '=':
                scanner.Emit(PromQLToken.NotEqual, scanner.At + 2);
                break;
            case '}':
                scanner.CloseBrace();
                break;
            default:
                UnexpectedTokens.Scan(ref scanner, "inside braces; expected a label such as job=\"api\", ',' or '}'");
                break;
        }
    }

    private static void Label(ref TokenScanner scanner)
    {
        int end = WordTokens.EndOfLabel(scanner.Text, scanner.At + 1);

        // MetricsQL joins whole lists of matchers by 'or'.
        if (scanner.IsMetricsQL && scanner.Last() == PromQLToken.String && scanner.UpTo(end).Equals("or", StringComparison.OrdinalIgnoreCase))
        {
            scanner.IsBeyondPromQL = true;
            scanner.Emit(PromQLToken.Comma, end);
            return;
        }

        scanner.Emit(PromQLToken.Identifier, end);
    }
}
