using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A <c>^</c> or <c>$</c> where the pattern of a matcher or of <c>label_replace</c> is anchored anyway.</summary>
internal sealed class RedundantAnchor : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3008",
        name: "redundant-anchor",
        title: "A redundant anchor in a regular expression",
        messageFormat: "{4} pattern must match the whole value, so {0} in '{1}' {2} nothing; write {3}",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "`^`, `$`, `\\A` or `\\z` at the start or end of the regular expression of a matcher or of `label_replace`, or of a branch of an alternation.") { HasFix = true, Confidence = Confidence.Style, Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterExpressionAction(AnalyzeSelector, ExprKind.VectorSelector);
        context.RegisterExpressionAction(AnalyzeCall, ExprKind.Call);
    }

    private static void AnalyzeSelector(ExpressionContext context)
    {
        string text = context.Expression.Text;
        foreach (LabelMatcher matcher in ((VectorSelector)context.Node).Matchers)
        {
            if (matcher.Pattern is { RedundantAnchors.IsEmpty: false } pattern && pattern.Literal is null && !pattern.MatchesAll && !pattern.MatchesAllNonEmpty)
            {
                string value = pattern.WithoutRedundantAnchors();
                string written = $"{MatcherText.Operator(matcher.Type)}{MatcherText.Quote(text, matcher, value)}";
                Report(context, matcher.Value, matcher.ValueRange, pattern, matcher.Name + written, "A matcher's", MatcherText.Rewrite(context, matcher, matcher.Type, value, isSafe: true));
            }
        }
    }

    private static void AnalyzeCall(ExpressionContext context)
    {
        if (context.Node is Call { Name: "label_replace", ArgumentSpan: [_, _, _, _, var argument] } && argument.WithoutParens() is StringLiteral { Written: null } literal
            && literal.Value.AsSpan().ContainsAny('^', '$', '\\') && context.Facts.Patterns.Get(literal.Value).Pattern is { Error: null, RedundantAnchors.IsEmpty: false } pattern)
        {
            string written = MatcherText.Quote(context.Expression.Text, literal.Range, pattern.WithoutRedundantAnchors());
            Report(context, literal.Value, literal.Range, pattern, written, "The", context.Fix($"Write {written}", isSafe: true, (literal.Range, written)));
        }
    }

    private static void Report(ExpressionContext context, string value, TextRange at, Re2Pattern pattern, string written, string whose, CodeFix? fix)
    {
        ImmutableArray<TextRange> anchors = pattern.RedundantAnchors;
        string[] kinds = [.. anchors.Select(range => $"'{range.In(value)}'").Distinct(StringComparer.Ordinal)];
        TextRange place = anchors.Length == 1 && StringLiteralMap.ToExpression(context.Expression.Text, at, anchors[0]) is { } range ? range : at;
        context.ReportDiagnostic(Descriptor, place, new() { Fix = fix }, string.Join(" and ", kinds), value, kinds.Length == 1 ? "adds" : "add", written, whose);
    }
}
