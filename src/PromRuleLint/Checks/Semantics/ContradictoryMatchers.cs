using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>Matchers on one label that no value satisfies together, or a pattern that no value satisfies at all.</summary>
internal sealed class ContradictoryMatchers : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3005",
        name: "contradictory-matchers",
        title: "Matchers that no series can satisfy",
        messageFormat: "{0}, so this selector never returns a series; {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "Matchers on the same label that no value satisfies together, or a regular expression that no value can match.") { HasFix = true, FixSafety = FixSafety.Unsafe, Claim = Claim.GivesNothing };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        var selector = (VectorSelector)context.Node;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (MatchersByLabel.IsAlwaysFalse(matcher))
            {
                ReportPattern(context, matcher);
            }
        }

        foreach (ImmutableArray<MatchersByLabel.Entry> label in MatchersByLabel.Groups(selector))
        {
            if (MatchersByLabel.Contradiction(label) is { IsEmpty: false } together)
            {
                ReportTogether(context, selector, together);
            }
        }
    }

    private static void ReportPattern(ExpressionContext context, LabelMatcher matcher)
    {
        bool isVariable = matcher.Value.Length > 1 && matcher.Value[0] == '$' && (char.IsAsciiLetter(matcher.Value[1]) || matcher.Value[1] == '{');
        string what = isVariable ? $"'{matcher.Value}' is a dashboard's variable, which Prometheus does not fill in, and as a pattern it matches no value"
            : $"The pattern '{matcher.Value}' matches no value";
        context.ReportDiagnostic(Descriptor, matcher.Range, what, isVariable ? $"write the values of '{matcher.Name}' that are meant" : "fix the pattern");
    }

    private static void ReportTogether(ExpressionContext context, VectorSelector selector, ImmutableArray<MatchersByLabel.Entry> together)
    {
        LabelMatcher last = together[^1].Matcher;
        ImmutableArray<AdditionalLocation> related = [.. together[..^1].Select(entry => new AdditionalLocation(context.Locate(entry.Matcher.Range), "excluded by this"))];
        string list = string.Join(" and ", together.Select(entry => $"'{MatcherText.Show(context, entry.Matcher)}'"));
        bool canJoin = together.All(static entry => MatcherText.IsPositive(entry.Matcher));
        string advice = canJoin ? "keep one of them, or join their values with '|' in one '=~'" : "remove the one that is wrong";
        context.ReportDiagnostic(
            Descriptor, last.Range, new() { AdditionalLocations = related, Fix = canJoin ? Join(context, selector, together) : null },
            $"No value of '{last.Name}' satisfies {list}", advice);
    }

    /// <summary>One matcher in place of two that both say what to keep.</summary>
    private static CodeFix? Join(ExpressionContext context, VectorSelector selector, ImmutableArray<MatchersByLabel.Entry> together)
    {
        string[] patterns = [.. together.Select(static entry => entry.Pattern.WithoutRedundantAnchors())];
        (LabelMatcher first, LabelMatcher last) = (together[0].Matcher, together[^1].Matcher);
        if (together.Length != 2 || patterns.Any(static pattern => pattern.Length == 0 || pattern.Contains("(?", StringComparison.Ordinal))
            || MatcherText.RemovalRange(selector, last) is not { } removal)
        {
            return null;
        }

        string text = "=~" + MatcherText.Quote(context.Expression.Text, first, string.Join('|', patterns));
        return context.Fix($"Write {first.Name}{text}", isSafe: false, (new TextRange(first.OperatorRange.Start, first.ValueRange.End), text), (removal, ""));
    }
}
