using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Gates;

/// <summary>How the expressions of gates are asked.</summary>
internal static class GateExpressions
{
    private const string SmokeMatcher = "mode!=\"smoke\"";

    /// <summary>The expression in which no selector reads a series that the label <c>mode</c> says to be a constant for smoke tests.</summary>
    /// <param name="parse">An expression that was read without errors.</param>
    public static string WithoutSmoke(ParseResult parse)
    {
        var text = new StringBuilder(parse.Text);
        foreach (VectorSelector selector in parse.Root!.DescendantsAndSelf().OfType<VectorSelector>().OrderByDescending(static selector => selector.Range.Start))
        {
            if (selector.BracesRange.IsEmpty)
            {
                text.Insert(selector.NameRange.End, $"{{{SmokeMatcher}}}");
            }
            else
            {
                text.Insert(selector.BracesRange.Start + 1, SmokeMatcher + (selector.BracesRange.Length == 2 ? "" : ", "));
            }
        }

        return text.ToString();
    }

    /// <summary>The selectors that read the newest sample, whose age says whether what is read is still being written.</summary>
    public static IEnumerable<VectorSelector> InstantSelectors(Expr root)
    {
        var ranges = new HashSet<Expr>(root.DescendantsAndSelf().OfType<MatrixSelector>().Select(static range => (Expr)range.Selector), ReferenceEqualityComparer.Instance);
        return root.DescendantsAndSelf().OfType<VectorSelector>().Where(selector => selector.Offset is null && selector.At is null && !ranges.Contains(selector));
    }
}
