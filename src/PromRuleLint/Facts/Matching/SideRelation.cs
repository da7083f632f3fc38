using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Facts;

/// <summary>
/// How the sides of an operator between two vectors depend on each other, so that more is known of the result than of any
/// two numbers: the left is <c>factor · value + offset</c> of what the right is a multiple of, too.
/// </summary>
internal sealed class SideRelation
{
    /// <summary>Sums are rounded; what is decided must not hang on that.</summary>
    private const double Rounding = 1e-9;

    private readonly Affine _left;
    private readonly Affine _right;
    private readonly ValueSet _whole;

    private SideRelation(SideRelationKind kind, Affine left, Affine right, ValueSet whole)
    {
        Kind = kind;
        _left = left;
        _right = right;
        _whole = whole;
    }

    public SideRelationKind Kind { get; }

    /// <summary>What the relation rests on; null where it is proved.</summary>
    public Assumption? Assumption { get; private init; }

    /// <summary>Whether both sides are one expression, as they are written or but for their matchers.</summary>
    public bool IsItself => Kind == SideRelationKind.Same && _left is { Factor: 1, Offset: 0 } && _right is { Factor: 1, Offset: 0 };

    /// <summary>How many times each value on the right its partner on the left is, rounding aside; null where that differs.</summary>
    public double? Multiple => Kind == SideRelationKind.Same && _left.Offset == 0 && _right.Offset == 0 ? _left.Factor / _right.Factor : null;

    /// <summary>Whether series are counted: there are never so many that a multiple of their number is infinite.</summary>
    private bool IsCount => _left.Base.WithoutParens() is AggregateExpr { Operator: AggregateOperator.Count } && _right.Base.WithoutParens() is AggregateExpr { Operator: AggregateOperator.Count };

    /// <summary>The relation of the sides of an operator; null where there is none that is known.</summary>
    public static SideRelation? Find(BinaryExpr node, Matching matching, ExprFacts facts)
    {
        if (node.Matching is null || node.IsSetOperation)
        {
            return null;
        }

        var left = Affine.From(node.Left, facts);
        var right = Affine.From(node.Right, facts);
        if (StructuralEquality.AreSameSeries(left.Base, right.Base) && AreFullyMatched(left, matching) && AreFullyMatched(right, matching))
        {
            return new SideRelation(SideRelationKind.Same, left, right, ValueOf(left).Intersect(ValueOf(right)));
        }

        if (PartOfWhole.Holds(left, right, matching))
        {
            return new SideRelation(SideRelationKind.LeftIsPart, left, right, ValueOf(right));
        }

        if (PartOfWhole.Holds(right, left, matching))
        {
            return new SideRelation(SideRelationKind.RightIsPart, left, right, ValueOf(left));
        }

        return PartOfWhole.HoldsOfBuckets(left, right, matching)
            ? new SideRelation(SideRelationKind.LeftIsPart, left, right, ValueOf(right)) { Assumption = Assumption.CumulativeBuckets }
            : null;
    }

    /// <summary>Which quotients are possible; a part by its whole is at most 1. Null where nothing is known.</summary>
    public ValueSet? Quotients()
    {
        if (_left.Offset != 0 || _right.Offset != 0)
        {
            return null;
        }

        if (IsItself)
        {
            return ValueSet.One.WithNaN(true);
        }

        double factor = _left.Factor / _right.Factor;
        ValueSet shares = Kind switch
        {
            SideRelationKind.Same => ValueSet.Between(1 - Rounding, 1 + Rounding),
            SideRelationKind.LeftIsPart => ValueSet.Between(0, 1 + Rounding),
            _ => ValueSet.Between(1 - Rounding, double.PositiveInfinity),
        };
        ValueSet quotients = ValueSet.Multiply(shares, ValueSet.From(factor)).WithNaN(true);
        if (IsCount)
        {
            return quotients;
        }

        // A multiple of a great number is infinite, a part of a small one is 0.
        double infinity = factor > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        quotients = Math.Abs(_left.Factor) > 1 || Math.Abs(_right.Factor) < 1 ? quotients.Union(ValueSet.From(infinity)) : quotients;
        return Math.Abs(_left.Factor) < 1 || Math.Abs(_right.Factor) > 1 ? quotients.Union(ValueSet.Between(-0.0, 0.0)) : quotients;
    }

    /// <summary>Whether a comparison of the sides holds always (true) or never (false), whatever the series; null where that depends on them.</summary>
    public bool? Decide(BinaryOperator comparison)
    {
        if (_whole.Intervals.IsEmpty || Assumption is not null)
        {
            return null;
        }

        // Left less right, as a multiple of the whole.
        (double from, double to) = Kind switch
        {
            SideRelationKind.Same => (_left.Factor - _right.Factor, _left.Factor - _right.Factor),
            SideRelationKind.LeftIsPart => (Math.Min(0, _left.Factor) - _right.Factor, Math.Max(0, _left.Factor) - _right.Factor),
            _ => (_left.Factor - Math.Max(0, _right.Factor), _left.Factor - Math.Min(0, _right.Factor)),
        };

        // Numbers of series are exact, sums of small whole numbers too, and so are whole multiples of both.
        bool isExact = IsExact(_left) && IsExact(_right);
        double slack = isExact ? 0 : Rounding * (Math.Abs(_left.Factor) + Math.Abs(_right.Factor));
        double offset = _left.Offset - _right.Offset;
        double offsetSlack = isExact ? 0 : Rounding * (Math.Abs(_left.Offset) + Math.Abs(_right.Offset));
        ValueSet numbers = _whole.Numbers();
        ValueSet difference = ValueSet.Add(ValueSet.Multiply(ValueSet.Between(from - slack, to + slack), numbers), ValueSet.Between(offset - offsetSlack, offset + offsetSlack));
        ValueSet zero = ValueSet.From(0);

        // Two infinities are equal, whatever they are multiples of; of a NaN or a native histogram no comparison but != holds.
        double greatest = IsCount ? 1 : Math.Max(Math.Abs(numbers.Min), Math.Abs(numbers.Max));
        bool isFinite = double.IsFinite(greatest * Math.Max(1, Math.Max(Math.Abs(_left.Factor), Math.Abs(_right.Factor))));
        if ((isFinite || comparison is BinaryOperator.Greater or BinaryOperator.Less) && comparison != BinaryOperator.NotEqual && !_whole.MayBeHistogram
            && ValueSet.IsNeverTrue(difference.WithNaN(false), comparison, zero))
        {
            return false;
        }

        return isFinite && !_whole.MayBeNaN && !_whole.MayBeHistogram && ValueSet.IsAlwaysTrue(difference.WithNaN(false), comparison, zero) ? true : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SideRelationKind.Same => "both sides are computed from the same series",
        SideRelationKind.LeftIsPart => "the left side is computed from a part of what the right is",
        _ => "the right side is computed from a part of what the left is",
    };

    private static bool IsExact(Affine side) =>
        double.IsInteger(side.Factor) && double.IsInteger(side.Offset) && Math.Abs(side.Factor) < 1e3 && Math.Abs(side.Offset) < 1e12
        && side.Base.WithoutParens() is AggregateExpr aggregate && aggregate.Operator switch
        {
            AggregateOperator.Count => true,
            AggregateOperator.Sum => side.Facts.ForNode(aggregate.Operand).Value is { IsWhole: true, MayBeHistogram: false, Min: >= -1e3, Max: <= 1e3 },
            _ => false,
        };

    private static ValueSet ValueOf(Affine side) => side.Facts.ForNode(side.Base).Value;

    private static bool AreFullyMatched(Affine side, Matching matching)
    {
        foreach (Alternative alternative in side.Facts.ForNode(side.Base).Span)
        {
            if (!alternative.HasOneName || !matching.IsFullFor(alternative))
            {
                return false;
            }
        }

        return true;
    }
}
