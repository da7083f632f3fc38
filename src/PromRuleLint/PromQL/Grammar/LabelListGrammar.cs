using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>The labels of <c>by</c>, <c>without</c>, <c>on</c>, <c>ignoring</c>, <c>group_left</c> and <c>group_right</c>.</summary>
internal static class LabelListGrammar
{
    private static readonly TokenListParser<PromQLToken, LabelName> Label =
        Match(static kind => kind.IsLabelName() || kind == PromQLToken.String, Expectations.Label, MakeLabel);

    /// <summary><c>(a, "b", c,)</c></summary>
    public static readonly TokenListParser<PromQLToken, ItemList<LabelName>> Labels =
        Label.ListIn(PromQLToken.LeftParen, Expectations.Paren, PromQLToken.RightParen, Expectations.CommaOrParen);

    private static LabelName MakeLabel(Token<PromQLToken> token) =>
        new(token.Kind == PromQLToken.String ? LiteralGrammar.Decode(token) : CommonLabels.Intern(token.Text()), token.Range());
}
