using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>What is known of the labels of all series of a result: of some by name, and the same of all others.</summary>
public sealed class LabelFacts
{
    private readonly ImmutableArray<(string Name, LabelFact Fact)> _named;

    // Only of many names; made when it is first asked for.
    private Dictionary<string, int>? _index;

    internal LabelFacts(ImmutableArray<(string, LabelFact)> named, LabelFact others)
    {
        _named = named;
        Others = others;
    }

    /// <summary>Nothing is known.</summary>
    public static LabelFacts Unknown { get; } = new([], new LabelFact(LabelValues.Any, null));

    private static LabelFacts Nothing { get; } = new([], new LabelFact(LabelValues.Absent, null));

    /// <summary>What is known of every label that is not among <see cref="Named"/>.</summary>
    public LabelFact Others { get; }

    /// <summary>The labels of which something of their own is known, <c>__name__</c> too, in no particular order.</summary>
    public ImmutableArray<(string Name, LabelFact Fact)> Named => _named;

    /// <summary>What is known of a label.</summary>
    public LabelFact this[string name]
    {
        get
        {
            int at = IndexOf(name);
            return at < 0 ? Others : _named[at].Fact;
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
    internal static LabelFacts None(Reason? reason) => reason is null ? Nothing : new([], new LabelFact(LabelValues.Absent, reason));

    /// <summary>The same with another fact of one label.</summary>
    internal LabelFacts With(string name, LabelFact fact)
    {
        int at = IndexOf(name);
        var named = new (string, LabelFact)[at < 0 ? _named.Length + 1 : _named.Length];
        _named.CopyTo(named);
        named[at < 0 ? ^1 : at] = (name, fact);
        return new LabelFacts(ImmutableCollectionsMarshal.AsImmutableArray(named), Others);
    }

    /// <summary>The same with other facts of some labels.</summary>
    internal LabelFacts With(ImmutableArray<LabelName> labels, Func<string, LabelFact> factOf)
    {
        if (labels.IsEmpty)
        {
            return this;
        }

        var named = new LabelFactsBuilder();
        named.AddRange(_named);
        foreach (LabelName label in labels)
        {
            named.Set(label.Name, factOf(label.Name));
        }

        return new LabelFacts(named.Build(), Others);
    }

    /// <summary>The same without some labels.</summary>
    internal LabelFacts Without(ImmutableArray<LabelName> labels, Reason reason)
    {
        var named = new LabelFactsBuilder();
        named.AddRange(_named);
        foreach (LabelName label in labels)
        {
            if (!(named.Find(label.Name) ?? Others).IsImpossible)
            {
                named.Set(label.Name, new LabelFact(LabelValues.Absent, reason));
            }
        }

        return new LabelFacts(named.Build(), Others);
    }

    /// <summary>The same with another fact of all labels that are not named.</summary>
    internal LabelFacts WithOthers(LabelFact others) => new(_named, others);

    /// <summary>The same without one label.</summary>
    internal LabelFacts Without(string name, Reason? reason) => this[name] is { IsImpossible: true } ? this : With(name, new LabelFact(LabelValues.Absent, reason));

    /// <summary>
    /// The same without the metric name. The labels of its type and unit go with it where the server has them
    /// (feature flag <c>type-and-unit-labels</c>), so they may be gone.
    /// </summary>
    internal LabelFacts WithoutName(Reason? reason)
    {
        LabelFacts labels = Without(Matching.MetricName, reason);
        foreach (string label in (ReadOnlySpan<string>)["__type__", "__unit__"])
        {
            if (labels.Knows(label) && !labels[label].Values.MayBeMissing)
            {
                labels = labels.With(label, new LabelFact(labels[label].Values.Union(LabelValues.Absent), reason));
            }
        }

        return labels;
    }

    /// <summary>Only some labels; all others are gone for a reason.</summary>
    internal LabelFacts Keep(ImmutableArray<LabelName> labels, Reason reason)
    {
        var kept = new LabelFactsBuilder();
        foreach (LabelName label in labels)
        {
            // PromQL takes a label that is named twice.
            kept.AddOnce(label.Name, this[label.Name]);
        }

        // Why a label was gone before is the better answer than that it is gone here, but only for one that was.
        foreach ((string name, LabelFact fact) in _named)
        {
            if (fact.IsImpossible)
            {
                kept.AddOnce(name, fact);
            }
            else if (Others.IsImpossible)
            {
                kept.AddOnce(name, new LabelFact(LabelValues.Absent, reason));
            }
        }

        return new LabelFacts(kept.Build(), new LabelFact(LabelValues.Absent, Others.IsImpossible ? Others.Reason : reason));
    }

    /// <summary>The facts of series that are one of these or one of those.</summary>
    internal LabelFacts Union(LabelFacts other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var named = new LabelFactsBuilder();
        foreach ((string name, LabelFact fact) in _named)
        {
            named.Add(name, Either(fact, other[name]));
        }

        foreach ((string name, LabelFact fact) in other._named)
        {
            if (!Knows(name))
            {
                named.Add(name, Either(Others, fact));
            }
        }

        return new LabelFacts(named.Build(), Either(Others, other.Others));
    }

    /// <summary>
    /// The labels that two matched series share in both, restricted to what both allow; the labels they are not matched on
    /// stay as they are here. Where they are matched on all labels but some, those are named in the result.
    /// </summary>
    internal LabelFacts Refine(LabelFacts other, Matching matching)
    {
        var named = new LabelFactsBuilder();
        foreach ((string name, LabelFact fact) in _named)
        {
            named.Add(name, matching.IsMatched(name) ? Both(fact, other[name]) : fact);
        }

        foreach ((string name, LabelFact fact) in other._named)
        {
            if (matching.IsMatched(name) && !Knows(name))
            {
                named.Add(name, Both(Others, fact));
            }
        }

        if (!matching.IsOnAllOthers)
        {
            return new LabelFacts(named.Build(), Others);
        }

        foreach (LabelName label in matching.Listed)
        {
            named.AddOnce(label.Name, Others);
        }

        named.AddOnce(Matching.MetricName, Others);
        return new LabelFacts(named.Build(), Both(Others, other.Others));
    }

    /// <summary>The first label that two series are matched on, but <paramref name="except"/>, on which no value is possible in both; null where the two may match.</summary>
    internal string? Conflict(LabelFacts other, Matching matching, string? except)
    {
        foreach ((string name, LabelFact fact) in _named)
        {
            if (name != except && matching.IsMatched(name) && fact.Values.Intersect(other[name].Values).IsNone)
            {
                return name;
            }
        }

        foreach ((string name, LabelFact fact) in other._named)
        {
            if (name != except && matching.IsMatched(name) && !Knows(name) && Others.Values.Intersect(fact.Values).IsNone)
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
    internal bool Knows(string name) => IndexOf(name) >= 0;

    private int IndexOf(string name)
    {
        if (_named.Length > LabelFactsBuilder.Few)
        {
            return (_index ??= MakeIndex()).GetValueOrDefault(name, -1);
        }

        for (int i = 0; i < _named.Length; i++)
        {
            if (_named[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> MakeIndex()
    {
        var index = new Dictionary<string, int>(_named.Length, StringComparer.Ordinal);
        for (int i = 0; i < _named.Length; i++)
        {
            index.TryAdd(_named[i].Name, i);
        }

        return index;
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
