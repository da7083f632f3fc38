using PromRuleLint.PromQL.Grammar;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower.Model;

namespace PromRuleLint.PromQL.Recovery;

/// <summary>
/// Reads on after a syntax error: says what is wrong, fixes the tokens there as gently as it can and lets the grammar read again,
/// so that the rest of the expression is still checked. Where something is missing or unreadable it leaves a
/// <see cref="PromQLToken.Hole"/>. Each round costs one reading; there are at most <see cref="MaxErrors"/>.
/// </summary>
internal static class SyntaxRecovery
{
    private const int MaxErrors = 20;

    /// <summary>
    /// The tree of the fixed tokens, or null where they could not be fixed. <paramref name="argumentsAreKnown"/> is false
    /// where calls may have lost arguments to the error.
    /// </summary>
    public static Expr? Read(
        string text,
        ScannedText scanned,
        TokenListParserResult<PromQLToken, Expr> failure,
        ref List<PromQLError>? errors,
        out bool argumentsAreKnown)
    {
        argumentsAreKnown = true;
        var tokens = new List<Token<PromQLToken>>(scanned.Count + 8);
        tokens.AddRange(scanned.Tokens.AsSpan(0, scanned.Count));
        errors ??= [];

        // A string that is not closed swallows the rest; that things are missing at the end follows from it.
        Token<PromQLToken> last = tokens[Math.Max(0, tokens.Count - 2)];
        bool cutOff = last.Kind == PromQLToken.Invalid && text[last.Position.Absolute] is '"' or '\'' or '`';
        for (int round = 0; round < MaxErrors; round++)
        {
            if (failure.ErrorMessage == Expectations.TooDeep)
            {
                errors.Add(new PromQLError(PromQLErrorKind.TooDeep, new TextRange(0, text.Length), Expectations.TooDeep));
                return null;
            }

            var spot = new SyntaxErrorSpot(text, tokens, failure.Remainder.Position, failure.Expectations ?? []);
            if (spot.Found.Kind != PromQLToken.Invalid && !(cutOff && spot.Found.Kind == PromQLToken.End))
            {
                spot.Report(errors);
            }

            if (spot.Opener < 0 && spot.Found.Kind == PromQLToken.Comma)
            {
                // Parentheses before it are closed too early, so neither what follows nor an argument count can be judged.
                tokens.RemoveRange(spot.Index, tokens.Count - 1 - spot.Index);
                argumentsAreKnown = false;
            }
            else if (tokens.Count == 1 || !Repair(tokens, spot))
            {
                return null;
            }

            failure = ExpressionGrammar.Root(new TokenList<PromQLToken>(tokens.ToArray()));
            if (failure.HasValue)
            {
                break;
            }
        }

        if (cutOff)
        {
            // The odd quote may be any: from the first one on, the inside and the outside of strings may be turned round.
            int quote = text.IndexOfAny(['"', '\'', '`']);
            errors.RemoveAll(error => error.Kind == PromQLErrorKind.Syntax && error.Range.Start > quote && error.Range.Start < last.Position.Absolute);
        }

        return failure.HasValue ? failure.Value : null;
    }

    /// <summary>Changes the tokens so that the grammar gets past the spot; false where nothing helps.</summary>
    private static bool Repair(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        if (spot.Found.Kind == PromQLToken.End && spot.Openers.Count > 0)
        {
            return CloseAll(tokens, spot);
        }

        if (IsCloser(spot.Found.Kind) && (spot.Opener < 0 || spot.Found.Kind != CloserOf(tokens[spot.Opener].Kind)))
        {
            RepairCloser(tokens, spot);
            return true;
        }

        return spot.Place switch
        {
            SyntaxPlace.Matchers or SyntaxPlace.Labels => RepairList(tokens, spot),
            SyntaxPlace.Range => FillBrackets(tokens, spot),
            _ => RepairExpression(tokens, spot),
        };
    }

    /// <summary>A closing bracket that does not fit: the inner one is closed first where an outer one waits for it, or else it goes.</summary>
    private static void RepairCloser(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        if (!spot.Openers.Exists(opener => CloserOf(tokens[opener].Kind) == spot.Found.Kind))
        {
            tokens.RemoveAt(spot.Index);
            return;
        }

        int index = spot.Index;
        if (spot.Wants(Expectations.Expression) || spot.Wants(Expectations.Duration))
        {
            tokens.Insert(index++, Empty(spot, PromQLToken.Hole));
        }

        tokens.Insert(index, Empty(spot, CloserOf(tokens[spot.Opener].Kind)));
    }

    private static bool CloseAll(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        int end = spot.Index;
        switch (spot.Place)
        {
            case SyntaxPlace.Matchers or SyntaxPlace.Labels:
                int start = SegmentStart(tokens, spot);
                tokens.RemoveRange(start, end - start);
                tokens.Insert(start, Empty(spot, PromQLToken.Hole));
                end = start + 1;
                break;
            case SyntaxPlace.Range:
                tokens.RemoveRange(spot.Opener + 1, end - spot.Opener - 1);
                end = spot.Opener + 1;
                tokens.Insert(end++, Empty(spot, PromQLToken.Hole));
                break;
            default:
                if (spot.Wants(Expectations.Expression) || spot.Wants(Expectations.Duration))
                {
                    tokens.Insert(end++, Empty(spot, PromQLToken.Hole));
                }

                break;
        }

        for (int i = spot.Openers.Count - 1; i >= 0; i--)
        {
            tokens.Insert(end++, Empty(spot, CloserOf(tokens[spot.Openers[i]].Kind)));
        }

        return true;
    }

    /// <summary>Takes a bad matcher or label out of its list, or puts the comma in that is missing.</summary>
    private static bool RepairList(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        PromQLToken found = spot.Found.Kind;
        bool item = found is PromQLToken.Identifier or PromQLToken.String || (spot.Place == SyntaxPlace.Labels && found.IsLabelName());
        bool goesOn = spot.Place == SyntaxPlace.Labels
            || found == PromQLToken.String
            || tokens[spot.Index + 1].Kind is PromQLToken.MatchEqual or PromQLToken.NotEqual or PromQLToken.MatchRegexp or PromQLToken.MatchNotRegexp;
        if (item && goesOn && spot.Expected.Count > 0 && spot.Expected[0] == "','")
        {
            tokens.Insert(spot.Index, Empty(spot, PromQLToken.Comma));
            return true;
        }

        int start = SegmentStart(tokens, spot);
        int end = spot.Index;
        while (tokens[end].Kind != PromQLToken.Comma && tokens[end].Kind != PromQLToken.End && !IsCloser(tokens[end].Kind))
        {
            end++;
        }

        if (end == start && tokens[end].Kind != PromQLToken.Comma)
        {
            return false;
        }

        tokens.RemoveRange(start, end - start);
        tokens.Insert(start, Empty(spot, PromQLToken.Hole));
        return true;
    }

    private static bool FillBrackets(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        int close = spot.Opener + 1;
        int depth = 0;
        while (tokens[close].Kind != PromQLToken.End && (depth > 0 || tokens[close].Kind != PromQLToken.RightBracket))
        {
            depth += tokens[close].Kind == PromQLToken.LeftBracket ? 1 : tokens[close].Kind == PromQLToken.RightBracket ? -1 : 0;
            close++;
        }

        if (close == spot.Opener + 2 && tokens[close - 1].Kind == PromQLToken.Hole)
        {
            return false;
        }

        bool closed = tokens[close].Kind == PromQLToken.RightBracket;
        tokens.RemoveRange(spot.Opener + 1, close - spot.Opener - 1);
        tokens.Insert(spot.Opener + 1, Empty(spot, PromQLToken.Hole));
        if (!closed)
        {
            tokens.Insert(spot.Opener + 2, Empty(spot, PromQLToken.RightBracket));
        }

        return true;
    }

    private static bool RepairExpression(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        int index = spot.Index;
        PromQLToken found = spot.Found.Kind;
        if (spot.Wants(Expectations.Expression) || spot.Wants(Expectations.Duration))
        {
            FillOperand(tokens, spot);
            return true;
        }

        if (spot.Wants(Expectations.Timestamp) || spot.Wants(Expectations.Number))
        {
            RemoveModifier(tokens, index);
            return true;
        }

        if (spot.Wants(Expectations.Paren) && index > 0)
        {
            if (tokens[index - 1].Kind is >= PromQLToken.Start and <= PromQLToken.Range)
            {
                tokens.InsertRange(index, [Empty(spot, PromQLToken.LeftParen), Empty(spot, PromQLToken.RightParen)]);
                return true;
            }

            // 'by job' without parentheses: the word and what looks like its label go.
            tokens.RemoveRange(index - 1, found.IsLabelName() && !found.IsBinaryOperator() ? 2 : 1);
            return true;
        }

        return RemoveJunk(tokens, spot);
    }

    /// <summary>Puts something where an operand is missing.</summary>
    private static void FillOperand(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        int index = spot.Index;
        PromQLToken found = spot.Found.Kind;
        if (found >= PromQLToken.Bool)
        {
            // A modifier where none may stand; what follows it is an expression all the same.
            RemoveClause(tokens, index);
            if (tokens[index].Kind is PromQLToken.End or PromQLToken.Comma || IsCloser(tokens[index].Kind))
            {
                tokens.Insert(index, Empty(spot, PromQLToken.Hole));
            }

            return;
        }

        bool goesOn = found is PromQLToken.End or PromQLToken.Comma || IsCloser(found) || found.IsBinaryOperator();
        if (!goesOn)
        {
            tokens.RemoveAt(index);
        }

        tokens.Insert(index, Empty(spot, PromQLToken.Hole));
    }

    /// <summary>Removes a modifier whose number cannot be read.</summary>
    private static void RemoveModifier(List<Token<PromQLToken>> tokens, int index)
    {
        int start = index;
        while (start > 0 && tokens[start].Kind is not (PromQLToken.At or PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight))
        {
            start--;
        }

        tokens.RemoveRange(start, EndOfJunk(tokens, index) - start);
    }

    /// <summary>Removes what cannot follow an operand, and puts in what is missing there.</summary>
    private static bool RemoveJunk(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        int index = spot.Index;
        int junk = EndOfJunk(tokens, index);
        bool changed = junk > index;
        tokens.RemoveRange(index, junk - index);
        if (spot.Wants(Expectations.Arguments))
        {
            tokens.InsertRange(index, [Empty(spot, PromQLToken.LeftParen), Empty(spot, PromQLToken.Hole), Empty(spot, PromQLToken.RightParen)]);
            return true;
        }

        if (spot.Found.Kind == PromQLToken.MatchEqual)
        {
            // Almost surely a comparison; what stands after it is its right side.
            tokens.Insert(index, new Token<PromQLToken>(PromQLToken.EqualEqual, spot.Found.Span));
            return true;
        }

        if (changed && spot.Place == SyntaxPlace.Arguments && tokens[index].Kind is PromQLToken.Comma or PromQLToken.RightParen)
        {
            // Perhaps a comma was forgotten: how many arguments there are is not known now.
            tokens.InsertRange(index, [Empty(spot, PromQLToken.Comma), Empty(spot, PromQLToken.Hole)]);
        }

        return changed;
    }

    /// <summary>Removes a word and the parentheses after it.</summary>
    private static void RemoveClause(List<Token<PromQLToken>> tokens, int index)
    {
        int end = index + 1;
        if (tokens[end].Kind == PromQLToken.LeftParen)
        {
            int depth = 0;
            do
            {
                depth += tokens[end].Kind == PromQLToken.LeftParen ? 1 : tokens[end].Kind == PromQLToken.RightParen ? -1 : 0;
                end++;
            }
            while (depth > 0 && tokens[end].Kind != PromQLToken.End);
        }

        tokens.RemoveRange(index, end - index);
    }

    /// <summary>Where something begins that may follow an expression: an operator, a comma or a closing bracket of this level.</summary>
    private static int EndOfJunk(List<Token<PromQLToken>> tokens, int index)
    {
        if (tokens[index].Kind == PromQLToken.MatchEqual)
        {
            return index + 1;
        }

        int depth = 0;
        for (int i = index; ; i++)
        {
            PromQLToken kind = tokens[i].Kind;
            if (kind == PromQLToken.End || (depth == 0 && (kind == PromQLToken.Comma || kind.IsBinaryOperator() || IsCloser(kind))))
            {
                return i;
            }

            depth += kind is PromQLToken.LeftParen or PromQLToken.LeftBrace or PromQLToken.LeftBracket ? 1 : IsCloser(kind) ? -1 : 0;
        }
    }

    private static int SegmentStart(List<Token<PromQLToken>> tokens, SyntaxErrorSpot spot)
    {
        int start = spot.Index;
        while (start > spot.Opener + 1 && tokens[start - 1].Kind != PromQLToken.Comma)
        {
            start--;
        }

        return start;
    }

    private static Token<PromQLToken> Empty(SyntaxErrorSpot spot, PromQLToken kind) =>
        new(kind, new TextSpan(spot.Found.Span.Source!, spot.Found.Position, 0));

    public static bool IsCloser(PromQLToken kind) => kind is PromQLToken.RightParen or PromQLToken.RightBrace or PromQLToken.RightBracket;

    private static PromQLToken CloserOf(PromQLToken opener) => opener switch
    {
        PromQLToken.LeftParen => PromQLToken.RightParen,
        PromQLToken.LeftBrace => PromQLToken.RightBrace,
        _ => PromQLToken.RightBracket,
    };
}
