using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A <c>^</c> or <c>$</c> where a matcher's pattern is anchored anyway.</summary>
internal sealed class RedundantAnchor : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3008",
        name: "redundant-anchor",
        title: "An anchor in a pattern that is anchored anyway",
        messageFormat: "A matcher's pattern must match the whole value, so {0} in '{1}' {2} nothing; write {3}",
        defaultSeverity: Severity.Info,
        description: "`^`, `$`, `\\A` or `\\z` at an end of a matcher's pattern, also in each branch of an alternation.") { HasFix = true, Confidence = Confidence.Style, Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        foreach (LabelMatcher matcher in ((VectorSelector)context.Node).Matchers)
        {
            if (matcher.Pattern is { RedundantAnchors.IsEmpty: false } pattern && pattern.Literal is null && !pattern.MatchesAll && !pattern.MatchesAllNonEmpty)
            {
                Report(context, matcher, pattern);
            }
        }
    }

    private static void Report(ExpressionContext context, LabelMatcher matcher, Re2Pattern pattern)
    {
        ImmutableArray<TextRange> anchors = pattern.RedundantAnchors;
        string text = pattern.WithoutRedundantAnchors();

        string[] kinds = [.. anchors.Select(range => $"'{range.In(matcher.Value)}'").Distinct(StringComparer.Ordinal)];
        MatchType type = matcher.Type;
        string written = $"{MatcherText.Operator(type)}{MatcherText.Quote(context.Expression.Text, matcher, text)}";
        TextRange place = anchors.Length == 1 && StringLiteralMap.ToExpression(context.Expression.Text, matcher.ValueRange, anchors[0]) is { } range ? range : matcher.ValueRange;
        context.ReportDiagnostic(
            Descriptor, place, new() { Fix = MatcherText.Rewrite(context, matcher, type, text, isSafe: true) },
            string.Join(" and ", kinds), matcher.Value, kinds.Length == 1 ? "adds" : "add", matcher.Name + written);
    }
}
