using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// A label that shows the value of the alert. Labels are what an alert is known by: with each new value it is another alert.
/// A label that is only chosen by comparing the value is left alone.
/// </summary>
internal sealed class ValueInLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4014",
        name: "value-in-label",
        title: "The alert's value in a label",
        messageFormat: "'{0}' changes with each evaluation, so each value of the label '{1}' is an alert of its own, whose 'for' begins anew; show the value in an annotation",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A label of an alert that contains `$value` or `.Value`, unchanged or formatted.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (context.Owner == TemplateOwner.Annotation || context.Template.ValueUses.IsEmpty)
        {
            return;
        }

        // Without 'for' each value still is an alert of its own, but it fires.
        bool waits = context.Rules.Any(static rule => rule.For?.Value > TimeSpan.Zero);
        DiagnosticDetails details = waits ? DiagnosticDetails.Default : new DiagnosticDetails { Severity = DiagnosticSeverity.Warning };
        foreach (TemplateValueUse use in context.Template.ValueUses)
        {
            if (use.Kind != TemplateValueUseKind.Compared)
            {
                context.ReportDiagnostic(Descriptor, use.Range, details, use.Range.In(context.Template.Text).ToString(), context.Entry.Name.Value);
            }
        }
    }
}
