using System.Buffers;
using System.Text;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;

namespace PromRuleLint.PromQL;

/// <summary>
/// Splits PromQL into tokens. Accepts the characters that Prometheus' <c>promql/parser/lex.go</c> accepts, in the same three
/// modes: outside, inside <c>{…}</c> (words are labels) and inside <c>[…]</c> (words are functions of durations).
/// </summary>
internal sealed class PromQLTokenizer : Tokenizer<PromQLToken>
{
    /// <summary>How many parentheses may be open at once.</summary>
    public const int MaxParentheses = 100;

    /// <summary>How deep the tree may become, counted before it is built: open parentheses, operators of their levels and ranges.</summary>
    public const int MaxNesting = 1000;

    /// <summary>How many tokens an expression may have.</summary>
    public const int MaxTokens = 200_000;

    public static PromQLTokenizer Instance { get; } = new();

    /// <summary>Splits a whole text. Never fails: what is no token is among the errors, and there as <see cref="PromQLToken.Invalid"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isMetricsQL">Whether the words of MetricsQL are known: those that stand behind something are passed over, its operators are read as their next of kin.</param>
    public static ScannedText Scan(string text, bool isMetricsQL = false)
    {
        var scanner = new Scanner(text, isMetricsQL);
        return scanner.Run();
    }

    /// <inheritdoc/>
    protected override IEnumerable<Result<PromQLToken>> Tokenize(TextSpan span)
    {
        string text = span.ToStringValue();
        ScannedText scanned = Scan(text);
        for (int i = 0; i < scanned.Count && scanned.Tokens[i].Kind != PromQLToken.End; i++)
        {
            Token<PromQLToken> token = scanned.Tokens[i];
            TextSpan from = span.Skip(token.Position.Absolute);
            yield return Result.Value(token.Kind, from, from.Skip(token.Span.Length));
        }
    }

    /// <summary>The tokens of a text; the array may be longer than <paramref name="Count"/> and belongs to the shared pool.</summary>
    internal readonly record struct ScannedText(
        Token<PromQLToken>[] Tokens,
        int Count,
        List<PromQLError>? Errors,
        List<PromQLComment>? Comments)
    {
        /// <summary>Whether the text is LogQL; the tokens then end where that showed.</summary>
        public bool IsLogQL { get; init; }

        /// <summary>Whether words of MetricsQL stand in the text that PromQL has not.</summary>
        public bool IsBeyondPromQL { get; init; }

        /// <summary>Whether the text is MetricsQL of a form that is not read: <c>WITH (…)</c>, variables, numbers and ranges of its own.</summary>
        public bool IsUnreadable { get; init; }

        public void Return() => ArrayPool<Token<PromQLToken>>.Shared.Return(Tokens);
    }

    private ref struct Scanner(string text, bool isMetricsQL)
    {
        private readonly bool isMetricsQL = isMetricsQL;
        private readonly string text = text;
        private readonly int length = text.Length;
        private Token<PromQLToken>[] tokens = ArrayPool<Token<PromQLToken>>.Shared.Rent(Math.Min((text.Length / 3) + 8, 4096));
        private int count;
        private int at;
        private int line = 1;
        private int lineStart;
        private List<PromQLError>? errors;
        private List<PromQLComment>? comments;

        private bool inBraces;
        private bool inBrackets;

        // Until the first number of a pair of brackets the reference reads with stricter rules.
        private bool bracketIsFresh;
        private bool anyBracketNumber;
        private int parenthesesAtBracket;

        private int parentheses;
        private int nesting;
        private int levelNesting;
        private int[]? outerLevels;
        private bool isLogQL;

        // What else does not fit in the same braces follows from the first that does not.
        private bool isFaultInBraces;
        private bool isBeyondPromQL;
        private bool isUnreadable;

        public ScannedText Run()
        {
            while (Next())
            {
                if (count >= MaxTokens || nesting > MaxNesting || parentheses > MaxParentheses)
                {
                    return TooMuch();
                }
            }

            at = length;
            Emit(PromQLToken.End, length);
            return new ScannedText(tokens, count, errors, comments) { IsLogQL = isLogQL, IsBeyondPromQL = isBeyondPromQL, IsUnreadable = isUnreadable };
        }

        private ScannedText TooMuch()
        {
            string message = count >= MaxTokens
                ? $"the expression is too long: it has more than {MaxTokens} tokens"
                : parentheses > MaxParentheses
                    ? $"the expression nests too deeply: more than {MaxParentheses} parentheses are open here"
                    : $"the expression nests too deeply: more than {MaxNesting} operators and parentheses hang together here";
            int start = count == 0 ? 0 : tokens[count - 1].Position.Absolute;
            errors = [new PromQLError(PromQLErrorKind.TooDeep, new TextRange(start, at), message)];
            count = 0;
            at = length;
            Emit(PromQLToken.End, length);
            return new ScannedText(tokens, count, errors, comments);
        }

        /// <summary>Reads one token or comment; false at the end of the text.</summary>
        private bool Next()
        {
            WorkCounter.Step();
            while (at < length && text[at] is ' ' or '\t' or '\n' or '\r')
            {
                if (text[at] == '\n')
                {
                    line++;
                    lineStart = at + 1;
                }

                at++;
            }

            if (at >= length)
            {
                return false;
            }

            char c = text[at];
            if (c == '#' && !(inBrackets && bracketIsFresh))
            {
                Comment();
            }
            else if (inBraces)
            {
                InsideBraces(c);
            }
            else if (inBrackets)
            {
                InsideBrackets(c);
            }
            else
            {
                Outside(c);
            }

            return true;
        }

        private void Outside(char c)
        {
            if (char.IsAsciiLetter(c) || c is '_' or ':')
            {
                Word();
                return;
            }

            if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            {
                Number();
                return;
            }

            SignOrBracket(c);
        }

        private void InsideBrackets(char c)
        {
            if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
            {
                Number();
                bracketIsFresh = false;
                anyBracketNumber = true;
                return;
            }

            if (c == ':')
            {
                if (!anyBracketNumber)
                {
                    // A limit of the reference's tokenizer, not of the grammar.
                    AddError(at, at + 1, "unexpected ':': Prometheus wants a number or duration before the ':' of a subquery; write the range as '0s + …'");
                }

                Emit(PromQLToken.Colon, at + 1);
                return;
            }

            if (char.IsAsciiLetter(c) || c == '_')
            {
                int end = at + 1;
                while (end < length && (char.IsAsciiLetter(text[end]) || text[end] == '_'))
                {
                    end++;
                }

                PromQLToken kind = Keywords.Classify(text.AsSpan(at, end - at));
                if (kind is not (PromQLToken.Step or PromQLToken.Range or PromQLToken.MinOf or PromQLToken.MaxOf))
                {
                    while (end < length && IsWordCharacter(text[end]))
                    {
                        end++;
                    }

                    string word = text[at..end];
                    AddError(at, end, $"unexpected '{word}' in a range; expected a duration such as 5m, a number of seconds, step(), range(), min_of(…) or max_of(…)");
                    Emit(PromQLToken.Invalid, end);
                    return;
                }

                Emit(kind, end);
                return;
            }

            if (bracketIsFresh && c is '"' or '\'' or '`')
            {
                QuotedDuration(c);
                return;
            }

            if (bracketIsFresh && c is not (']' or '(' or ')' or '+' or '-' or '*' or '/' or '%' or '^' or ','))
            {
                Unexpected("in a range; expected a duration such as 5m, a number of seconds, step(), range(), min_of(…) or max_of(…)");
                return;
            }

            SignOrBracket(c);
        }

        private void QuotedDuration(char quote)
        {
            int close = text.AsSpan(at + 1).IndexOfAny(quote, '\n');
            if (close < 0 || text[at + 1 + close] != quote)
            {
                Unexpected("in a range; expected a duration such as 5m, without quotes");
                return;
            }

            int end = at + close + 2;
            string inner = text[(at + 1)..(end - 1)];
            bool isDuration = PrometheusDuration.TryParse(inner, out long _, out _);
            (errors ??= []).Add(new PromQLError(
                PromQLErrorKind.Syntax,
                new TextRange(at, end),
                $"unexpected string {Shorten(text[at..end])} in a range; a duration stands without quotes, such as 5m",
                isDuration ? inner : null));
            Emit(PromQLToken.Invalid, end);
        }

        private void InsideBraces(char c)
        {
            if (char.IsAsciiLetter(c) || c == '_')
            {
                int end = at + 1;
                while (end < length && IsWordCharacter(text[end]))
                {
                    end++;
                }

                bool isOr = isMetricsQL && count > 0 && tokens[count - 1].Kind == PromQLToken.String && text.AsSpan(at, end - at).Equals("or", StringComparison.OrdinalIgnoreCase);
                isBeyondPromQL |= isOr;
                Emit(isOr ? PromQLToken.Comma : PromQLToken.Identifier, end);
                return;
            }

            if (c is '=' or '~' or '!' or '&' or ':' && ForeignOperator())
            {
                return;
            }

            switch (c)
            {
                case ',':
                    Emit(PromQLToken.Comma, at + 1);
                    break;
                case '"' or '\'' or '`':
                    String(c);
                    break;
                case '=' when Peek(1) == '~':
                    Emit(PromQLToken.MatchRegexp, at + 2);
                    break;
                case '=':
                    Emit(PromQLToken.MatchEqual, at + 1);
                    break;
                case '!' when Peek(1) == '~':
                    Emit(PromQLToken.MatchNotRegexp, at + 2);
                    break;
                case '!' when Peek(1) == '=':
                    Emit(PromQLToken.NotEqual, at + 2);
                    break;
                case '}':
                    inBraces = false;
                    Emit(PromQLToken.RightBrace, at + 1);
                    break;
                default:
                    Unexpected("inside braces; expected a label such as job=\"api\", ',' or '}'");
                    break;
            }
        }

        private void SignOrBracket(char c)
        {
            if (c is '=' or '!' or '&' or '|' or '<' && ForeignOperator())
            {
                return;
            }

            switch (c)
            {
                case '(':
                    if (parentheses < MaxParentheses)
                    {
                        outerLevels ??= new int[16];
                        if (parentheses == outerLevels.Length)
                        {
                            Array.Resize(ref outerLevels, parentheses * 2);
                        }

                        outerLevels[parentheses] = levelNesting;
                    }

                    levelNesting = 0;
                    parentheses++;
                    nesting++;
                    Emit(PromQLToken.LeftParen, at + 1);
                    break;
                case ')':
                    // A bracket that is not closed ends with the parenthesis around it.
                    inBrackets &= parentheses > parenthesesAtBracket;
                    if (parentheses > 0)
                    {
                        parentheses--;
                        nesting -= levelNesting + 1;
                        levelNesting = outerLevels![parentheses];
                    }

                    Emit(PromQLToken.RightParen, at + 1);
                    break;
                case ',':
                    nesting -= levelNesting;
                    levelNesting = 0;
                    Emit(PromQLToken.Comma, at + 1);
                    break;
                case '{':
                    inBraces = true;
                    isFaultInBraces = false;
                    Emit(PromQLToken.LeftBrace, at + 1);
                    break;
                case '[':
                    if (!inBrackets)
                    {
                        inBrackets = true;
                        bracketIsFresh = true;
                        parenthesesAtBracket = parentheses;
                    }

                    EmitNesting(PromQLToken.LeftBracket, at + 1);
                    break;
                case ']':
                    inBrackets = false;
                    Emit(PromQLToken.RightBracket, at + 1);
                    break;
                case '@':
                    Emit(PromQLToken.At, at + 1);
                    break;
                case '"' or '\'' or '`':
                    String(c);
                    break;
                case '+':
                    EmitNesting(PromQLToken.Plus, at + 1);
                    break;
                case '-':
                    EmitNesting(PromQLToken.Minus, at + 1);
                    break;
                case '*' when IsAllLabels():
                    at++;
                    isBeyondPromQL = true;
                    break;
                case '*':
                    EmitNesting(PromQLToken.Star, at + 1);
                    break;
                case '/':
                    EmitNesting(PromQLToken.Slash, at + 1);
                    break;
                case '%':
                    EmitNesting(PromQLToken.Percent, at + 1);
                    break;
                case '^':
                    EmitNesting(PromQLToken.Caret, at + 1);
                    break;
                case '=' when Peek(1) == '=':
                    EmitNesting(PromQLToken.EqualEqual, at + 2);
                    break;
                case '=' when Peek(1) == '~':
                    AddError(at, at + 2, "'=~' stands only between a label and a pattern inside braces; to compare values write '=='");
                    Emit(PromQLToken.Invalid, at + 2);
                    break;
                case '=':
                    Emit(PromQLToken.MatchEqual, at + 1);
                    break;
                case '!' when Peek(1) == '=':
                    EmitNesting(PromQLToken.NotEqual, at + 2);
                    break;
                case '!' when Peek(1) == '~':
                    AddError(at, at + 2, "'!~' stands only between a label and a pattern inside braces; to compare values write '!='");
                    Emit(PromQLToken.Invalid, at + 2);
                    break;
                case '<' when Peek(1) == '=':
                    EmitNesting(PromQLToken.LessOrEqual, at + 2);
                    break;
                case '<' when Peek(1) == '/':
                    EmitNesting(PromQLToken.TrimUpper, at + 2);
                    break;
                case '<':
                    EmitNesting(PromQLToken.Less, at + 1);
                    break;
                case '>' when Peek(1) == '=':
                    EmitNesting(PromQLToken.GreaterOrEqual, at + 2);
                    break;
                case '>' when Peek(1) == '/':
                    EmitNesting(PromQLToken.TrimLower, at + 2);
                    break;
                case '>':
                    EmitNesting(PromQLToken.Greater, at + 1);
                    break;
                default:
                    Unexpected("");
                    break;
            }
        }

        private void Word()
        {
            int end = at;
            bool colon = false;
            while (end < length && (IsWordCharacter(text[end]) || text[end] == ':'))
            {
                colon |= text[end] == ':';
                end++;
            }

            if (colon)
            {
                Emit(PromQLToken.MetricIdentifier, end);
                return;
            }

            PromQLToken kind = Keywords.Classify(text.AsSpan(at, end - at));
            if (isMetricsQL && kind == PromQLToken.Identifier && MetricsQLWord(end))
            {
                return;
            }

            if (kind is PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight && !IsParenthesisNext(end))
            {
                kind = PromQLToken.Identifier;
            }

            if (kind.IsBinaryOperator())
            {
                EmitNesting(kind, end);
            }
            else
            {
                Emit(kind, end);
            }
        }

        /// <summary>Reads a word that means something in MetricsQL; false where it is a name like any other.</summary>
        private bool MetricsQLWord(int end)
        {
            ReadOnlySpan<char> word = text.AsSpan(at, end - at);
            bool isBehindOperand = count > 0 && tokens[count - 1].Kind is PromQLToken.RightParen or PromQLToken.RightBrace or PromQLToken.RightBracket
                or PromQLToken.Identifier or PromQLToken.MetricIdentifier or PromQLToken.Number or PromQLToken.Duration or PromQLToken.String;
            PromQLToken kind = PromQLToken.None;
            if (isBehindOperand && word.Equals("keep_metric_names", StringComparison.OrdinalIgnoreCase))
            {
                at = end;
                isBeyondPromQL = true;
                return true;
            }

            if (isBehindOperand && word.Equals("limit", StringComparison.OrdinalIgnoreCase) && LimitEnd(end) is > 0 and int limitEnd)
            {
                at = limitEnd;
                isBeyondPromQL = true;
                return true;
            }

            if (isBehindOperand && word.Equals("prefix", StringComparison.OrdinalIgnoreCase) && PrefixEnd(end) is > 0 and int prefixEnd)
            {
                at = prefixEnd;
                isBeyondPromQL = true;
                return true;
            }

            if (isBehindOperand)
            {
                kind = word.Equals("default", StringComparison.OrdinalIgnoreCase) ? PromQLToken.Or
                    : word.Equals("if", StringComparison.OrdinalIgnoreCase) ? PromQLToken.And
                    : word.Equals("ifnot", StringComparison.OrdinalIgnoreCase) ? PromQLToken.Unless
                    : PromQLToken.None;
            }
            else if (word.Equals("with", StringComparison.OrdinalIgnoreCase) && IsParenthesisNext(end))
            {
                isUnreadable = isBeyondPromQL = true;
            }
            else if (MetricsQLFunctions.IsAggregation(word))
            {
                kind = PromQLToken.Sum;
            }

            if (kind == PromQLToken.None)
            {
                return false;
            }

            isBeyondPromQL = true;
            Emit(kind, end);
            return true;
        }

        /// <summary>Where the number after the word <c>limit</c> ends; 0 where none stands there.</summary>
        private readonly int LimitEnd(int from)
        {
            while (from < length && text[from] is ' ' or '\t' or '\n' or '\r')
            {
                from++;
            }

            int digits = from;
            while (from < length && char.IsAsciiDigit(text[from]))
            {
                from++;
            }

            return from > digits ? from : 0;
        }

        /// <summary>Where the text after the word <c>prefix</c> ends; 0 where none stands there.</summary>
        private readonly int PrefixEnd(int from)
        {
            while (from < length && text[from] is ' ' or '\t' or '\n' or '\r')
            {
                from++;
            }

            int close = from < length && text[from] is '"' or '\'' ? text.AsSpan(from + 1).IndexOfAny(text[from], '\\', '\n') : -1;
            return close >= 0 && text[from + 1 + close] == text[from] ? from + close + 2 : 0;
        }

        /// <summary>Whether all labels are taken over: <c>group_left (*)</c>.</summary>
        private readonly bool IsAllLabels() => isMetricsQL && count > 1 && tokens[count - 1].Kind == PromQLToken.LeftParen && tokens[count - 2].Kind is PromQLToken.GroupLeft or PromQLToken.GroupRight;

        private readonly bool IsParenthesisNext(int from)
        {
            while (from < length && text[from] is ' ' or '\t' or '\n' or '\r')
            {
                from++;
            }

            return from < length && text[from] == '(';
        }

        private void Number()
        {
            int end = at;
            PromQLToken kind = NumberScanner.Scan(text, ref end);
            if (kind == PromQLToken.Duration)
            {
                if (!PrometheusDuration.TryParse(text.AsSpan(at, end - at), out long _, out string error))
                {
                    AddError(at, end, error);
                    kind = PromQLToken.BadNumber;
                    isUnreadable |= isMetricsQL;
                }
            }
            else if (kind == PromQLToken.BadNumber || !NumberScanner.TryParse(text.AsSpan(at, end - at), out _))
            {
                string literal = text[at..end];
                bool tooLarge = kind == PromQLToken.Number && double.TryParse(literal, System.Globalization.CultureInfo.InvariantCulture, out double value) && double.IsInfinity(value);
                AddError(at, end, tooLarge
                    ? $"the number '{Shorten(literal)}' is too large for a 64-bit floating-point number; write Inf for infinity"
                    : $"'{Shorten(literal)}' is neither a number (such as 1.5, 1e3 or 0x1f) nor a duration (such as 5m or 1h30m)");
                kind = PromQLToken.BadNumber;
                isUnreadable |= isMetricsQL;
                isBeyondPromQL |= isMetricsQL;
            }

            Emit(kind, end);
        }

        private void String(char quote)
        {
            int start = at;
            int end = at + 1;
            bool raw = quote == '`';
            bool plain = true;
            while (true)
            {
                if (end >= length || (!raw && text[end] == '\n'))
                {
                    AddError(start, end, raw
                        ? "the raw string is not closed: expected '`'"
                        : $"the string is not closed: expected {quote} before the end of the line");
                    Emit(PromQLToken.Invalid, end);
                    return;
                }

                char c = text[end];
                if (c == quote)
                {
                    break;
                }

                if (c == '\n')
                {
                    line++;
                    lineStart = end + 1;
                }

                if (c == '\\' && !raw)
                {
                    plain = false;
                    end++;
                    if (end >= length || text[end] == '\n')
                    {
                        continue;
                    }
                }
                else if (char.IsSurrogate(c) || c == '\uFFFD')
                {
                    plain = false;
                }

                end++;
            }

            end++;
            if (!plain)
            {
                StringDecoder.Check(text, new TextRange(start, end), ref errors);
            }

            Emit(PromQLToken.String, end);
        }

        private void Comment()
        {
            int end = at;
            while (end < length && text[end] is not ('\n' or '\r'))
            {
                end++;
            }

            (comments ??= []).Add(new PromQLComment(new TextRange(at, end)));
            at = end;
        }

        /// <summary>An operator of another language: said once, and read as the one that was meant.</summary>
        private bool ForeignOperator()
        {
            if (!ForeignOperators.TryFind(text.AsSpan(at), inBraces, out (string Written, PromQLToken Kind, string Meant) found))
            {
                return false;
            }

            int end = at + found.Written.Length;
            (errors ??= []).Add(new PromQLError(
                PromQLErrorKind.Syntax,
                new TextRange(at, end),
                $"PromQL has no operator '{found.Written}'{(inBraces ? " among matchers" : "")}; write '{found.Meant}'",
                found.Meant));
            EmitNesting(found.Kind, end);
            return true;
        }

        private void Unexpected(string context)
        {
            if (text[at] == '|' && !inBraces && ForeignOperators.IsLogQL(text.AsSpan(at)))
            {
                errors =
                [
                    new PromQLError(
                        PromQLErrorKind.Syntax,
                        new TextRange(at, Math.Min(at + 2, length)),
                        "this looks like LogQL, which Prometheus does not read; if these are rules of Loki, set 'schema: loki' for the file") { OtherLanguage = ExpressionLanguage.LogQL },
                ];
                isLogQL = true;
                at = length;
                return;
            }

            int end = at + (char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(Peek(1)) ? 2 : 1);
            string message = $"unexpected {Describe(text.AsSpan(at, end - at))}";
            message += context.Length == 0 ? "; expected an operator, a metric, a number or a bracket" : " " + context;
            if (text[at] is '“' or '”' or '‘' or '’')
            {
                message = "unexpected typographic quote; strings stand in straight quotes: \"…\", '…' or `…`";
            }
            else if (text[at] == '.' && !inBraces && at > 0 && IsWordCharacter(text[at - 1]))
            {
                message = "unexpected '.': a metric name with a dot must stand in quotes inside braces, such as {\"http.requests\"}";
            }
            else if (text[at] is '$')
            {
                message = "unexpected '$': variables of dashboards and templates are not replaced here; write what they stand for";
            }
            else if (text[at] == '~')
            {
                message = "unexpected '~'; a pattern stands in braces, after a label: {label=~\"…\"}";
            }
            else if (text[at] == '!' && !inBraces)
            {
                message = "unexpected '!'; PromQL has no 'not': 'unless' leaves out series, '== bool 0' turns a truth value round, 'absent' asks whether there is none";
            }
            else if (text[at] == '|' || text[at] == '&')
            {
                message = $"unexpected '{text[at]}'; the set operators are written 'or', 'and' and 'unless'";
            }

            isUnreadable |= isMetricsQL && (text[at] is '$' or '\\' || inBrackets);
            isBeyondPromQL |= isUnreadable;
            if (!(inBraces && isFaultInBraces))
            {
                isFaultInBraces = inBraces;
                (errors ??= []).Add(new PromQLError(PromQLErrorKind.Syntax, new TextRange(at, end), message) { IsOfNesting = inBraces || inBrackets });
            }

            Emit(PromQLToken.Invalid, end);
        }

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

        private static string Shorten(string literal) => literal.Length <= 40 ? literal : literal[..40] + "…";

        private void AddError(int start, int end, string message) =>
            (errors ??= []).Add(new PromQLError(PromQLErrorKind.Syntax, new TextRange(start, end), message));

        private void EmitNesting(PromQLToken kind, int end)
        {
            levelNesting++;
            nesting++;
            Emit(kind, end);
        }

        private void Emit(PromQLToken kind, int end)
        {
            if (count == tokens.Length)
            {
                Token<PromQLToken>[] larger = ArrayPool<Token<PromQLToken>>.Shared.Rent(count * 2);
                Array.Copy(tokens, larger, count);
                ArrayPool<Token<PromQLToken>>.Shared.Return(tokens);
                tokens = larger;
            }

            var position = new Position(at, line, Math.Max(1, at - lineStart + 1));
            tokens[count++] = new Token<PromQLToken>(kind, new TextSpan(text, position, end - at));
            at = end;
        }

        private readonly char Peek(int ahead) => at + ahead < length ? text[at + ahead] : '\0';

        private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
    }
}
