using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>What is known of the result of one node of an expression.</summary>
public sealed class NodeFacts
{
    // Mostly there is one: no array is made for it.
    private readonly Alternative? _one;
    private readonly ImmutableArray<Alternative> _several;

    internal NodeFacts(ExprType type, Alternative alternative, bool isAlways)
    {
        Type = type;
        _one = alternative;
        _several = [];
        Presence = PresenceOf(isAlways);
    }

    internal NodeFacts(ExprType type, ImmutableArray<Alternative> alternatives, bool isAlways)
    {
        Type = type;
        _one = alternatives.Length == 1 ? alternatives[0] : null;
        _several = _one is null ? alternatives : [];
        Presence = PresenceOf(isAlways);
    }

    /// <summary>The same alternatives of something else.</summary>
    internal NodeFacts(ExprType type, NodeFacts facts, bool isAlways)
    {
        Type = type;
        (_one, _several) = (facts._one, facts._several);
        Presence = PresenceOf(isAlways);
    }

    /// <summary>The facts with an array that nobody else keeps.</summary>
    internal static NodeFacts Owning(ExprType type, Alternative[] alternatives, bool isAlways) => new(type, ImmutableCollectionsMarshal.AsImmutableArray(alternatives), isAlways);

    /// <summary>Of which nothing is known.</summary>
    internal static NodeFacts Unknown { get; } = new(ExprType.Vector, Alternative.Unknown, isAlways: false);

    /// <summary>What the node evaluates to.</summary>
    public ExprType Type { get; }

    /// <summary>The ways in which its result may come about, the impossible ones too.</summary>
    public ImmutableArray<Alternative> Alternatives => _one is null ? _several : [_one];

    /// <summary>The <see cref="Alternatives"/>, for which nothing is made.</summary>
    internal ReadOnlySpan<Alternative> Span => _one is null ? _several.AsSpan() : new ReadOnlySpan<Alternative>(in _one);

    /// <summary>Whether it returns something.</summary>
    public Presence Presence { get; }

    /// <summary>Which values its series may have; where it returns nothing, which they would have.</summary>
    public ValueSet Value
    {
        get
        {
            if (_one is not null)
            {
                return _one.Value;
            }

            if (field is null)
            {
                ValueSet? union = null;
                foreach (Alternative alternative in Span)
                {
                    if (IsRelevant(alternative))
                    {
                        union = union is null ? alternative.Value : union.Union(alternative.Value);
                    }
                }

                field = union ?? ValueSet.Nothing;
            }

            return field;
        }
    }

    /// <summary>Why the values are these; null where nothing is known.</summary>
    public Reason? ValueReason
    {
        get
        {
            Reason? joined = null;
            foreach (Alternative alternative in Span)
            {
                joined = IsRelevant(alternative) ? Reason.Join(joined, alternative.ValueReason) : joined;
            }

            return joined;
        }
    }

    /// <summary>What is known of the labels of all its series; where it returns nothing, what would be.</summary>
    public LabelFacts Labels
    {
        get
        {
            if (_one is not null)
            {
                return _one.Labels;
            }

            if (field is null)
            {
                LabelFacts? union = null;
                foreach (Alternative alternative in Span)
                {
                    if (IsRelevant(alternative))
                    {
                        union = union is null ? alternative.Labels : union.Union(alternative.Labels);
                    }
                }

                field = union ?? LabelFacts.Unknown;
            }

            return field;
        }
    }

    /// <summary>Why it returns nothing; null where it may return something.</summary>
    public Reason? EmptyReason
    {
        get
        {
            if (Presence != Presence.Never)
            {
                return null;
            }

            Reason? joined = null;
            foreach (Alternative alternative in Span)
            {
                joined = Reason.Join(joined, alternative.Impossibility);
            }

            return joined;
        }
    }

    /// <summary>Whether every series that it returns was let through by a condition.</summary>
    public bool IsConditional
    {
        get
        {
            foreach (Alternative alternative in Span)
            {
                if (alternative.Condition is null && IsRelevant(alternative))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The possible alternatives; all of them where none is possible.</summary>
    internal IEnumerable<Alternative> Relevant => Presence == Presence.Never ? Alternatives : Alternatives.Where(static a => a.IsPossible);

    /// <summary>Whether an alternative is one of <see cref="Relevant"/>.</summary>
    internal bool IsRelevant(Alternative alternative) => alternative.IsPossible || Presence == Presence.Never;

    private Presence PresenceOf(bool isAlways)
    {
        foreach (Alternative alternative in Span)
        {
            if (alternative.IsPossible)
            {
                return isAlways ? Presence.Always : Presence.Maybe;
            }
        }

        return Presence.Never;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Presence}: {Value} {{{Labels}}}";
}
