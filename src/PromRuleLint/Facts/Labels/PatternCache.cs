using System.Collections.Concurrent;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Facts;

/// <summary>Each pattern of a set of rules, read once. May be asked from several threads.</summary>
internal sealed class PatternCache
{
    private readonly ConcurrentDictionary<string, PatternFacts> _known = new(StringComparer.Ordinal);

    public PatternFacts Get(string pattern) => _known.GetOrAdd(pattern, static pattern => new PatternFacts(Re2Pattern.Parse(pattern)));

    /// <summary>The pattern of a matcher, which the checks of the matcher read as well.</summary>
    public PatternFacts Get(LabelMatcher matcher) =>
        _known.TryGetValue(matcher.Value, out PatternFacts? known) ? known : _known.GetOrAdd(matcher.Value, static (_, matcher) => new PatternFacts(matcher.Pattern!), matcher);
}
