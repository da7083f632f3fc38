using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A share of 0 to 1 that is shown with a percent sign, or one of 0 to 100 that <c>humanizePercentage</c> makes a percentage once more.</summary>
internal sealed class WrongPercent : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4030",
        name: "wrong-percent",
        title: "A percentage off by a factor of 100",
        messageFormat: "The value is a share of 0 to 1, so that five percent are shown as 0.05%; write '{{{{ {0} | humanizePercentage }}}}' without the '%'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An annotation that shows a ratio between 0 and 1 with a percent sign, or a percentage through `humanizePercentage`.") { Assumptions = [Assumption.UnitByName] };

    private static readonly DiagnosticDescriptor MultipliedTwice = Descriptor with
    {
        MessageFormat = "The value is a percentage already, and 'humanizePercentage' multiplies it by 100; write '{{{{ printf \"%.1f\" {0} }}}}%'",
    };

    private static readonly DiagnosticDetails Share = new() { RepeatKey = "share" };

    private static readonly DiagnosticDetails Percentage = new() { RepeatKey = "percentage" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (context.Owner != TemplateOwner.Annotation || context.Rules is not [{ Expression.Root: { } root }])
        {
            return;
        }

        string text = context.Template.Text;
        foreach (TemplateValueUse use in context.Template.ValueUses)
        {
            if (TemplateAction.Find(text, use.Range) is not { } action)
            {
                continue;
            }

            ReadOnlySpan<char> inside = action.Range.In(text);
            bool isPercent = !action.Percent.IsEmpty || inside.Contains("%%", StringComparison.Ordinal);
            bool isMultiplied = inside.Contains("humanizePercentage", StringComparison.Ordinal);
            if (!isPercent && !isMultiplied)
            {
                continue;
            }

            ValueScale scale = ValueScales.Find(root, context.RuleSet);
            if (scale == ValueScale.Ratio && isPercent && !isMultiplied && use.Kind is TemplateValueUseKind.Printed or TemplateValueUseKind.Formatted or TemplateValueUseKind.Humanized)
            {
                context.ReportDiagnostic(
                    Descriptor, TextRange.Union(action.Range, action.Percent), Share, use.Range.In(text).ToString());
            }
            else if (scale == ValueScale.Percent && use.Kind == TemplateValueUseKind.Humanized && isMultiplied)
            {
                context.ReportDiagnostic(
                    MultipliedTwice, new TextRange(use.Range.Start, action.Range.Start + inside.IndexOf("humanizePercentage", StringComparison.Ordinal) + "humanizePercentage".Length), Percentage,
                    use.Range.In(text).ToString());
            }
        }
    }
}
