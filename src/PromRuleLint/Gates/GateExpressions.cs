using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Gates;

/// <summary>How the expressions of gates are asked.</summary>
internal static class GateExpressions
{
    private const string SmokeMatcher = "mode!=\"smoke\"";

    /// <summary>The expression in which no selector reads a series that the label <c>mode</c> says to be a constant for smoke tests.</summary>
    /// <param name="parse">An expression that was read without errors.</param>
    public static string WithoutSmoke(ParseResult parse) => TextEdits.Apply(
        parse.Text,
        parse.Root!.DescendantsAndSelf().OfType<VectorSelector>().Select(static selector => selector.BracesRange.IsEmpty
            ? (selector.NameRange.End, selector.NameRange.End, $"{{{SmokeMatcher}}}")
            : (selector.BracesRange.Start + 1, selector.BracesRange.Start + 1, SmokeMatcher + (selector.BracesRange.Length == 2 ? "" : ", "))));

    /// <summary>The selectors that read the newest sample, whose age says whether what is read is still being written.</summary>
    public static IEnumerable<VectorSelector> InstantSelectors(Expr root)
    {
        var ranges = new HashSet<Expr>(root.DescendantsAndSelf().OfType<MatrixSelector>().Select(static range => (Expr)range.Selector), ReferenceEqualityComparer.Instance);
        return root.DescendantsAndSelf().OfType<VectorSelector>().Where(selector => selector.Offset is null && selector.At is null && !ranges.Contains(selector));
    }
}
