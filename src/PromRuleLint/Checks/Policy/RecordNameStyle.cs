using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Policy;

/// <summary>A recorded name that is not of the form <c>level:metric:operations</c> that the documentation of Prometheus recommends.</summary>
internal sealed class RecordNameStyle : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6015",
        name: "record-name-style",
        title: "A recorded name in another style",
        messageFormat: "'{0}' is not of the form level:metric:operations, such as job:http_errors:rate5m",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A recorded metric name that does not have exactly three parts separated by colons: level, metric and operations.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is RecordingRule { Name: { Value.Length: > 0 } name } && name.Value.Split(':') is var parts && (parts.Length != 3 || parts.Any(static part => part.Length == 0)))
        {
            context.ReportDiagnostic(Descriptor, name.Range, name.Value);
        }
    }
}
