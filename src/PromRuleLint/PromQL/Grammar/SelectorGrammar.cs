using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;
using Tokens = Superpower.Model.TokenList<PromRuleLint.PromQL.Tokenizing.PromQLToken>;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Selectors of instant vectors: a metric name, matchers in braces, or both.</summary>
internal static class SelectorGrammar
{
    private static readonly TokenListParser<PromQLToken, LabelMatcher> Matcher = ReadMatcher;

    /// <summary><c>{a="b", c=~"d|e"}</c></summary>
    private static readonly TokenListParser<PromQLToken, ItemList<LabelMatcher>> Matchers =
        Matcher.ListIn(PromQLToken.LeftBrace, Expectations.Brace, PromQLToken.RightBrace, Expectations.CommaOrBrace);

    /// <summary>A selector that begins with its metric name.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Named(Tokens input)
    {
        Token<PromQLToken> name = input.Peek();
        TextRange range = name.Range();
        var selector = new VectorSelector(range) { Name = name.Text().ToString(), NameRange = range };
        Tokens rest = input.Skip();
        return rest.Kind() == PromQLToken.LeftBrace ? InBraces(input, selector, rest) : Success<Expr>(selector, input, rest);
    }

    /// <summary>A selector that begins with its braces.</summary>
    public static TokenListParserResult<PromQLToken, Expr> Unnamed(Tokens input) =>
        InBraces(input, new VectorSelector(input.Peek().Range()), input);

    private static TokenListParserResult<PromQLToken, Expr> InBraces(Tokens input, VectorSelector selector, Tokens braces)
    {
        TokenListParserResult<PromQLToken, ItemList<LabelMatcher>> matchers = Matchers(braces);
        if (!matchers.HasValue)
        {
            return Fail<ItemList<LabelMatcher>, Expr>(matchers);
        }

        selector.Matchers = matchers.Value.Items;
        selector.HasHole = matchers.Value.HasHole;
        selector.BracesRange = new TextRange(braces.Peek().Position.Absolute, matchers.Value.End);
        selector.Range = new TextRange(selector.Range.Start, matchers.Value.End);
        if (selector.Name is null)
        {
            TakeNameFromMatchers(selector);
        }

        return Success<Expr>(selector, input, matchers.Remainder);
    }

    /// <summary>The name is that of the only equality on <c>__name__</c>.</summary>
    private static void TakeNameFromMatchers(VectorSelector selector)
    {
        LabelMatcher? found = null;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (matcher.Type == MatchType.Equal && matcher.Name == "__name__")
            {
                if (found is not null)
                {
                    return;
                }

                found = matcher;
            }
        }

        if (found is not null)
        {
            selector.Name = found.Value;
            selector.NameRange = found.ValueRange;
        }
    }

    /// <summary><c>job="api"</c>, <c>"label"=~"a|b"</c>, or a metric name in quotes. By hand: nothing is read more often.</summary>
    private static TokenListParserResult<PromQLToken, LabelMatcher> ReadMatcher(Tokens input)
    {
        Token<PromQLToken> label = input.Peek();
        if (label.Kind is not (PromQLToken.Identifier or PromQLToken.String))
        {
            return Expected<LabelMatcher>(input, Expectations.Matcher);
        }

        Tokens rest = input.Skip();
        Token<PromQLToken> op = rest.Peek();
        TextRange labelRange = label.Range();
        MatchType type;
        switch (op.Kind)
        {
            case PromQLToken.MatchEqual:
                type = MatchType.Equal;
                break;
            case PromQLToken.NotEqual:
                type = MatchType.NotEqual;
                break;
            case PromQLToken.MatchRegexp:
                type = MatchType.Regexp;
                break;
            case PromQLToken.MatchNotRegexp:
                type = MatchType.NotRegexp;
                break;
            default:
                // A metric name in quotes.
                return label.Kind == PromQLToken.String
                    ? Success(new LabelMatcher("__name__", labelRange, MatchType.Equal, default, LiteralGrammar.Decode(label), labelRange) { Written = LiteralGrammar.Written(label) }, input, rest)
                    : Expected<LabelMatcher>(rest, Expectations.MatchOperator);
        }

        rest = rest.Skip();
        Token<PromQLToken> value = rest.Peek();
        if (value.Kind != PromQLToken.String)
        {
            return Expected<LabelMatcher>(rest, Expectations.MatchString);
        }

        string name = label.Kind == PromQLToken.String ? LiteralGrammar.Decode(label) : CommonLabels.Intern(label.Text());
        return Success(new LabelMatcher(name, labelRange, type, op.Range(), LiteralGrammar.Decode(value), value.Range()) { Written = LiteralGrammar.Written(value) }, input, rest.Skip());
    }
}
