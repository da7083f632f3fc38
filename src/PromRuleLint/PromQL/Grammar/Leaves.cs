using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Tokenizing;
using Superpower;
using Superpower.Model;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>What the rules of the grammar are made of: single tokens, lists, results.</summary>
internal static class Leaves
{
    public static readonly TokenListParser<PromQLToken, Token<PromQLToken>> LeftParen = Match(PromQLToken.LeftParen, Expectations.Paren);
    public static readonly TokenListParser<PromQLToken, Token<PromQLToken>> RightParen = Match(PromQLToken.RightParen, ["')'"]);
    public static readonly TokenListParser<PromQLToken, Token<PromQLToken>> Comma = Match(PromQLToken.Comma, ["','"]);

    /// <summary><c>()</c>; gives the closing parenthesis.</summary>
    public static readonly TokenListParser<PromQLToken, Token<PromQLToken>> NoArguments = LeftParen.IgnoreThen(RightParen);

    /// <summary>A token of one kind. <c>Token.EqualTo</c> boxes the kind on each call.</summary>
    public static TokenListParser<PromQLToken, Token<PromQLToken>> Match(PromQLToken kind, string[] expected) => input =>
        input.Kind() == kind ? Take(input) : Expected<Token<PromQLToken>>(input, expected);

    /// <summary>A token of one of a group of kinds.</summary>
    public static TokenListParser<PromQLToken, Token<PromQLToken>> Match(Func<PromQLToken, bool> isOne, string[] expected) => input =>
        isOne(input.Kind()) ? Take(input) : Expected<Token<PromQLToken>>(input, expected);

    /// <summary>What is made of a token of one of a group of kinds; one call where <c>Match(…).Select(…)</c> takes two.</summary>
    public static TokenListParser<PromQLToken, T> Match<T>(Func<PromQLToken, bool> isOne, string[] expected, Func<Token<PromQLToken>, T> make) => input =>
        isOne(input.Kind()) ? Success(make(input.Peek()), input, input.Skip()) : Expected<T>(input, expected);

    /// <summary>A rule that may be absent; whether it is there, its first token tells.</summary>
    public static TokenListParser<PromQLToken, T> OptionalFrom<T>(this TokenListParser<PromQLToken, T> rule, Func<PromQLToken, bool> isFirst) => input =>
        isFirst(input.Kind()) ? rule(input) : Success(default(T)!, input, input);

    /// <summary>Says what is expected where a rule does not even begin.</summary>
    public static TokenListParser<PromQLToken, T> Expecting<T>(this TokenListParser<PromQLToken, T> rule, string[] expected) => input =>
    {
        TokenListParserResult<PromQLToken, T> result = rule(input);
        return result.HasValue || result.Remainder != input || result.ErrorMessage is not null ? result : Expected<T>(input, expected);
    };

    /// <summary>
    /// Items between brackets with commas between them, and perhaps one after the last. A <see cref="PromQLToken.Hole"/> stands
    /// for an item that could not be read.
    /// </summary>
    public static TokenListParser<PromQLToken, ItemList<T>> ListIn<T>(
        this TokenListParser<PromQLToken, T> item, PromQLToken open, string[] openExpected, PromQLToken close, string[] commaOrClose) => input =>
    {
        if (input.Kind() != open)
        {
            return Expected<ItemList<T>>(input, openExpected);
        }

        Tokens rest = input.Skip();
        int capacity = CountItems(rest, close);
        T[] items = capacity == 0 ? [] : new T[capacity];
        int count = 0;
        bool hasHole = false;
        while (rest.Kind() != close)
        {
            if (rest.Kind() == PromQLToken.Hole)
            {
                hasHole = true;
                rest = rest.Skip();
            }
            else
            {
                TokenListParserResult<PromQLToken, T> parsed = item(rest);
                if (!parsed.HasValue)
                {
                    return Fail<T, ItemList<T>>(parsed);
                }

                items[count++] = parsed.Value;
                rest = parsed.Remainder;
            }

            if (rest.Kind() == PromQLToken.Comma)
            {
                rest = rest.Skip();
            }
            else if (rest.Kind() != close)
            {
                return Expected<ItemList<T>>(rest, commaOrClose);
            }
        }

        return Success(new ItemList<T>(Exactly(items, count), rest.Peek().Range().End, hasHole), input, rest.Skip());
    };

    public static TokenListParserResult<PromQLToken, T> Success<T>(T value, Tokens from, Tokens rest) =>
        TokenListParserResult.Value(value, from, rest);

    public static TokenListParserResult<PromQLToken, T> Expected<T>(Tokens at, string[] expected) =>
        TokenListParserResult.Empty<PromQLToken, T>(at, expected);

    public static TokenListParserResult<PromQLToken, T> TooDeep<T>(Tokens at) =>
        TokenListParserResult.Empty<PromQLToken, T>(at, Expectations.TooDeep);

    public static TokenListParserResult<PromQLToken, T> Fail<TFrom, T>(TokenListParserResult<PromQLToken, TFrom> failure) =>
        TokenListParserResult.CastEmpty<PromQLToken, TFrom, T>(failure);

    private static TokenListParserResult<PromQLToken, Token<PromQLToken>> Take(Tokens input) => Success(input.Peek(), input, input.Skip());

    /// <summary>How many items at most stand before the closing token: one more than there are commas.</summary>
    private static int CountItems(Tokens rest, PromQLToken close)
    {
        int commas = 0;
        bool any = false;
        while (true)
        {
            PromQLToken kind = rest.Kind();
            if (kind == close || kind == PromQLToken.End)
            {
                return any ? commas + 1 : 0;
            }

            any = true;
            commas += kind == PromQLToken.Comma ? 1 : 0;
            rest = rest.Skip();
        }
    }

    private static ImmutableArray<T> Exactly<T>(T[] items, int count)
    {
        if (count != items.Length)
        {
            Array.Resize(ref items, count);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }
}
