using PromRuleLint.PromQL.Grammar;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.PromQL.TypeChecking;
using PromRuleLint.Text;
using Superpower.Model;

namespace PromRuleLint.PromQL.Recovery;

/// <summary>Where the grammar gave up, and what to tell about it.</summary>
internal sealed class SyntaxErrorSpot
{
    private readonly string _text;
    private readonly List<Token<PromQLToken>> _tokens;

    public SyntaxErrorSpot(string text, List<Token<PromQLToken>> tokens, int index, IReadOnlyList<string> expected)
    {
        this._text = text;
        this._tokens = tokens;
        Index = Math.Min(index, tokens.Count - 1);
        Expected = expected;
        Found = tokens[Index];
        for (int i = 0; i < Index; i++)
        {
            PromQLToken kind = tokens[i].Kind;
            if (kind is PromQLToken.LeftParen or PromQLToken.LeftBrace or PromQLToken.LeftBracket)
            {
                Openers.Add(i);
            }
            else if (SyntaxRecovery.IsCloser(kind) && Openers.Count > 0)
            {
                Openers.RemoveAt(Openers.Count - 1);
            }
        }

        Opener = Openers.Count == 0 ? -1 : Openers[^1];
        Place = PlaceOf();
    }

    /// <summary>Index of the token that does not fit.</summary>
    public int Index { get; }

    /// <summary>The token that does not fit.</summary>
    public Token<PromQLToken> Found { get; }

    /// <summary>What would fit.</summary>
    public IReadOnlyList<string> Expected { get; }

    /// <summary>Indices of the brackets open there, outermost first.</summary>
    public List<int> Openers { get; } = [];

    /// <summary>Index of the innermost open bracket, or -1.</summary>
    public int Opener { get; }

    public SyntaxPlace Place { get; }

    public bool Wants(string[] expected) => ReferenceEquals(Expected, expected) || (Expected.Count == expected.Length && Expected.SequenceEqual(expected));

    public void Report(List<PromQLError> errors)
    {
        if (_tokens.Count == 1)
        {
            errors.Add(Error(new TextRange(0, 0), "there is no expression; expected one such as up == 0"));
            return;
        }

        if (Found.Kind == PromQLToken.End && Openers.Count > 0)
        {
            ReportUnclosed(errors);
            return;
        }

        int start = Found.Position.Absolute;
        var range = new TextRange(start, start + Found.Span.Length);
        (string message, string? replacement) = Describe(range);
        bool isOfNesting = Place is SyntaxPlace.Matchers or SyntaxPlace.Range || Found.Kind is PromQLToken.RightParen or PromQLToken.RightBrace or PromQLToken.RightBracket;
        errors.Add(Error(range, message) with { Replacement = replacement, IsOfNesting = isOfNesting });
    }

    private static PromQLError Error(TextRange range, string message) => new(PromQLErrorKind.Syntax, range, message);

    /// <summary>
    /// Several brackets that are open at the end are one fault: braces and ranges swallow the brackets around them. Where a
    /// bracket or what stands in one is at fault already, that they are open follows from it.
    /// </summary>
    private void ReportUnclosed(List<PromQLError> errors)
    {
        if (errors.Exists(static error => error.IsOfNesting))
        {
            return;
        }

        Token<PromQLToken> opener = _tokens[_tokens[Opener].Kind == PromQLToken.LeftParen ? Openers[0] : Opener];
        int start = opener.Position.Absolute;
        (char open, char close) = opener.Kind switch
        {
            PromQLToken.LeftParen => ('(', ')'),
            PromQLToken.LeftBrace => ('{', '}'),
            _ => ('[', ']'),
        };
        errors.Add(Error(new TextRange(start, start + 1), $"'{open}' is never closed: expected '{close}' before the end of the expression") with { IsOfNesting = true });
    }

    private (string Message, string? Replacement) Describe(TextRange range)
    {
        string found = Name(Found);
        string expected = Expected.Count == 0 ? "" : "; expected " + Join(Expected);
        switch (Found.Kind)
        {
            case PromQLToken.RightParen or PromQLToken.RightBrace or PromQLToken.RightBracket when Opener < 0:
                return ($"{found} closes nothing: there is no '{(Found.Kind == PromQLToken.RightParen ? '(' : Found.Kind == PromQLToken.RightBrace ? '{' : '[')}' before it", "");
            case PromQLToken.Comma when Opener < 0 && Index > 0 && _tokens.Take(Index).Any(static token => token.Kind == PromQLToken.RightParen):
                return ($"unexpected {found}{expected}; all parentheses before it are closed: is a '(' missing?", null);
            case PromQLToken.MatchEqual when Place is not (SyntaxPlace.Matchers or SyntaxPlace.Labels or SyntaxPlace.Range) && !Wants(Expectations.Expression):
                return ($"unexpected '='{Where()}; to compare values write '=='", "==");
            case PromQLToken.MatchEqual when Wants(Expectations.MatchString):
                return ($"unexpected '='{Where()}; a matcher compares with one '=', followed by a string in quotes", null);
            case PromQLToken.Identifier or PromQLToken.Number when Wants(Expectations.MatchString):
                return ($"unexpected {found}{Where()}; the value must stand in quotes: \"{range.In(_text)}\"", $"\"{range.In(_text)}\"");
            case PromQLToken.GroupLeft or PromQLToken.GroupRight:
                return ($"unexpected {found}; it may only follow 'on (…)' or 'ignoring (…)'", null);
            case PromQLToken.Bool:
                return ($"unexpected {found}; it may only stand right after a comparison operator, before 'on' or 'ignoring'", null);
            case PromQLToken.On or PromQLToken.Ignoring:
                return ($"unexpected {found}; it may stand once, right after a binary operator between two instant vectors", null);
            case PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight:
                return ($"unexpected {found}; it may only stand after a binary operator and its 'on' or 'ignoring'", null);
            case PromQLToken.By or PromQLToken.Without when Wants(Expectations.OperatorOrEnd) || Wants(Expectations.OperatorOrParen) || Wants(Expectations.OperatorOrCommaOrParen):
                return UngroupedName() is { } name && UnknownNames.Meant(name) is { } meant && Operators.AllAggregations.Contains(meant)
                    ? ($"unexpected {found} after '{name}', which is no aggregation; did you mean '{meant}'?", null)
                    : ($"unexpected {found}; it may stand once, directly before or after the parentheses of an aggregation such as sum", null);
            case PromQLToken.Identifier or PromQLToken.And or PromQLToken.Or when Place == SyntaxPlace.Matchers && Expected.Count > 0 && Expected[0] == "','" && found.AsSpan().IndexOf("and'") >= 0:
                return ("matchers are joined by ',', not by 'and'", ",");
            case PromQLToken.Identifier or PromQLToken.MetricIdentifier when Index > 0 && _tokens[Index - 1].ToStringValue() is "not" or "NOT":
                return ($"unexpected {found}; PromQL has no 'not': 'unless' leaves out series, '== bool 0' turns a truth value round, 'absent' asks whether there is none", null);
            case PromQLToken.String when Index > 0 && _tokens[Index - 1].Kind.IsWord():
                return ($"unexpected {found}{Where()}{expected}; quotes inside a quoted expression must be escaped, or the expression written without outer quotes", null);
            default:
                return ($"unexpected {found}{Where()}{expected}", null);
        }
    }

    /// <summary>The name before a <c>by</c>, or before the parentheses that end before it; null where there is none.</summary>
    private string? UngroupedName()
    {
        int at = Index - 1;
        if (at >= 0 && _tokens[at].Kind == PromQLToken.RightParen)
        {
            for (int depth = 0; at >= 0; at--)
            {
                depth += _tokens[at].Kind == PromQLToken.RightParen ? 1 : _tokens[at].Kind == PromQLToken.LeftParen ? -1 : 0;
                if (depth == 0)
                {
                    break;
                }
            }

            at--;
        }

        return at >= 0 && _tokens[at].Kind == PromQLToken.Identifier ? _tokens[at].ToStringValue() : null;
    }

    private SyntaxPlace PlaceOf()
    {
        if (Opener < 0)
        {
            return SyntaxPlace.Top;
        }

        switch (_tokens[Opener].Kind)
        {
            case PromQLToken.LeftBrace:
                return SyntaxPlace.Matchers;
            case PromQLToken.LeftBracket:
                return SyntaxPlace.Range;
        }

        // Parentheses inside a range belong to the range.
        foreach (int opener in Openers)
        {
            if (_tokens[opener].Kind == PromQLToken.LeftBracket)
            {
                return SyntaxPlace.Parentheses;
            }
        }

        PromQLToken before = Opener == 0 ? PromQLToken.None : _tokens[Opener - 1].Kind;
        bool isCall = before.IsFunctionName() || before.IsAggregation();
        if (before is PromQLToken.By or PromQLToken.Without or PromQLToken.On or PromQLToken.Ignoring or PromQLToken.GroupLeft or PromQLToken.GroupRight)
        {
            return SyntaxPlace.Labels;
        }

        return isCall ? SyntaxPlace.Arguments : SyntaxPlace.Parentheses;
    }

    private string Where() => Place switch
    {
        SyntaxPlace.Matchers => " among matchers",
        SyntaxPlace.Labels => $" among the labels of '{_tokens[Opener - 1].ToStringValue()}'",
        SyntaxPlace.Range => " in a range",
        SyntaxPlace.Arguments => $" in the arguments of '{_tokens[Opener - 1].ToStringValue()}'",
        SyntaxPlace.Parentheses => " in parentheses",
        _ => "",
    };

    /// <summary>How a token is named to people.</summary>
    private static string Name(Token<PromQLToken> token)
    {
        string value = token.ToStringValue();
        if (value.Length > 40)
        {
            value = value[..39] + "…";
        }

        return token.Kind switch
        {
            PromQLToken.End => "end of the expression",
            PromQLToken.Number or PromQLToken.BadNumber => $"number '{value}'",
            PromQLToken.Duration => $"duration '{value}'",
            PromQLToken.String => $"string {value}",
            PromQLToken.Identifier or PromQLToken.MetricIdentifier => $"name '{value}'",
            _ => $"'{value}'",
        };
    }

    private static string Join(IReadOnlyList<string> items) => items.Count switch
    {
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " or " + items[^1],
    };
}
