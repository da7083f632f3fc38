using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A matcher that excludes nothing, because another on the same label lets through only what satisfies it.</summary>
internal sealed class RedundantMatcher : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3006",
        name: "redundant-matcher",
        title: "A redundant matcher",
        messageFormat: "'{0}' excludes nothing: whatever satisfies '{1}' satisfies it too; remove it",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A matcher that excludes nothing because another matcher on the same label admits only values that satisfy it.") { HasFix = true, Confidence = Confidence.Style };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        // The labels of absent's result follow from which matchers there are.
        var selector = (VectorSelector)context.Node;
        if (context.ParentBeyondParens() is Call { Name: "absent" } || (context.Ancestor(0) is MatrixSelector && context.Ancestor(1) is Call { Name: "absent_over_time" }))
        {
            return;
        }

        foreach (ImmutableArray<MatchersByLabel.Entry> label in MatchersByLabel.Groups(selector))
        {
            if (label.Any(static entry => entry.IsAlwaysFalse) || !MatchersByLabel.Contradiction(label).IsEmpty)
            {
                continue;
            }

            foreach (MatchersByLabel.Entry weaker in label)
            {
                if (!weaker.IsAlwaysTrue && Stronger(label, weaker) is { } stronger)
                {
                    AdditionalLocation related = new(context.Locate(stronger.Range), "implies it");
                    context.ReportDiagnostic(
                        Descriptor, weaker.Matcher.Range, new() { AdditionalLocations = [related], Fix = MatcherText.Remove(context, selector, weaker.Matcher) },
                        MatcherText.Show(context, weaker.Matcher), MatcherText.Show(context, stronger));
                    break;
                }
            }
        }
    }

    /// <summary>A matcher that implies the given one. Of two that say the same, the pattern is the one too many, else the later.</summary>
    private static LabelMatcher? Stronger(ImmutableArray<MatchersByLabel.Entry> label, MatchersByLabel.Entry weaker)
    {
        foreach (MatchersByLabel.Entry stronger in label)
        {
            if (stronger == weaker || !MatchersByLabel.Implies(stronger, weaker))
            {
                continue;
            }

            bool isSame = MatchersByLabel.Implies(weaker, stronger);
            bool weakerIsRegexp = MatcherText.IsRegexp(weaker.Matcher);
            bool strongerIsRegexp = MatcherText.IsRegexp(stronger.Matcher);
            bool isOneTooMany = weakerIsRegexp == strongerIsRegexp ? label.IndexOf(weaker) > label.IndexOf(stronger) : weakerIsRegexp;
            if (!isSame || isOneTooMany)
            {
                return stronger.Matcher;
            }
        }

        return null;
    }
}
