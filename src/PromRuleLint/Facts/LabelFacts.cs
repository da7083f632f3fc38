using System.Collections.Immutable;

namespace PromRuleLint.Facts;

/// <summary>What is known of one label.</summary>
/// <param name="Values">Which values it may have.</param>
/// <param name="Reason">Why; null where nothing is known.</param>
public readonly record struct LabelFact(LabelValues Values, Reason? Reason)
{
    /// <summary>Whether the label is there on every series.</summary>
    public bool IsPresent => !Values.MayBeMissing && !Values.IsNone;

    /// <summary>Whether the label is there on no series.</summary>
    public bool IsImpossible => !Values.MayBePresent;
}

/// <summary>What is known of the labels of all series of a result: of some by name, and the same of all others.</summary>
public sealed class LabelFacts
{
    private readonly ImmutableArray<(string Name, LabelFact Fact)> _named;

    private LabelFacts(ImmutableArray<(string, LabelFact)> named, LabelFact others)
    {
        _named = named;
        Others = others;
    }

    /// <summary>Nothing is known.</summary>
    public static LabelFacts Unknown { get; } = new([], new LabelFact(LabelValues.Any, null));

    /// <summary>What is known of every label that is not among <see cref="Named"/>.</summary>
    public LabelFact Others { get; }

    /// <summary>The labels of which something of their own is known, <c>__name__</c> too, in no particular order.</summary>
    public ImmutableArray<(string Name, LabelFact Fact)> Named => _named;

    /// <summary>What is known of a label.</summary>
    public LabelFact this[string name]
    {
        get
        {
            foreach ((string known, LabelFact fact) in _named)
            {
                if (known == name)
                {
                    return fact;
                }
            }

            return Others;
        }
    }

    /// <summary>Whether no series has any label, not even a name.</summary>
    public bool IsEmptySet
    {
        get
        {
            foreach ((_, LabelFact fact) in _named)
            {
                if (!fact.IsImpossible)
                {
                    return false;
                }
            }

            return Others.IsImpossible;
        }
    }

    /// <summary>Whether a label is there on no series.</summary>
    public bool IsImpossible(string name) => this[name].IsImpossible;

    /// <summary>Whether a label is there on every series.</summary>
    public bool IsPresent(string name) => this[name].IsPresent;

    /// <summary>No label at all.</summary>
    internal static LabelFacts None(Reason? reason) => new([], new LabelFact(LabelValues.Absent, reason));

    /// <summary>The same with another fact of one label.</summary>
    internal LabelFacts With(string name, LabelFact fact)
    {
        for (int i = 0; i < _named.Length; i++)
        {
            if (_named[i].Name == name)
            {
                return new LabelFacts(_named.SetItem(i, (name, fact)), Others);
            }
        }

        return new LabelFacts(_named.Add((name, fact)), Others);
    }

    /// <summary>The same with another fact of all labels that are not named.</summary>
    internal LabelFacts WithOthers(LabelFact others) => new(_named, others);

    /// <summary>The same without one label.</summary>
    internal LabelFacts Without(string name, Reason? reason) => this[name] is { IsImpossible: true } ? this : With(name, new LabelFact(LabelValues.Absent, reason));

    /// <summary>Only some labels; all others are gone for a reason.</summary>
    internal LabelFacts Keep(IEnumerable<string> names, Reason reason)
    {
        var kept = ImmutableArray.CreateBuilder<(string, LabelFact)>();
        foreach (string name in names)
        {
            kept.Add((name, this[name]));
        }

        // Why a label was gone before is the better answer than that it is gone here.
        foreach ((string name, LabelFact fact) in _named)
        {
            if (fact.IsImpossible && !kept.Any(k => k.Item1 == name))
            {
                kept.Add((name, fact));
            }
        }

        return new LabelFacts(kept.ToImmutable(), new LabelFact(LabelValues.Absent, Others.IsImpossible ? Others.Reason : reason));
    }

    /// <summary>The facts of series that are one of these or one of those.</summary>
    internal LabelFacts Union(LabelFacts other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        LabelFact others = Either(Others, other.Others);
        var named = ImmutableArray.CreateBuilder<(string, LabelFact)>(_named.Length + other._named.Length);
        foreach ((string name, LabelFact fact) in _named)
        {
            named.Add((name, Either(fact, other[name])));
        }

        foreach ((string name, LabelFact fact) in other._named)
        {
            if (!Knows(name))
            {
                named.Add((name, Either(Others, fact)));
            }
        }

        return new LabelFacts(named.ToImmutable(), others);
    }

    /// <summary>
    /// The labels that two matched series share in both, restricted to what both allow: of labels that
    /// <paramref name="isMatched"/> says; the others stay as they are here. Where all labels are matched but some
    /// (<paramref name="except"/>), those are named in the result.
    /// </summary>
    internal LabelFacts Refine(LabelFacts other, Func<string, bool> isMatched, IReadOnlyList<string>? except)
    {
        bool othersMatched = except is not null;
        var named = ImmutableArray.CreateBuilder<(string, LabelFact)>(_named.Length + 2);
        foreach ((string name, LabelFact fact) in _named)
        {
            named.Add((name, isMatched(name) ? Both(fact, other[name]) : fact));
        }

        foreach ((string name, LabelFact fact) in other._named)
        {
            if (!Knows(name) && isMatched(name))
            {
                named.Add((name, Both(Others, fact)));
            }
        }

        foreach (string name in except ?? [])
        {
            if (!Knows(name))
            {
                named.Add((name, Others));
            }
        }

        return new LabelFacts(named.ToImmutable(), othersMatched ? Both(Others, other.Others) : Others);
    }

    /// <summary>The first label on which no value is possible in both; null where the two may match.</summary>
    internal string? Conflict(LabelFacts other, Func<string, bool> isMatched)
    {
        foreach ((string name, LabelFact fact) in _named)
        {
            if (isMatched(name) && fact.Values.Intersect(other[name].Values).IsNone)
            {
                return name;
            }
        }

        foreach ((string name, LabelFact fact) in other._named)
        {
            if (isMatched(name) && !Knows(name) && Others.Values.Intersect(fact.Values).IsNone)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Whether the same is known here and there, whatever the reasons.</summary>
    internal bool SaysTheSameAs(LabelFacts other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (_named.Length != other._named.Length || !Others.Values.SaysTheSameAs(other.Others.Values))
        {
            return false;
        }

        foreach ((string name, LabelFact fact) in _named)
        {
            if (!other.Knows(name) || !fact.Values.SaysTheSameAs(other[name].Values))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether something of its own is known of a label.</summary>
    internal bool Knows(string name)
    {
        foreach ((string known, _) in _named)
        {
            if (known == name)
            {
                return true;
            }
        }

        return false;
    }

    private static LabelFact Either(LabelFact a, LabelFact b)
    {
        LabelValues values = a.Values.Union(b.Values);
        return new LabelFact(values, ReferenceEquals(values, LabelValues.Any) ? null : Reason.Join(a.Reason, b.Reason));
    }

    private static LabelFact Both(LabelFact a, LabelFact b)
    {
        LabelValues values = a.Values.Intersect(b.Values);
        return new LabelFact(values, ReferenceEquals(values, a.Values) ? a.Reason : ReferenceEquals(values, b.Values) ? b.Reason : Reason.Join(a.Reason, b.Reason));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", _named.Select(static n => $"{n.Name}: {n.Fact.Values}").Append($"others: {Others.Values}"));
}
