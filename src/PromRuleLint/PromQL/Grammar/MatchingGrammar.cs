using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using Superpower.Model;
using static PromRuleLint.PromQL.Grammar.Leaves;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>What may stand between a binary operator and its right side: <c>bool</c>, labels to match on, fill modifiers.</summary>
internal static class MatchingGrammar
{
    // Each rule is optional: what is expected where it does not begin is never told.
    private static readonly string[] Nothing = [];

    private static readonly TokenListParser<PromQLToken, Token<PromQLToken>> Bool = Match(PromQLToken.Bool, Nothing);

    /// <summary><c>group_left</c>, <c>group_right (a)</c>.</summary>
    private static readonly TokenListParser<PromQLToken, (Token<PromQLToken> Word, ItemList<LabelName> Labels)> Group =
        Parse.Sequence(Match(static kind => kind is PromQLToken.GroupLeft or PromQLToken.GroupRight, Nothing), LabelListGrammar.Labels.OptionalOrDefault());

    /// <summary><c>on (a)</c>, <c>ignoring (a) group_left (b)</c>.</summary>
    private static readonly TokenListParser<PromQLToken, VectorMatching> Matching =
        Parse.Sequence(Match(static kind => kind is PromQLToken.On or PromQLToken.Ignoring, Nothing), LabelListGrammar.Labels, Group.OptionalOrDefault())
            .Select(static parts => MakeMatching(parts.Item1, parts.Item2, parts.Item3.Item1, parts.Item3.Item2));

    /// <summary><c>(0)</c>, <c>(-1)</c>, <c>(Inf)</c>.</summary>
    private static readonly TokenListParser<PromQLToken, (double Value, int End)> FillValue =
        Parse.Sequence(LeftParen, LiteralGrammar.SignedNumber, RightParen).Select(static parts => (parts.Item2.Value, parts.Item3.Range().End));

    private static readonly TokenListParser<PromQLToken, FillModifiers> Fill = FillRule(PromQLToken.Fill);
    private static readonly TokenListParser<PromQLToken, FillModifiers> FillLeft = FillRule(PromQLToken.FillLeft);
    private static readonly TokenListParser<PromQLToken, FillModifiers> FillRight = FillRule(PromQLToken.FillRight);

    /// <summary><c>fill</c> alone, or <c>fill_left</c> and <c>fill_right</c> in either order.</summary>
    private static readonly TokenListParser<PromQLToken, FillModifiers> Fills =
        Fill.Or(OneOrBoth(FillLeft, FillRight)).Or(OneOrBoth(FillRight, FillLeft));

    /// <summary>All of them, in this order; each may be absent.</summary>
    public static readonly TokenListParser<PromQLToken, BinaryModifiers> Modifiers =
        Parse.Sequence(Bool.OptionalOrDefault(), Matching.OptionalOrDefault(null!), Fills.OptionalOrDefault())
            .Select(static parts => MakeModifiers(parts.Item1, parts.Item2, parts.Item3));

    /// <summary>Whether a token begins one of them; nearly all operators have none.</summary>
    public static bool IsModifier(PromQLToken kind) => kind >= PromQLToken.Bool;

    private static TokenListParser<PromQLToken, FillModifiers> FillRule(PromQLToken kind) =>
        Parse.Sequence(Match(kind, Nothing), FillValue).Select(parts => new FillModifiers(
            kind == PromQLToken.FillRight ? null : parts.Item2.Value,
            kind == PromQLToken.FillLeft ? null : parts.Item2.Value,
            new TextRange(parts.Item1.Position.Absolute, parts.Item2.End)));

    private static TokenListParser<PromQLToken, FillModifiers> OneOrBoth(TokenListParser<PromQLToken, FillModifiers> first, TokenListParser<PromQLToken, FillModifiers> second) =>
        Parse.Sequence(first, second.OptionalOrDefault()).Select(static parts => parts.Item2.Range.IsEmpty
            ? parts.Item1
            : new FillModifiers(parts.Item1.Left ?? parts.Item2.Left, parts.Item1.Right ?? parts.Item2.Right, TextRange.Union(parts.Item1.Range, parts.Item2.Range)));

    private static VectorMatching MakeMatching(Token<PromQLToken> word, ItemList<LabelName> labels, Token<PromQLToken> group, ItemList<LabelName> include)
    {
        var matching = new VectorMatching
        {
            IsOn = word.Kind == PromQLToken.On,
            Labels = labels.Items,
            LabelsRange = new TextRange(word.Position.Absolute, labels.End),
        };
        if (group.Kind != PromQLToken.None)
        {
            matching.Cardinality = group.Kind == PromQLToken.GroupLeft ? MatchCardinality.ManyToOne : MatchCardinality.OneToMany;
            matching.GroupRange = group.Range();
        }

        if (!include.Items.IsDefault)
        {
            matching.Include = include.Items;
            matching.GroupRange = new TextRange(group.Position.Absolute, include.End);
        }

        return matching;
    }

    private static BinaryModifiers MakeModifiers(Token<PromQLToken> word, VectorMatching? matching, FillModifiers fills)
    {
        if (!fills.Range.IsEmpty)
        {
            matching ??= new VectorMatching();
            matching.FillLeft = fills.Left;
            matching.FillRight = fills.Right;
            matching.FillRange = fills.Range;
        }

        return new BinaryModifiers(word.Kind == PromQLToken.Bool ? word.Range() : default, matching);
    }
}
