using System.Collections.Frozen;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>The words of the language, in any case.</summary>
internal static class Keywords
{
    public const int MaxLength = 12;

    private static readonly FrozenDictionary<string, PromQLToken> Words = new Dictionary<string, PromQLToken>
    {
        ["and"] = PromQLToken.And,
        ["or"] = PromQLToken.Or,
        ["unless"] = PromQLToken.Unless,
        ["atan2"] = PromQLToken.Atan2,
        ["sum"] = PromQLToken.Sum,
        ["avg"] = PromQLToken.Avg,
        ["count"] = PromQLToken.Count,
        ["min"] = PromQLToken.Min,
        ["max"] = PromQLToken.Max,
        ["group"] = PromQLToken.Group,
        ["stddev"] = PromQLToken.Stddev,
        ["stdvar"] = PromQLToken.Stdvar,
        ["topk"] = PromQLToken.TopK,
        ["bottomk"] = PromQLToken.BottomK,
        ["count_values"] = PromQLToken.CountValues,
        ["quantile"] = PromQLToken.Quantile,
        ["limitk"] = PromQLToken.LimitK,
        ["limit_ratio"] = PromQLToken.LimitRatio,
        ["start"] = PromQLToken.Start,
        ["end"] = PromQLToken.EndFunction,
        ["step"] = PromQLToken.Step,
        ["range"] = PromQLToken.Range,
        ["min_of"] = PromQLToken.MinOf,
        ["max_of"] = PromQLToken.MaxOf,
        ["offset"] = PromQLToken.Offset,
        ["anchored"] = PromQLToken.Anchored,
        ["smoothed"] = PromQLToken.Smoothed,
        ["by"] = PromQLToken.By,
        ["without"] = PromQLToken.Without,
        ["bool"] = PromQLToken.Bool,
        ["on"] = PromQLToken.On,
        ["ignoring"] = PromQLToken.Ignoring,
        ["group_left"] = PromQLToken.GroupLeft,
        ["group_right"] = PromQLToken.GroupRight,
        ["fill"] = PromQLToken.Fill,
        ["fill_left"] = PromQLToken.FillLeft,
        ["fill_right"] = PromQLToken.FillRight,
        ["inf"] = PromQLToken.Number,
        ["nan"] = PromQLToken.Number,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, PromQLToken>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The kind of a word without a colon.</summary>
    public static PromQLToken Classify(ReadOnlySpan<char> word) =>
        word.Length <= MaxLength && Lookup.TryGetValue(word, out PromQLToken kind) ? kind : PromQLToken.Identifier;
}
