using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>How the series of two vectors find each other: <c>VectorBinop</c> and <c>resultMetric</c> in the reference's <c>promql/engine.go</c>.</summary>
internal sealed class Matching
{
    private const string MetricName = "__name__";

    private readonly VectorMatching _syntax;
    private readonly Func<string, bool> _isMatched;
    private readonly string[]? _except;

    public Matching(BinaryExpr node)
    {
        _syntax = node.Matching ?? new VectorMatching();
        _isMatched = _syntax.IsOn ? IsListed : label => label != MetricName && !IsListed(label);
        _except = _syntax.IsOn ? null : [.. Names(_syntax.Labels).Append(MetricName).Distinct(StringComparer.Ordinal)];
        Range = !_syntax.LabelsRange.IsEmpty ? TextRange.Union(node.OperatorRange, _syntax.LabelsRange) : node.OperatorRange;
    }

    /// <summary>Where the matching is said; the operator where nothing is said of it.</summary>
    public TextRange Range { get; }

    public bool IsOneToMany => _syntax.Cardinality == MatchCardinality.OneToMany;

    /// <summary>Whether the series of a filtering comparison keep their labels.</summary>
    public bool KeepsLabels => (_syntax.Cardinality == MatchCardinality.ManyToOne && _syntax.Include.IsEmpty) || IsFull;

    /// <summary>Whether series are matched on all their labels.</summary>
    private bool IsFull => !_syntax.IsOn && _syntax.Labels.IsEmpty && _syntax.Cardinality is (MatchCardinality.OneToOne or MatchCardinality.ManyToMany);

    /// <summary>The first label that no series of the left can share with one of the right; null where they may match.</summary>
    public string? Conflict(Alternative l, Alternative r)
    {
        foreach (LabelName label in _syntax.Labels)
        {
            // A dropped name may still be seen.
            if (_syntax.IsOn && label.Name == MetricName)
            {
                return l.Read(MetricName).Values.Intersect(r.Read(MetricName).Values).IsNone ? MetricName : l.Labels.Conflict(r.Labels, name => name != MetricName && IsListed(name));
            }
        }

        return l.Labels.Conflict(r.Labels, _isMatched);
    }

    /// <summary>Whether any series of the one always matches any of the other.</summary>
    public bool IsCertain(NodeFacts left, NodeFacts right) =>
        (_syntax.IsOn && _syntax.Labels.IsEmpty) || (left.Relevant.All(HasNothingToMatch) && right.Relevant.All(HasNothingToMatch));

    /// <summary>Whether two series that match are one and the same.</summary>
    public bool IsSameSeries(Alternative l, Alternative r) =>
        l.Identity is { } a && r.Identity is { } b && IsFullFor(l) && HasOneName(l) && StructuralEquality.AreEqual(a, b);

    /// <summary>Whether each series of <paramref name="part"/> is one of what <paramref name="whole"/> is a part of.</summary>
    public static bool IsPartOf(Alternative part, Alternative whole)
    {
        if (part.Identity is not { } a || whole.Identity is not { } b || a.Kind != b.Kind)
        {
            return false;
        }

        // Where series are matched on fewer labels, a series still matches itself.
        return StructuralEquality.AreEqual(a, b) || (a is VectorSelector x && b is VectorSelector y && StructuralEquality.IsPartOf(x, y));
    }

    /// <summary>The left labels, narrowed to what a series of the right may share.</summary>
    public LabelFacts Refine(LabelFacts left, LabelFacts right) => left.Refine(right, _isMatched, _except);

    /// <summary>The labels of what a matched pair gives, before <c>bool</c>.</summary>
    public LabelFacts ResultLabels(Alternative l, Alternative r, bool changesName, Reason dropped, Reason matched)
    {
        (Alternative many, Alternative one) = IsOneToMany ? (r, l) : (l, r);
        LabelFacts labels = Refine(many.Labels, one.Labels);
        if (changesName)
        {
            labels = labels.Without(MetricName, dropped);
        }

        if (_syntax.Cardinality == MatchCardinality.OneToOne)
        {
            if (_syntax.IsOn)
            {
                labels = labels.Keep(Names(_syntax.Labels), matched);
            }
            else
            {
                foreach (LabelName label in _syntax.Labels)
                {
                    labels = labels.Without(label.Name, matched);
                }
            }
        }

        foreach (LabelName label in _syntax.Include)
        {
            labels = labels.With(label.Name, one.Read(label.Name));
        }

        return labels;
    }

    /// <summary>The labels of a series without a partner: some of its own, none of another.</summary>
    public LabelFacts FilledLabels(Alternative alternative)
    {
        LabelFacts labels = alternative.Labels.Union(LabelFacts.None(null));
        foreach (LabelName label in _syntax.Include)
        {
            labels = labels.With(label.Name, new LabelFact(LabelValues.Any, null));
        }

        return labels;
    }

    private static IEnumerable<string> Names(IEnumerable<LabelName> labels) => labels.Select(static label => label.Name);

    private static bool HasOneName(Alternative alternative) => alternative.Labels[MetricName].Values.Single is not null;

    private bool HasNothingToMatch(Alternative alternative) =>
        alternative.Labels.Others.IsImpossible && alternative.Labels.Named.All(named => named.Fact.IsImpossible || !_isMatched(named.Name));

    private bool IsFullFor(Alternative alternative) =>
        IsFull || (_syntax.IsOn ? alternative.Labels.Others.IsImpossible : _syntax.Labels.All(label => alternative.Labels.IsImpossible(label.Name)) || alternative.Labels.Others.IsImpossible)
        && alternative.Labels.Named.All(named => named.Fact.IsImpossible || named.Name == MetricName || _isMatched(named.Name));

    private bool IsListed(string label)
    {
        foreach (LabelName listed in _syntax.Labels)
        {
            if (listed.Name == label)
            {
                return true;
            }
        }

        return false;
    }
}
