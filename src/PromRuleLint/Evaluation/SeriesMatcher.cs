using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Evaluation;

/// <summary>One condition on a label; a label that is not there has an empty value.</summary>
internal readonly record struct SeriesMatcher(string Name, MatchType Type, string Value, Re2Pattern? Pattern)
{
    public static SeriesMatcher Equal(string name, string value) => new(name, MatchType.Equal, value, null);

    public static SeriesMatcher From(LabelMatcher matcher) => new(matcher.Name, matcher.Type, matcher.Value, matcher.Pattern);

    /// <summary>All matchers of a selector, that of the metric name first.</summary>
    public static SeriesMatcher[] From(VectorSelector selector)
    {
        var matchers = new List<SeriesMatcher>(selector.Matchers.Length + 1);
        if (selector.Name is { } name)
        {
            matchers.Add(Equal(Labels.MetricNameLabel, name));
        }

        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            matchers.Add(From(matcher));
        }

        return [.. matchers];
    }

    public bool Matches(string value) => Type switch
    {
        MatchType.Equal => value == Value,
        MatchType.NotEqual => value != Value,
        MatchType.Regexp => Pattern!.IsMatch(value),
        _ => !Pattern!.IsMatch(value),
    };
}
