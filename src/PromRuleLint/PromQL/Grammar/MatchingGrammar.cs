using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;
using Superpower;
using static PromRuleLint.PromQL.Grammar.Leaves;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>What may stand between a binary operator and its right side: <c>bool</c>, labels to match on, fill modifiers.</summary>
internal static class MatchingGrammar
{
    private static readonly TokenListParser<PromQLToken, TextRange> Bool =
        Match(IsBool, [], static token => token.Range()).OptionalFrom(IsBool);

    /// <summary><c>on (a)</c>, <c>ignoring (a) group_left (b)</c>; may be absent.</summary>
    private static readonly TokenListParser<PromQLToken, VectorMatching?> Matching =
        Parse.Sequence(LabelGrammar.Matching, LabelGrammar.Group)
            .Select(static parts => (VectorMatching?)MakeMatching(parts.Item1, parts.Item2))
            .OptionalFrom(static kind => kind is PromQLToken.On or PromQLToken.Ignoring);

    /// <summary><c>(0)</c>, <c>(-1)</c>, <c>(Inf)</c>.</summary>
    private static readonly TokenListParser<PromQLToken, (double Value, int End)> FillValue =
        Parse.Sequence(LeftParen, LiteralGrammar.SignedNumber, RightParen).Select(static parts => (parts.Item2.Value, parts.Item3.Range().End));

    private static readonly TokenListParser<PromQLToken, FillModifiers> Fill = FillRule(PromQLToken.Fill);
    private static readonly TokenListParser<PromQLToken, FillModifiers> FillLeft = FillRule(PromQLToken.FillLeft);
    private static readonly TokenListParser<PromQLToken, FillModifiers> FillRight = FillRule(PromQLToken.FillRight);

    /// <summary><c>fill</c> alone, or <c>fill_left</c> and <c>fill_right</c> in either order; may be absent.</summary>
    private static readonly TokenListParser<PromQLToken, FillModifiers> Fills =
        Fill.Or(OneOrBoth(FillLeft, FillRight)).Or(OneOrBoth(FillRight, FillLeft))
            .OptionalFrom(static kind => kind is PromQLToken.Fill or PromQLToken.FillLeft or PromQLToken.FillRight);

    /// <summary>All of them, in this order; each may be absent.</summary>
    public static readonly TokenListParser<PromQLToken, BinaryModifiers> Modifiers =
        Parse.Sequence(Bool, Matching, Fills)
            .Select(static parts => MakeModifiers(parts.Item1, parts.Item2, parts.Item3));

    /// <summary>Whether a token begins one of them; nearly all operators have none.</summary>
    public static bool IsModifier(PromQLToken kind) => kind >= PromQLToken.Bool;

    private static bool IsBool(PromQLToken kind) => kind == PromQLToken.Bool;

    private static TokenListParser<PromQLToken, FillModifiers> FillRule(PromQLToken kind) =>
        Parse.Sequence(Match(kind, []), FillValue).Select(parts => new FillModifiers(
            kind == PromQLToken.FillRight ? null : parts.Item2.Value,
            kind == PromQLToken.FillLeft ? null : parts.Item2.Value,
            new TextRange(parts.Item1.Position.Absolute, parts.Item2.End)));

    private static TokenListParser<PromQLToken, FillModifiers> OneOrBoth(TokenListParser<PromQLToken, FillModifiers> first, TokenListParser<PromQLToken, FillModifiers> second) =>
        Parse.Sequence(first, second.OptionalOrDefault()).Select(static parts => parts.Item2.Range.IsEmpty
            ? parts.Item1
            : new FillModifiers(parts.Item1.Left ?? parts.Item2.Left, parts.Item1.Right ?? parts.Item2.Right, TextRange.Union(parts.Item1.Range, parts.Item2.Range)));

    private static VectorMatching MakeMatching(LabelClause matching, LabelClause group)
    {
        MatchCardinality cardinality = group.Word switch
        {
            PromQLToken.GroupLeft => MatchCardinality.ManyToOne,
            PromQLToken.GroupRight => MatchCardinality.OneToMany,
            _ => MatchCardinality.OneToOne,
        };
        return new VectorMatching
        {
            Cardinality = cardinality,
            IsOn = matching.Word == PromQLToken.On,
            Labels = matching.Labels,
            LabelsRange = matching.Range,
            Include = group.IsAbsent ? [] : group.Labels,
            GroupRange = group.Range,
        };
    }

    private static BinaryModifiers MakeModifiers(TextRange boolRange, VectorMatching? matching, FillModifiers fills)
    {
        if (!fills.Range.IsEmpty)
        {
            matching ??= new VectorMatching();
            matching.FillLeft = fills.Left;
            matching.FillRight = fills.Right;
            matching.FillRange = fills.Range;
        }

        return new BinaryModifiers(boolRange, matching);
    }
}
