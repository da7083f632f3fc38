using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>An alert or sample that a test expects.</summary>
/// <param name="Range">Where it stands in the test file.</param>
/// <param name="Fields">Its labels, annotations and value by name.</param>
internal sealed record ExpectedItem(TextRange Range, SortedDictionary<string, string> Fields);

/// <summary>Pairs what was expected with what came: first what is the same, then what is nearest.</summary>
internal static class ItemMatching
{
    /// <summary>Beyond this many left items on either side no nearest ones are looked for.</summary>
    private const int MaxNearest = 200;

    /// <summary>What differs; empty where each expected item came and nothing else.</summary>
    /// <param name="expected">What was expected.</param>
    /// <param name="actual">What came.</param>
    /// <param name="place">Where to point for what was not expected.</param>
    /// <param name="describe">An item as a short text.</param>
    /// <param name="areEqual">Compares two values of a field of one name; null for equal texts.</param>
    public static ImmutableArray<ExpectationDifference> Compare(
        List<ExpectedItem> expected,
        List<SortedDictionary<string, string>> actual,
        TextRange place,
        Func<SortedDictionary<string, string>, string> describe,
        Func<string, string, string, bool>? areEqual = null)
    {
        Func<string, string, string, bool> equal = areEqual ?? (static (_, left, right) => left == right);
        var left = new List<SortedDictionary<string, string>>(actual);
        var missing = new List<ExpectedItem>();
        foreach (ExpectedItem item in expected)
        {
            int at = left.FindIndex(other => DifferencesOf(item.Fields, other, equal).Count == 0);
            if (at >= 0)
            {
                left.RemoveAt(at);
            }
            else
            {
                missing.Add(item);
            }
        }

        var differences = ImmutableArray.CreateBuilder<ExpectationDifference>();
        bool seekNearest = missing.Count <= MaxNearest && left.Count <= MaxNearest;
        foreach (ExpectedItem item in missing)
        {
            SortedDictionary<string, string>? nearest = seekNearest ? left.MinBy(other => DifferencesOf(item.Fields, other, equal).Count) : null;
            List<FieldDifference> fields = nearest is null ? [] : DifferencesOf(item.Fields, nearest, equal);
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
    public static TextRange PlaceOf(ImmutableArray<ExpectationDifference> differences, TextRange expectation) =>
        differences.FirstOrDefault(static difference => difference.Kind != DifferenceKind.Unexpected) is { Range.IsEmpty: false } first ? first.Range : expectation;

    private static List<FieldDifference> DifferencesOf(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual, Func<string, string, string, bool> equal)
    {
        var differences = new List<FieldDifference>();
        foreach ((string name, string value) in expected)
        {
            if (!actual.TryGetValue(name, out string? other))
            {
                differences.Add(new FieldDifference(name, value, null));
            }
            else if (!equal(name, value, other))
            {
                differences.Add(new FieldDifference(name, value, other));
            }
        }

        foreach ((string name, string value) in actual)
        {
            if (!expected.ContainsKey(name))
            {
                differences.Add(new FieldDifference(name, null, value));
            }
        }

        return differences;
    }
}
