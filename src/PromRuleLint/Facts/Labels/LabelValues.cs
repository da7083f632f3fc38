using System.Collections.Immutable;
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

    private readonly ImmutableArray<string> _values;
    private readonly ImmutableArray<(Re2Pattern Pattern, bool IsMatch)> _patterns;

    private LabelValues(bool isFinite, ImmutableArray<string> values, ImmutableArray<(Re2Pattern, bool)> patterns)
    {
        IsFinite = isFinite;
        _values = values;
        _patterns = patterns;
    }

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
    public ImmutableArray<string> Values => IsFinite ? _values : [];

    /// <summary>Whether the label may be missing.</summary>
    public bool MayBeMissing => Contains("");

    /// <summary>Whether the label may be there.</summary>
    public bool MayBePresent => !IsFinite || _values.Length > 1 || (_values.Length == 1 && _values[0].Length > 0);

    /// <summary>Whether nothing is possible: the facts contradict each other.</summary>
    public bool IsNone => IsFinite && _values.IsEmpty;

    /// <summary>The only possible value; null where there are several. Empty for a missing label.</summary>
    public string? Single => IsFinite && _values.Length == 1 ? _values[0] : null;

    /// <summary>Exactly one value; the empty string for a missing label.</summary>
    public static LabelValues From(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 ? Absent : new(true, [value], []);
    }

    /// <summary>One of some values.</summary>
    public static LabelValues OneOf(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ImmutableArray<string> distinct = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return distinct.Length > MaxValues ? (distinct.Contains("") ? Any : AnyPresent) : new(true, distinct, []);
    }

    /// <summary>Any value but one.</summary>
    public static LabelValues Except(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 ? AnyPresent : new(false, [value], []);
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
        if (_values.Contains(value) != IsFinite)
        {
            return false;
        }

        foreach ((Re2Pattern pattern, bool isMatch) in _patterns)
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
        || (IsFinite == other.IsFinite && _values.AsSpan().SequenceEqual(other._values.AsSpan()) && _patterns.AsSpan().SequenceEqual(other._patterns.AsSpan()));

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
            int contained = 0;
            while (contained < finite._values.Length && rest.Contains(finite._values[contained]))
            {
                contained++;
            }

            if (contained == finite._values.Length)
            {
                return finite;
            }

            return finite._values.Length == 1 ? None : Among(finite, rest);
        }

        // Of many values that it cannot have the first are remembered: what is not known is possible.
        ImmutableArray<string> excluded = _values.Length >= MaxValues && !other._values.Contains("") ? _values
            : [.. _values.Union(other._values, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var patterns = _patterns.Union(other._patterns).ToImmutableArray();
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
        ImmutableArray<string> left = finite._values.RemoveAll(value => !rest.Contains(value));
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
            return _values.AsSpan().SequenceEqual(other._values.AsSpan()) ? this : OneOf(_values.Concat(other._values));
        }

        IEnumerable<string> excluded = IsFinite ? other._values.Where(v => !_values.Contains(v)) : other.IsFinite ? _values.Where(v => !other._values.Contains(v)) : _values.Intersect(other._values, StringComparer.Ordinal);
        var patterns = _patterns.Intersect(other._patterns).ToImmutableArray();
        ImmutableArray<string> kept = [.. excluded];
        if (kept.IsEmpty && patterns.IsEmpty)
        {
            return Any;
        }

        return new(false, kept, patterns);
    }

    /// <summary>The set for a person, such as <c>"a" or "b"</c>.</summary>
    public override string ToString()
    {
        if (IsFinite)
        {
            IEnumerable<string> shown = _values.Take(_values.Length > MaxShown ? MaxShown - 1 : MaxShown).Select(static v => v.Length == 0 ? "none" : $"\"{v}\"");
            return _values.IsEmpty ? "nothing" : string.Join(" or ", shown) + (_values.Length > MaxShown ? $" or one of {_values.Length - MaxShown + 1} more" : "");
        }

        var parts = new List<string>();
        foreach ((Re2Pattern pattern, bool isMatch) in _patterns)
        {
            parts.Add($"{(isMatch ? "matching" : "not matching")} \"{pattern.Pattern}\"");
        }

        foreach (string value in _values.Take(MaxShown))
        {
            if (value.Length > 0)
            {
                parts.Add($"not \"{value}\"");
            }
        }

        return parts.Count == 0 ? "any value" : string.Join(", ", parts);
    }
}
