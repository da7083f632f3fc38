using System.Collections.Concurrent;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Facts;

/// <summary>Each pattern of a set of rules, read once. May be asked from several threads.</summary>
internal sealed class PatternCache
{
    private readonly ConcurrentDictionary<string, PatternFacts> _known = new(StringComparer.Ordinal);

    // Patterns of label_replace, all of a set of rules together.
    private readonly Re2Budget _budget = new(10_000_000);

    /// <summary>The steps that were taken for the patterns that no file holds.</summary>
    public long Steps => _budget.Taken;

    public PatternFacts Get(string pattern) =>
        _known.GetOrAdd(pattern, static (pattern, budget) => new PatternFacts(Re2Pattern.Parse(pattern, new Re2Budget(Re2Budget.PerPattern, budget))), _budget);

    /// <summary>The pattern of a matcher, which the checks of the matcher read as well.</summary>
    public PatternFacts Get(LabelMatcher matcher) =>
        _known.TryGetValue(matcher.Value, out PatternFacts? known) ? known : _known.GetOrAdd(matcher.Value, static (_, matcher) => new PatternFacts(matcher.Pattern!), matcher);
}
