using System.Text;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.Printing;

/// <summary>
/// Writes trees in the canonical one-line form of Prometheus (<c>promql/parser/printer.go</c>). Parsing what it writes gives the
/// tree back. For that it differs from the reference where the reference's text would not be read back: <c>Inf</c> has no sign
/// before <c>^</c>, labels that are words of the language (<c>without</c>, <c>inf</c>) are quoted where they have to be, a stray
/// byte of a string is written as U+FFFD, and durations that are no whole milliseconds are written as seconds.
/// </summary>
public static class PromQLPrinter
{
    /// <summary>The canonical one-line form of a tree that was read without errors.</summary>
    public static string Print(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var builder = new StringBuilder();
        ExprWriter.Write(builder, expr, spans: null);
        return builder.ToString();
    }

    /// <summary>The canonical form of one label matcher.</summary>
    public static string Print(LabelMatcher matcher)
    {
        ArgumentNullException.ThrowIfNull(matcher);
        return SelectorText.Matcher(matcher.Name, matcher.Type, matcher.Value);
    }
}
