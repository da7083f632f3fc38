using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Checks.Semantics;

/// <summary>The matchers of a selector, those on one label together, and what they say of each other. Quoted metric names and invalid patterns are left out.</summary>
internal static class MatchersByLabel
{
    /// <summary>More matchers on one label than anybody writes; beyond, only the first are compared.</summary>
    private const int MaxCompared = 16;

    /// <summary>Longer values are not compared; nobody writes them.</summary>
    private const int MaxLength = 10_000;

    /// <summary>Few matchers are compared with each other to find whether two are on one label.</summary>
    private const int Few = 16;

    /// <summary>The matchers that share their label with others, those on one label together, in the order of the text.</summary>
    public static ImmutableArray<ImmutableArray<Entry>> Groups(VectorSelector selector)
    {
        if (!MayShareLabels(selector.MatcherSpan))
        {
            return [];
        }

        var entries = new List<Entry>();
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (IsCompared(matcher) && MatcherPatterns.AsPattern(matcher) is { Error: null } pattern)
            {
                entries.Add(new Entry(matcher, pattern));
            }
        }

        return [.. entries.GroupBy(static entry => entry.Matcher.Name, StringComparer.Ordinal).Select(static group => group.Take(MaxCompared).ToImmutableArray()).Where(static group => group.Length > 1)];
    }

    /// <summary>Whether no value satisfies the pattern of a matcher.</summary>
    public static bool IsAlwaysFalse(LabelMatcher matcher) =>
        matcher.Type == MatchType.Regexp && IsCompared(matcher) && MatcherPatterns.AsPattern(matcher) is { Error: null, MatchesNothing: true };

    private static bool IsCompared(LabelMatcher matcher) => !matcher.IsQuotedMetricName && matcher.Value.Length <= MaxLength;

    /// <summary>The fewest matchers that no value satisfies together, in the order of the text; empty where some value may satisfy all.</summary>
    public static ImmutableArray<Entry> Contradiction(ImmutableArray<Entry> label)
    {
        ImmutableArray<Entry> possible = [.. label.Where(static entry => !entry.IsAlwaysFalse)];
        if (possible.Length < 2 || CanHold(possible) != false)
        {
            return [];
        }

        foreach (Entry entry in possible)
        {
            ImmutableArray<Entry> others = possible.Remove(entry);
            if (others.Length > 1 && CanHold(others) == false)
            {
                possible = others;
            }
        }

        return possible;
    }

    /// <summary>Whether whatever satisfies <paramref name="stronger"/> satisfies <paramref name="weaker"/> too; false where it is not known.</summary>
    public static bool Implies(Entry stronger, Entry weaker) =>
        MatcherPatterns.Implies(stronger.Matcher, weaker.Matcher);

    private static bool MayShareLabels(ReadOnlySpan<LabelMatcher> matchers)
    {
        if (matchers.Length > Few)
        {
            return true;
        }

        for (int i = 1; i < matchers.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (matchers[i].Name == matchers[j].Name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool? CanHold(ImmutableArray<Entry> entries) =>
        Re2Pattern.CanMatchTogether([.. entries.Where(static entry => entry.IsPositive).Select(static entry => entry.Pattern)], [.. entries.Where(static entry => !entry.IsPositive).Select(static entry => entry.Pattern)]);

    /// <summary>A matcher and its pattern.</summary>
    public sealed record Entry(LabelMatcher Matcher, Re2Pattern Pattern)
    {
        public bool IsPositive => MatcherText.IsPositive(Matcher);

        /// <summary>Whether no value satisfies the matcher.</summary>
        public bool IsAlwaysFalse => MatcherText.IsRegexp(Matcher) && (IsPositive ? Pattern.MatchesNothing : Pattern.MatchesAll);

        /// <summary>Whether every value satisfies the matcher.</summary>
        public bool IsAlwaysTrue => MatcherText.IsRegexp(Matcher) && (IsPositive ? Pattern.MatchesAll : Pattern.MatchesNothing);
    }
}
