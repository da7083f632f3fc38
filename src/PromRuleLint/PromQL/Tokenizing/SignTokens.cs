namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>Brackets, commas, strings and operators that are written with signs, outside of braces.</summary>
internal static class SignTokens
{
    public static void Scan(ref TokenScanner scanner, char c)
    {
        switch (c)
        {
            case '(':
                scanner.OpenParenthesis();
                break;
            case ')':
                scanner.CloseParenthesis();
                break;
            case ',':
                scanner.Separate();
                break;
            case '{':
                scanner.OpenBrace();
                break;
            case '[':
                scanner.OpenBracket();
                break;
            case ']':
                scanner.CloseBracket();
                break;
            case '@':
                scanner.Emit(PromQLToken.At, scanner.At + 1);
                break;
            case '"' or '\'' or '`':
                StringTokens.Scan(ref scanner, c);
                break;
            case '*' when MetricsQLWords.IsAllLabels(ref scanner):
                scanner.PassOver(scanner.At + 1);
                scanner.IsBeyondPromQL = true;
                break;
            case '=' or '!' or '<' or '>' or '&' or '|':
                Comparison(ref scanner, c);
                break;
            default:
                Arithmetic(ref scanner, c);
                break;
        }
    }

    private static void Arithmetic(ref TokenScanner scanner, char c)
    {
        PromQLToken kind = c switch
        {
            '+' => PromQLToken.Plus,
            '-' => PromQLToken.Minus,
            '*' => PromQLToken.Star,
            '/' => PromQLToken.Slash,
            '%' => PromQLToken.Percent,
            '^' => PromQLToken.Caret,
            _ => PromQLToken.Invalid,
        };
        if (kind == PromQLToken.Invalid)
        {
            UnexpectedTokens.Scan(ref scanner, "");
        }
        else
        {
            scanner.EmitNesting(kind, scanner.At + 1);
        }
    }

    private static void Comparison(ref TokenScanner scanner, char c)
    {
        if (UnexpectedTokens.TryScanForeignOperator(ref scanner))
        {
            return;
        }

        char next = scanner.Peek(1);
        (PromQLToken kind, int length) = (c, next) switch
        {
            ('=', '=') => (PromQLToken.EqualEqual, 2),
            ('!', '=') => (PromQLToken.NotEqual, 2),
            ('<', '=') => (PromQLToken.LessOrEqual, 2),
            ('<', '/') => (PromQLToken.TrimUpper, 2),
            ('<', _) => (PromQLToken.Less, 1),
            ('>', '=') => (PromQLToken.GreaterOrEqual, 2),
            ('>', '/') => (PromQLToken.TrimLower, 2),
            ('>', _) => (PromQLToken.Greater, 1),
            _ => (PromQLToken.Invalid, 0),
        };
        if (kind != PromQLToken.Invalid)
        {
            scanner.EmitNesting(kind, scanner.At + length);
        }
        else if (c is '=' or '!' && next == '~')
        {
            scanner.AddError(scanner.At, scanner.At + 2, $"'{c}~' stands only between a label and a pattern inside braces; to compare values write '{c}='");
            scanner.Emit(PromQLToken.Invalid, scanner.At + 2);
        }
        else if (c == '=')
        {
            scanner.Emit(PromQLToken.MatchEqual, scanner.At + 1);
        }
        else
        {
            UnexpectedTokens.Scan(ref scanner, "");
        }
    }
}
