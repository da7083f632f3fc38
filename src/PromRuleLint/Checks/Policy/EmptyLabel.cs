using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A label of a rule with the empty string as its value, which to Prometheus is a label that is not there.</summary>
public sealed class EmptyLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL6005", "empty-label", "A label without a value",
        "An empty '{0}' is no label: it only takes the '{0}' away that the expression may return; give it a value, or leave it out", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        // In a file that is no YAML a value may be empty only because reading went on after the fault.
        if (!context.Rule.File.Unread.IsEmpty)
        {
            return;
        }

        foreach (LabelEntry entry in context.Rule.Labels)
        {
            if (entry.Value.Value.Length == 0)
            {
                context.Report(Descriptor, entry.Name.Range, entry.Name.Value);
            }
        }
    }
}
