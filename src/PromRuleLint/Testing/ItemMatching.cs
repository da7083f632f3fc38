using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>Pairs what was expected with what came: first what is the same, then what is nearest.</summary>
internal static class ItemMatching
{
    /// <summary>Beyond this many left items on either side no nearest ones are looked for.</summary>
    private const int MaxNearest = 200;

    /// <summary>What differs; empty where each expected item came and nothing else.</summary>
    /// <param name="expected">What was expected, and what was expected not to come.</param>
    /// <param name="actual">What came.</param>
    /// <param name="place">Where to point for what was not expected.</param>
    /// <param name="describe">An item as a short text.</param>
    /// <param name="areEqual">Compares two values of a field of one name; null for equal texts.</param>
    public static ImmutableArray<ExpectationDifference> Compare(
        List<ExpectedItem> expected,
        List<SortedDictionary<string, string>> actual,
        SourceRange place,
        Func<SortedDictionary<string, string>, string> describe,
        Func<ExpectedItem, string, string, string, bool>? areEqual = null)
    {
        Func<ExpectedItem, string, string, string, bool> equal = areEqual ?? (static (_, _, left, right) => left == right);
        ImmutableArray<ExpectationDifference> unwanted = Unwanted(expected, actual, describe, equal);
        var wanted = expected.FindAll(static item => !item.Matching.IsAbsent);
        if (wanted.Count == 0 && expected.Count > 0)
        {
            // Where it is said only what may not come, the rest is not looked at.
            return unwanted;
        }

        var left = new List<SortedDictionary<string, string>>(actual);
        List<ExpectedItem> missing = Pair(wanted, left, equal);
        return unwanted.AddRange(DifferencesAmong(missing, left, place, describe, equal));
    }

    /// <summary>What came though it may not.</summary>
    private static ImmutableArray<ExpectationDifference> Unwanted(
        List<ExpectedItem> expected,
        List<SortedDictionary<string, string>> actual,
        Func<SortedDictionary<string, string>, string> describe,
        Func<ExpectedItem, string, string, string, bool> equal) =>
    [
        .. from item in expected
           where item.Matching.IsAbsent
           from came in actual
           where DifferencesOf(item, came, equal).Count == 0
           select new ExpectationDifference(DifferenceKind.Unexpected, describe(came), item.Range, [.. came.Select(static field => new FieldDifference(field.Key, null, field.Value))]),
    ];

    /// <summary>Takes what was expected out of what came; returns what did not come.</summary>
    private static List<ExpectedItem> Pair(List<ExpectedItem> wanted, List<SortedDictionary<string, string>> left, Func<ExpectedItem, string, string, string, bool> equal)
    {
        var missing = new List<ExpectedItem>();
        foreach (ExpectedItem item in wanted.Where(static item => !item.IsLoose))
        {
            int at = left.FindIndex(other => DifferencesOf(item, other, equal).Count == 0);
            if (at >= 0)
            {
                left.RemoveAt(at);
            }
            else
            {
                missing.Add(item);
            }
        }

        var loose = wanted.FindAll(static item => item.IsLoose);
        int[] partners = LoosePairs.Find(loose.Count, left.Count, (item, other) => DifferencesOf(loose[item], left[other], equal).Count == 0);
        missing.AddRange(loose.Where((_, i) => partners[i] < 0));
        foreach (int taken in partners.Where(static partner => partner >= 0).OrderDescending())
        {
            left.RemoveAt(taken);
        }

        return missing;
    }

    private static ImmutableArray<ExpectationDifference> DifferencesAmong(
        List<ExpectedItem> missing,
        List<SortedDictionary<string, string>> left,
        SourceRange place,
        Func<SortedDictionary<string, string>, string> describe,
        Func<ExpectedItem, string, string, string, bool> equal)
    {
        var differences = ImmutableArray.CreateBuilder<ExpectationDifference>();
        bool seekNearest = missing.Count <= MaxNearest && left.Count <= MaxNearest;
        foreach (ExpectedItem item in missing)
        {
            SortedDictionary<string, string>? nearest = seekNearest ? left.MinBy(other => DifferencesOf(item, other, equal).Count) : null;
            List<FieldDifference> fields = nearest is null ? [] : DifferencesOf(item, nearest, equal);
            bool isPair = nearest is not null && fields.Count < Math.Max(item.Fields.Count, nearest.Count);
            if (isPair)
            {
                left.Remove(nearest!);
            }

            differences.Add(new ExpectationDifference(isPair ? DifferenceKind.Changed : DifferenceKind.Missing, describe(item.Fields), item.Range, isPair ? [.. fields] : []));
        }

        foreach (SortedDictionary<string, string> extra in left)
        {
            differences.Add(new ExpectationDifference(DifferenceKind.Unexpected, describe(extra), place, [.. extra.Select(static field => new FieldDifference(field.Key, null, field.Value))]));
        }

        return differences.DrainToImmutable();
    }

    /// <summary>How many items differ.</summary>
    public static int CountOf(ImmutableArray<ExpectationDifference> differences) => Math.Max(
        differences.Count(static difference => difference.Kind != DifferenceKind.Unexpected),
        differences.Count(static difference => difference.Kind != DifferenceKind.Missing));

    /// <summary>Where to point: at the first item that was expected, or where none was at the expectation.</summary>
    public static SourceRange PlaceOf(ImmutableArray<ExpectationDifference> differences, SourceRange expectation) =>
        differences.FirstOrDefault(static difference => difference.Kind != DifferenceKind.Unexpected) is { Range.IsEmpty: false } first ? first.Range : expectation;

    private static List<FieldDifference> DifferencesOf(ExpectedItem expected, SortedDictionary<string, string> actual, Func<ExpectedItem, string, string, string, bool> equal)
    {
        var differences = new List<FieldDifference>();
        foreach ((string name, string value) in expected.Fields)
        {
            bool isThere = actual.TryGetValue(name, out string? other);
            bool holds = expected.Patterns.TryGetValue(name, out LabelMatcher? pattern) ? MatcherPatterns.Matches(pattern, other ?? "") : isThere && equal(expected, name, value, other!);
            if (!holds)
            {
                differences.Add(new FieldDifference(name, value, other));
            }
        }

        foreach ((string name, string value) in actual)
        {
            if (!expected.Matching.IsPartial && !expected.Fields.ContainsKey(name))
            {
                differences.Add(new FieldDifference(name, null, value));
            }
        }

        return differences;
    }
}
