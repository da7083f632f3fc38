using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Words with labels in parentheses after them.</summary>
internal static class LabelGrammar
{
    private static readonly TokenListParser<PromQLToken, LabelName> Label =
        Match(static kind => kind.IsLabelName() || kind == PromQLToken.String, Expectations.Label, MakeLabel);

    /// <summary><c>(a, "b", c,)</c></summary>
    private static readonly TokenListParser<PromQLToken, ItemList<LabelName>> Labels =
        Label.ListIn(PromQLToken.LeftParen, Expectations.Paren, PromQLToken.RightParen, Expectations.CommaOrParen);

    /// <summary><c>by (a, b)</c>, <c>without ()</c>; may be absent.</summary>
    public static readonly TokenListParser<PromQLToken, LabelClause> Grouping =
        Clause().OptionalFrom(static kind => kind is PromQLToken.By or PromQLToken.Without);

    /// <summary><c>on (a)</c>, <c>ignoring (a, b)</c>.</summary>
    public static readonly TokenListParser<PromQLToken, LabelClause> Matching = Clause();

    /// <summary><c>group_left</c>, <c>group_right (a)</c>; may be absent.</summary>
    public static readonly TokenListParser<PromQLToken, LabelClause> Group =
        Clause(mayLackLabels: true).OptionalFrom(static kind => kind is PromQLToken.GroupLeft or PromQLToken.GroupRight);

    private static TokenListParser<PromQLToken, LabelClause> Clause(bool mayLackLabels = false) => input =>
    {
        Token<PromQLToken> word = input.Peek();
        TokenList<PromQLToken> rest = input.Skip();
        if (mayLackLabels && rest.Kind() != PromQLToken.LeftParen)
        {
            return Success(new LabelClause(word.Kind, word.Range(), []), input, rest);
        }

        TokenListParserResult<PromQLToken, ItemList<LabelName>> labels = Labels(rest);
        return labels.HasValue
            ? Success(new LabelClause(word.Kind, new TextRange(word.Position.Absolute, labels.Value.End), labels.Value.Items), input, labels.Remainder)
            : Fail<ItemList<LabelName>, LabelClause>(labels);
    };

    private static LabelName MakeLabel(Token<PromQLToken> token) =>
        new(token.Kind == PromQLToken.String ? LiteralGrammar.Decode(token) : CommonLabels.Intern(token.Text()), token.Range());
}
