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
        foreach (LabelText label in EmptyAmong(context.Rule.LabelList, context.Rule.File))
        {
            // What the group gives to all its rules can only so be kept from one.
            if (context.Rule.Group.LabelList.Find(label.Name) is null)
            {
                context.ReportDiagnostic(
                    Descriptor, label.NameRange, context.Rule is RecordingRule || !label.ValueRange.In(context.Rule.File.Source.Text).IsWhiteSpace() && label.CompactValue.IsNull ? Meant : DiagnosticDetails.Default,
                    label.Name);
            }
        }
    }

    private static void AnalyzeGroup(GroupContext context)
    {
        foreach (LabelText label in EmptyAmong(context.Group.LabelList, context.Group.File))
        {
            context.ReportDiagnostic(Descriptor, label.NameRange, label.Name);
        }
    }

    private static bool HasEmpty(LabelList labels)
    {
        foreach (LabelText label in labels)
        {
            if (label.Value.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    // In a file that is no YAML a value may be empty only because reading went on after the fault.
    private static IEnumerable<LabelText> EmptyAmong(LabelList labels, RuleFile file) =>
        !HasEmpty(labels) || !file.Unread.IsEmpty ? [] : labels.Where(static label => label.Value.Length == 0);
}
