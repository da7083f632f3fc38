namespace PromRuleLint.Facts;

/// <summary>What the two sides of an operator have to do with each other.</summary>
internal enum SideRelationKind
{
    /// <summary>Both are computed from the same series.</summary>
    Same,

    /// <summary>The left is computed from a part of what the right is computed from.</summary>
    LeftIsPart,

    /// <summary>The right is computed from a part of what the left is computed from.</summary>
    RightIsPart,
}
