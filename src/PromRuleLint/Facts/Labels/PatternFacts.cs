using PromRuleLint.Regex;

namespace PromRuleLint.Facts;

/// <summary>A pattern and the label values that it allows, computed once for all selectors that have it.</summary>
internal sealed class PatternFacts(Re2Pattern pattern)
{
    private LabelValues? _matching;
    private LabelValues? _notMatching;

    public Re2Pattern Pattern { get; } = pattern;

    /// <summary>The values that match, or those that do not.</summary>
    public LabelValues Values(bool isMatch) =>
        isMatch ? _matching ??= LabelValues.Matching(Pattern, isMatch: true) : _notMatching ??= LabelValues.Matching(Pattern, isMatch: false);
}
