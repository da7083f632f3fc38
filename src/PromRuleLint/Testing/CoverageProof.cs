using PromRuleLint.Facts;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Testing.Mutation;

namespace PromRuleLint.Testing;

/// <summary>Proves that an operator never goes one of its ways, so that no test can reach it.</summary>
internal static class CoverageProof
{
    /// <summary>The proof as a phrase; null where there is none.</summary>
    public static string? Find(ExprFacts facts, BinaryExpr operation, CoveragePointKind kind)
    {
        NodeFacts left = facts.ForNode(operation.Left);
        NodeFacts right = facts.ForNode(operation.Right);
        return kind switch
        {
            CoveragePointKind.Held or CoveragePointKind.NotHeld when left.Presence == Presence.Never => GivesNothing(operation.Left),
            CoveragePointKind.Held or CoveragePointKind.NotHeld when right.Presence == Presence.Never => GivesNothing(operation.Right),
            CoveragePointKind.Held when ValueSet.IsNeverTrue(left.Value, operation.Operator, right.Value) => Values("never", operation, left, right),
            CoveragePointKind.NotHeld when ValueSet.IsAlwaysTrue(left.Value, operation.Operator, right.Value) => Values("always", operation, left, right),
            CoveragePointKind.Left when left.Presence == Presence.Never => GivesNothing(operation.Left),
            CoveragePointKind.Right or CoveragePointKind.Removed when right.Presence == Presence.Never => GivesNothing(operation.Right),
            CoveragePointKind.Right when MutantEquivalence.GivesNothing(facts, operation) => $"'{PromQLPrinter.Print(operation.Left)}' has all that '{PromQLPrinter.Print(operation.Right)}' gives",
            _ => null,
        };
    }

    private static string GivesNothing(Expr node) => $"'{PromQLPrinter.Print(node)}' never gives anything";

    private static string Values(string how, BinaryExpr comparison, NodeFacts left, NodeFacts right)
    {
        bool isMirrored = comparison.Left.WithoutParens() is NumberLiteral;
        return $"'{PromQLPrinter.Print(isMirrored ? comparison.Right : comparison.Left)}' is always {(isMirrored ? right : left).Value}, so that the comparison {how} holds";
    }
}
