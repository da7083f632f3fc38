using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A pattern that matches everything, or everything but the empty string.</summary>
internal sealed class MatchAllRegexp : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3009",
        name: "match-all-regexp",
        title: "A regular expression that matches everything",
        messageFormat: "'{0}' {1}",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A regular expression that matches every string (`.*` or an equivalent), or every string except the empty one (`.+`).") { HasFix = true, Confidence = Confidence.Style, Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        var selector = (VectorSelector)context.Node;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (matcher.Pattern is not { } pattern)
            {
                continue;
            }

            if (pattern.MatchesAll && !IsMatchesEverything(selector))
            {
                ReportAll(context, selector, matcher);
            }
            else if (pattern.MatchesAllNonEmpty)
            {
                ReportNonEmpty(context, matcher);
            }
        }
    }

    /// <summary>Whether no matcher excludes anything, which Prometheus rejects and another check reports.</summary>
    private static bool IsMatchesEverything(VectorSelector selector) =>
        selector.Name is null && selector.Matchers.All(static matcher => PromQL.MatcherPatterns.MatchesEmpty(matcher));

    private static void ReportAll(ExpressionContext context, VectorSelector selector, LabelMatcher matcher)
    {
        string shown = MatcherText.Show(context, matcher);
        if (matcher.Type == MatchType.Regexp)
        {
            context.ReportDiagnostic(
                Descriptor, matcher.Range, new() { Fix = MatcherText.Remove(context, selector, matcher) },
                shown, "matches every series, also those without the label; remove it");
        }
        else
        {
            // Each rule that reads nothing is a fault of its own.
            string key = $"{context.Expression.Text} {shown}";
            var nothing = new DiagnosticDetails { Severity = DiagnosticSeverity.Error, Claim = Claim.GivesNothing, IsProved = true, RepeatKey = key };
            context.ReportDiagnostic(
                Descriptor, matcher.Range, nothing,
                shown, "excludes every series, also those without the label, so this selector never returns one; remove the matcher or what reads this selector");
        }
    }

    private static void ReportNonEmpty(ExpressionContext context, LabelMatcher matcher)
    {
        MatchType type = matcher.Type == MatchType.Regexp ? MatchType.NotEqual : MatchType.Equal;
        string meaning = type == MatchType.NotEqual ? "matches every series that has the label" : "matches the series without the label";
        context.ReportDiagnostic(
            Descriptor, matcher.Range, new() { Fix = MatcherText.Rewrite(context, matcher, type, "", isSafe: true) },
            MatcherText.Show(context, matcher), $"{meaning}; write {matcher.Name}{MatcherText.Operator(type)}\"\"");
    }
}
