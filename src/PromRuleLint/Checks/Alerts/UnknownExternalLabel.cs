using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A template that reads an external label that the server does not have. Silent unless the external labels are configured.</summary>
internal sealed class UnknownExternalLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4017",
        name: "unknown-external-label",
        title: "An unknown external label",
        messageFormat: "the server has no external label '{0}', so nothing is printed here{1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A template that reads an external label which is not listed in `external_labels` of the configuration.") { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (context.Configuration.Facts.ExternalLabels is not { } labels)
        {
            return;
        }

        foreach (TemplateLabelRead read in context.Template.ExternalLabelReads)
        {
            // Where it is asked whether the label is there, it may be missing.
            if (read.IsGuard || labels.ContainsKey(read.Name))
            {
                continue;
            }

            string? nearest = NearestName.Find(read.Name, context.Configuration.Facts.SuggestedExternalLabels);
            CodeFix? fix = nearest is not null ? context.Fix($"Write '{nearest}'", isSafe: true, (read.NameRange, nearest)) : null;
            context.ReportDiagnostic(Descriptor, read.NameRange, new() { Fix = fix }, read.Name, nearest is null ? "" : $"; did you mean '{nearest}'?");
        }
    }
}
