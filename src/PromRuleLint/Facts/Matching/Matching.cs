using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>How the series of two vectors find each other: <c>VectorBinop</c> and <c>resultMetric</c> in the reference's <c>promql/engine.go</c>.</summary>
internal readonly struct Matching
{
    internal const string MetricName = "__name__";

    private static readonly VectorMatching Plain = new();

    private readonly VectorMatching _syntax;

    public Matching(BinaryExpr node)
    {
        _syntax = node.Matching ?? Plain;
        Range = !_syntax.LabelsRange.IsEmpty ? TextRange.Union(node.OperatorRange, _syntax.LabelsRange) : node.OperatorRange;
    }

    /// <summary>The range of the matching clause; that of the operator if there is none.</summary>
    public TextRange Range { get; }

    public bool IsOneToMany => _syntax.Cardinality == MatchCardinality.OneToMany;

    /// <summary>Whether the series of a filtering comparison keep their labels.</summary>
    public bool KeepsLabels => (_syntax.Cardinality == MatchCardinality.ManyToOne && _syntax.Include.IsEmpty) || IsFull;

    /// <summary>Whether a matched pair loses the labels that it is not matched on.</summary>
    public bool NarrowsLabels => _syntax.Cardinality == MatchCardinality.OneToOne && (_syntax.IsOn || !_syntax.Labels.IsEmpty);

    /// <summary>Whether series are matched on all their labels.</summary>
    private bool IsFull => !_syntax.IsOn && _syntax.Labels.IsEmpty && _syntax.Cardinality is (MatchCardinality.OneToOne or MatchCardinality.ManyToMany);

    /// <summary>The first label that no series of the left can share with one of the right; null where they may match.</summary>
    public string? Conflict(Alternative l, Alternative r)
    {
        // A dropped name may still be seen.
        bool readsName = IsMatched(MetricName);
        return readsName && l.Read(MetricName).Values.Intersect(r.Read(MetricName).Values).IsNone ? MetricName : l.Labels.Conflict(r.Labels, this, readsName ? MetricName : null);
    }

    /// <summary>Whether the series are matched on all labels but those listed and the name, instead of on those listed.</summary>
    public bool IsOnAllOthers => !_syntax.IsOn;

    /// <summary>The labels of <c>on</c> or <c>ignoring</c>.</summary>
    public ImmutableArray<LabelName> Listed => _syntax.Labels;

    /// <summary>Whether the series are matched on a label.</summary>
    public bool IsMatched(string label) => _syntax.IsOn ? IsListed(label) : label != MetricName && !IsListed(label);

    /// <summary>Whether any series of the one always matches any of the other.</summary>
    public bool IsCertain(NodeFacts left, NodeFacts right) =>
        (_syntax.IsOn && _syntax.Labels.IsEmpty) || (HasNothingToMatch(left) && HasNothingToMatch(right));

    /// <summary>
    /// Whether two series that match are one and the same: they are of one expression and agree in all labels. A filter may
    /// have told the sides apart before, so that both are asked for the labels that they may have.
    /// </summary>
    public bool IsSameSeries(Alternative l, Alternative r) =>
        l.Identity is { } a && r.Identity is { } b && l.HasOneName && r.HasOneName && IsFullFor(l) && IsFullFor(r) && StructuralEquality.AreSameSeries(a, b);

    /// <summary>Whether each series of <paramref name="part"/> is one of what <paramref name="whole"/> is a part of.</summary>
    public static bool IsPartOf(Alternative part, Alternative whole)
    {
        if (part.Identity is not { } a || whole.Identity is not { } b || a.Kind != b.Kind)
        {
            return false;
        }

        // Where series are matched on fewer labels, a series still matches itself.
        return PartOfWhole.IsSubset(a, b);
    }

    /// <summary>The left labels, narrowed to what a series of the right may share.</summary>
    public LabelFacts Refine(LabelFacts left, LabelFacts right) => left.Refine(right, this);

    /// <summary>The labels of what a matched pair gives, before <c>bool</c>.</summary>
    /// <param name="l">A series of the left.</param>
    /// <param name="r">A series of the right.</param>
    /// <param name="dropped">Why the name is gone; null where it stays.</param>
    /// <param name="narrowed">Why other labels are gone; not null where <see cref="NarrowsLabels"/>.</param>
    public LabelFacts ResultLabels(Alternative l, Alternative r, Reason? dropped, Reason? narrowed)
    {
        (Alternative many, Alternative one) = IsOneToMany ? (r, l) : (l, r);
        LabelFacts labels = Refine(many.Labels, one.Labels);
        if (dropped is not null)
        {
            labels = labels.WithoutName(dropped);
        }

        if (narrowed is not null)
        {
            if (_syntax.IsOn)
            {
                labels = labels.Keep(_syntax.Labels, narrowed);
            }
            else
            {
                labels = labels.Without(_syntax.Labels, narrowed);
            }
        }

        return _syntax.Include.IsEmpty ? labels : labels.With(_syntax.Include, one.Read);
    }

    /// <summary>The labels of a series without a partner: some of its own, none of another.</summary>
    public LabelFacts FilledLabels(Alternative alternative)
    {
        return alternative.Labels.Union(LabelFacts.None(null)).With(_syntax.Include, static _ => new LabelFact(LabelValues.Any, null));
    }

    /// <summary>
    /// Whether no operator can meet two series of one match group where it allows only one, so that its evaluation never
    /// fails; said only where each side that must be single is a series without labels.
    /// </summary>
    public bool NeverFails(NodeFacts left, NodeFacts right) =>
        (_syntax.Cardinality == MatchCardinality.ManyToOne ? HasOneNameEach(left) : IsOneSeries(left))
        && (_syntax.Cardinality == MatchCardinality.OneToMany ? HasOneNameEach(right) : IsOneSeries(right));

    private static bool IsOneSeries(NodeFacts facts) => facts.Relevant.All(static alternative => alternative.Labels.IsEmptySet);

    private static bool HasOneNameEach(NodeFacts facts) => facts.Relevant.All(static alternative => alternative.HasOneName);

    private bool HasNothingToMatch(NodeFacts facts)
    {
        foreach (Alternative alternative in facts.Relevant)
        {
            if (!alternative.Labels.Others.IsImpossible)
            {
                return false;
            }

            foreach ((string name, LabelFact fact) in alternative.Labels.Named)
            {
                if (!fact.IsImpossible && IsMatched(name))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether a series is matched on all labels that it may have but its name.</summary>
    public bool IsFullFor(Alternative alternative)
    {
        if (IsFull)
        {
            return true;
        }

        LabelFacts labels = alternative.Labels;
        if (!labels.Others.IsImpossible && (_syntax.IsOn || !AreImpossible(labels)))
        {
            return false;
        }

        foreach ((string name, LabelFact fact) in labels.Named)
        {
            if (!fact.IsImpossible && name != MetricName && !IsMatched(name))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreImpossible(LabelFacts labels)
    {
        foreach (LabelName label in _syntax.Labels)
        {
            if (!labels.IsImpossible(label.Name))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsListed(string label) => _syntax.Lists(label);
}
