using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A summary that is no sentence on one line: upper case at its start, a mark at its end.</summary>
internal sealed class SummaryStyle : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6011",
        name: "summary-style",
        title: "A summary that is not a sentence",
        messageFormat: "The summary of '{0}' {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A `summary` that is empty, has several lines, starts with a lowercase letter or does not end with a period.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not AlertingRule { Name: { } name } alert || alert.AnnotationList.Find("summary") is not { } summary)
        {
            return;
        }

        string text = summary.Value.Trim();
        string? problem = text.Length == 0 ? "is empty; say in a sentence what is wrong"
            : text.Contains('\n', StringComparison.Ordinal) ? "has several lines; put the details into the description"
            : char.IsLower(text[0]) ? "starts in lower case; write it as a sentence"
            : text[^1] is not ('.' or '!' or '?' or '}') ? "does not end in a full stop; write it as a sentence"
            : null;
        if (problem is not null)
        {
            context.ReportDiagnostic(Descriptor, summary.ValueRange, name.Value, problem);
        }
    }
}
