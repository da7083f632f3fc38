using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A label of a rule or a group with the empty string as its value, which to Prometheus is a label that is not there.</summary>
internal sealed class EmptyLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6005",
        name: "empty-label",
        title: "An empty label value",
        messageFormat: "An empty '{0}' is no label: it only takes the '{0}' away that the expression may return; give it a value, or leave it out",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A label of a rule or a group whose value is the empty string.");

    /// <summary>A recording rule that takes a label away in this way mostly means to, and so does who writes <c>null</c>.</summary>
    private static readonly DiagnosticDetails Meant = new() { Severity = DiagnosticSeverity.Info };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterRuleAction(AnalyzeRule);
        context.RegisterGroupAction(AnalyzeGroup);
    }

    private static void AnalyzeRule(RuleContext context)
    {
        foreach (LabelEntry entry in EmptyAmong(context.Rule.Labels, context.Rule.File))
        {
            // What the group gives to all its rules can only so be kept from one.
            if (context.Rule.Group.Labels.All(outer => outer.NameText != entry.NameText))
            {
                context.ReportDiagnostic(
                    Descriptor, entry.Name.Range, context.Rule is RecordingRule || !entry.ValueRange.In(context.Rule.File.Source.Text).IsWhiteSpace() && entry.Value.IsNull ? Meant : DiagnosticDetails.Default,
                    entry.NameText);
            }
        }
    }

    private static void AnalyzeGroup(GroupContext context)
    {
        foreach (LabelEntry entry in EmptyAmong(context.Group.Labels, context.Group.File))
        {
            context.ReportDiagnostic(Descriptor, entry.Name.Range, entry.NameText);
        }
    }

    private static bool HasEmpty(ImmutableArray<LabelEntry> labels)
    {
        foreach (LabelEntry entry in labels)
        {
            if (entry.ValueText.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    // In a file that is no YAML a value may be empty only because reading went on after the fault.
    private static IEnumerable<LabelEntry> EmptyAmong(ImmutableArray<LabelEntry> labels, RuleFile file) =>
        !HasEmpty(labels) || !file.Unread.IsEmpty ? [] : labels.Where(static entry => entry.ValueText.Length == 0);
}
