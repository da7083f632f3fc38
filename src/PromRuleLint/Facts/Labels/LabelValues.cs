using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Regex;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Facts;

/// <summary>
/// Which values a label may have; the empty string is how a missing label is seen. Either a finite set, or all strings but a
/// finite set, the latter perhaps limited further by patterns.
/// </summary>
public sealed class LabelValues
{
    private const int MaxValues = 256;
    private const int MaxShown = 5;

    // Sorted. Most are one value: no array is made for it.
    private readonly string? _one;
    private readonly Many? _many;

    private LabelValues(bool isFinite, ImmutableArray<string> values, ImmutableArray<(Re2Pattern, bool)> patterns)
    {
        IsFinite = isFinite;
        _many = new Many(values, patterns);
    }

    private LabelValues(bool isFinite, string value)
    {
        IsFinite = isFinite;
        _one = value;
    }

    private ImmutableArray<string> Several => _many?.Values ?? [];

    private ImmutableArray<(Re2Pattern Pattern, bool IsMatch)> Patterns => _many?.Patterns ?? [];

    /// <summary>Any value, or no such label.</summary>
    public static LabelValues Any { get; } = new(false, [], []);

    /// <summary>Any value, but the label is there.</summary>
    public static LabelValues AnyPresent { get; } = new(false, [""], []);

    /// <summary>No such label.</summary>
    public static LabelValues Absent { get; } = new(true, [""], []);

    /// <summary>Not possible at all: a contradiction.</summary>
    public static LabelValues None { get; } = new(true, [], []);

    /// <summary>Whether <see cref="Values"/> are all that is possible.</summary>
    public bool IsFinite { get; }

    /// <summary>All possible values where they are known and few, the empty string among them where the label may be missing; else empty.</summary>
    public ImmutableArray<string> Values => !IsFinite ? [] : _one is null ? Several : [_one];

    /// <summary>Whether the label may be missing.</summary>
    public bool MayBeMissing => Contains("");

    /// <summary>Whether the label may be there.</summary>
    public bool MayBePresent => !IsFinite || Listed.Length > 1 || (Listed.Length == 1 && Listed[0].Length > 0);

    /// <summary>Whether nothing is possible: the facts contradict each other.</summary>
    public bool IsNone => IsFinite && Listed.IsEmpty;

    /// <summary>The only possible value; null where there are several. Empty for a missing label.</summary>
    public string? Single => IsFinite && Listed.Length == 1 ? Listed[0] : null;

    /// <summary>The values that are possible, or those that are not.</summary>
    private ReadOnlySpan<string> Listed => _one is null ? Several.AsSpan() : new ReadOnlySpan<string>(in _one);

    /// <summary>Exactly one value; the empty string for a missing label.</summary>
    public static LabelValues From(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 ? Absent : new(true, value);
    }

    /// <summary>One of some values.</summary>
    public static LabelValues OneOf(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] sorted = [.. values.Distinct(StringComparer.Ordinal)];
        Array.Sort(sorted, StringComparer.Ordinal);
        return OneOfSorted(ImmutableCollectionsMarshal.AsImmutableArray(sorted));
    }

    // The empty string is the first.
    private static LabelValues OneOfSorted(ImmutableArray<string> values) =>
        values.Length > MaxValues ? (values[0].Length == 0 ? Any : AnyPresent) : new(true, values, []);

    /// <summary>Any value but one.</summary>
    public static LabelValues Except(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 ? AnyPresent : new(false, value);
    }

    /// <summary>What a matcher lets through.</summary>
    internal static LabelValues LetThrough(MatchType type, string value) => type switch
    {
        MatchType.Equal => From(value),
        MatchType.NotEqual => Except(value),
        _ => Matching(Re2Pattern.Parse(value), type == MatchType.Regexp),
    };

    /// <summary>What a pattern matches, or what it does not match.</summary>
    public static LabelValues Matching(Re2Pattern pattern, bool isMatch)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Error is not null)
        {
            return Any;
        }

        if (!pattern.FiniteMatches.IsDefault)
        {
            return isMatch ? OneOf(pattern.FiniteMatches) : new(false, [.. pattern.FiniteMatches.Order(StringComparer.Ordinal)], []);
        }

        if (pattern.MatchesAll)
        {
            return isMatch ? Any : None;
        }

        if (pattern.MatchesAllNonEmpty)
        {
            return isMatch ? AnyPresent : Absent;
        }

        return new(false, pattern.MatchesEmpty == isMatch ? [] : [""], [(pattern, isMatch)]);
    }

    /// <summary>Whether a value is possible; the empty string asks whether the label may be missing.</summary>
    public bool Contains(string value)
    {
        if (Listed.Contains(value) != IsFinite)
        {
            return false;
        }

        foreach ((Re2Pattern pattern, bool isMatch) in Patterns)
        {
            // What is not known is possible.
            if (pattern.TryMatch(value) == !isMatch)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether both are written alike; two that are not may still mean the same.</summary>
    internal bool SaysTheSameAs(LabelValues other) =>
        ReferenceEquals(this, other)
        || (IsFinite == other.IsFinite && Listed.SequenceEqual(other.Listed) && Patterns.AsSpan().SequenceEqual(other.Patterns.AsSpan()));

    /// <summary>What is possible in both.</summary>
    public LabelValues Intersect(LabelValues other)
    {
        if (ReferenceEquals(this, other) || ReferenceEquals(other, Any))
        {
            return this;
        }

        if (ReferenceEquals(this, Any))
        {
            return other;
        }

        if (IsFinite || other.IsFinite)
        {
            (LabelValues finite, LabelValues rest) = IsFinite ? (this, other) : (other, this);
            ReadOnlySpan<string> values = finite.Listed;
            int contained = 0;
            while (contained < values.Length && rest.Contains(values[contained]))
            {
                contained++;
            }

            if (contained == values.Length)
            {
                return finite;
            }

            return values.Length == 1 ? None : Among(finite, rest);
        }

        // Of many values that it cannot have the first are remembered: what is not known is possible.
        ImmutableArray<string> excluded = Listed.Length >= MaxValues && !other.Listed.Contains("") ? Several : Sorted(Listed, other.Listed);
        ImmutableArray<(Re2Pattern, bool)> patterns = other.Patterns.IsEmpty ? Patterns : Patterns.IsEmpty ? other.Patterns : [.. Patterns.Union(other.Patterns)];
        if (patterns.Length > 1 && patterns.Length <= 8 && excluded.Contains(""))
        {
            bool? possible = Re2Pattern.CanMatchTogether(
                [.. patterns.Where(static p => p.Item2).Select(static p => p.Item1)],
                [.. patterns.Where(static p => !p.Item2).Select(static p => p.Item1)]);
            if (possible == false)
            {
                return None;
            }
        }

        return new(false, excluded, patterns);
    }

    // By itself, so that nothing is made for the many that are contained whole or not at all.
    private static LabelValues Among(LabelValues finite, LabelValues rest)
    {
        ImmutableArray<string> left = finite.Several.RemoveAll(value => !rest.Contains(value));
        return left.IsEmpty ? None : new(true, left, []);
    }

    /// <summary>What is possible in either; patterns that do not stand in both are forgotten.</summary>
    public LabelValues Union(LabelValues other)
    {
        if (ReferenceEquals(this, other) || other.IsNone)
        {
            return this;
        }

        if (IsNone)
        {
            return other;
        }

        if (IsFinite && other.IsFinite)
        {
            return Listed.SequenceEqual(other.Listed) ? this : OneOfSorted(Sorted(Listed, other.Listed));
        }

        ImmutableArray<string> excluded = IsFinite ? Excluded(other, this) : Excluded(this, other);
        ImmutableArray<(Re2Pattern, bool)> patterns = Patterns.IsEmpty || other.Patterns.IsEmpty ? [] : [.. Patterns.Intersect(other.Patterns)];
        return excluded.IsEmpty && patterns.IsEmpty ? Any : new(false, excluded, patterns);
    }

    /// <summary>What neither allows of what the first excludes.</summary>
    private static ImmutableArray<string> Excluded(LabelValues open, LabelValues other)
    {
        ReadOnlySpan<string> excluded = open.Listed;
        var both = ImmutableArray.CreateBuilder<string>(excluded.Length);
        foreach (string value in excluded)
        {
            if (other.Listed.Contains(value) != other.IsFinite)
            {
                both.Add(value);
            }
        }

        return both.DrainToImmutable();
    }

    /// <summary>The values of two sorted lists, sorted, each once.</summary>
    private static ImmutableArray<string> Sorted(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var all = ImmutableArray.CreateBuilder<string>(a.Length + b.Length);
        while (!a.IsEmpty || !b.IsEmpty)
        {
            int order = a.IsEmpty ? 1 : b.IsEmpty ? -1 : string.CompareOrdinal(a[0], b[0]);
            all.Add(order <= 0 ? a[0] : b[0]);
            a = order <= 0 ? a[1..] : a;
            b = order >= 0 ? b[1..] : b;
        }

        return all.DrainToImmutable();
    }

    /// <summary>The set for a person, such as <c>"a" or "b"</c>.</summary>
    public override string ToString()
    {
        if (IsFinite)
        {
            ImmutableArray<string> values = Values;
            IEnumerable<string> shown = values.Take(values.Length > MaxShown ? MaxShown - 1 : MaxShown).Select(static v => v.Length == 0 ? "none" : $"\"{v}\"");
            return values.IsEmpty ? "nothing" : string.Join(" or ", shown) + (values.Length > MaxShown ? $" or one of {values.Length - MaxShown + 1} more" : "");
        }

        var parts = new List<string>();
        foreach ((Re2Pattern pattern, bool isMatch) in Patterns)
        {
            parts.Add($"{(isMatch ? "matching" : "not matching")} \"{pattern.Pattern}\"");
        }

        foreach (string value in Listed[..Math.Min(MaxShown, Listed.Length)])
        {
            if (value.Length > 0)
            {
                parts.Add($"not \"{value}\"");
            }
        }

        return parts.Count == 0 ? "any value" : string.Join(", ", parts);
    }

    /// <summary>What few have: several values, or patterns.</summary>
    private sealed record Many(ImmutableArray<string> Values, ImmutableArray<(Re2Pattern Pattern, bool IsMatch)> Patterns);
}
