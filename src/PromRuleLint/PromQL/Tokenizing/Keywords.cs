namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>The words of the language, in any case.</summary>
internal static class Keywords
{
    public const int MaxLength = 12;

    /// <summary>The kind of a word without a colon.</summary>
    public static PromQLToken Classify(ReadOnlySpan<char> word)
    {
        if (word.Length > MaxLength)
        {
            return PromQLToken.Identifier;
        }

        // A switch of the compiler needs no table, which would be made at the start of each run.
        Span<char> lower = stackalloc char[word.Length];
        for (int i = 0; i < word.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(word[i]) ? (char)(word[i] | 0x20) : word[i];
        }

        return lower switch
        {
            "and" => PromQLToken.And,
            "or" => PromQLToken.Or,
            "unless" => PromQLToken.Unless,
            "atan2" => PromQLToken.Atan2,
            "sum" => PromQLToken.Sum,
            "avg" => PromQLToken.Avg,
            "count" => PromQLToken.Count,
            "min" => PromQLToken.Min,
            "max" => PromQLToken.Max,
            "group" => PromQLToken.Group,
            "stddev" => PromQLToken.Stddev,
            "stdvar" => PromQLToken.Stdvar,
            "topk" => PromQLToken.TopK,
            "bottomk" => PromQLToken.BottomK,
            "count_values" => PromQLToken.CountValues,
            "quantile" => PromQLToken.Quantile,
            "limitk" => PromQLToken.LimitK,
            "limit_ratio" => PromQLToken.LimitRatio,
            "start" => PromQLToken.Start,
            "end" => PromQLToken.EndFunction,
            "step" => PromQLToken.Step,
            "range" => PromQLToken.Range,
            "min_of" => PromQLToken.MinOf,
            "max_of" => PromQLToken.MaxOf,
            "offset" => PromQLToken.Offset,
            "anchored" => PromQLToken.Anchored,
            "smoothed" => PromQLToken.Smoothed,
            "by" => PromQLToken.By,
            "without" => PromQLToken.Without,
            "bool" => PromQLToken.Bool,
            "on" => PromQLToken.On,
            "ignoring" => PromQLToken.Ignoring,
            "group_left" => PromQLToken.GroupLeft,
            "group_right" => PromQLToken.GroupRight,
            "fill" => PromQLToken.Fill,
            "fill_left" => PromQLToken.FillLeft,
            "fill_right" => PromQLToken.FillRight,
            "inf" or "nan" => PromQLToken.Number,
            _ => PromQLToken.Identifier,
        };
    }
}
