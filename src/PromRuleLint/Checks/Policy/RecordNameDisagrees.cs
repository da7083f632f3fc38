using System.Globalization;
using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.Policy;

/// <summary>A recorded series whose name promises a window, an operation, a quantile or a verdict that its expression does not have.</summary>
internal sealed class RecordNameDisagrees : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6016",
        name: "record-name-disagrees",
        title: "A recorded name that disagrees with its expression",
        messageFormat: "the name '{0}' promises {1}, and the expression {2}; change the one or the other",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A recorded series whose name promises something that its expression, including the recording rules that it reads, does not have.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is not RecordingRule { Name: { } name, Expression: { Errors.IsEmpty: true, Root: { } root } })
        {
            return;
        }

        // Most names promise nothing; what their rules are made of need not be looked up.
        ImmutableArray<(string Text, TimeSpan Window)> windows = RecordNameParts.Windows(name.Value);
        string? operation = RecordNameParts.Operation(name.Value);
        bool promisesMore = RecordNameParts.IsVerdict(name.Value) || RecordNameParts.Quantile(name.Value) is not null;
        if (promisesMore || !RecordContent.HasAtOnce(root, windows, operation))
        {
            Analyze(context, name, root, windows);
        }
    }

    private static void Analyze(RuleContext context, YamlScalar name, Expr root, ImmutableArray<(string Text, TimeSpan Window)> windows)
    {
        var content = RecordContent.Read(root, context.RuleSet);
        if (!content.IsWhole)
        {
            return;
        }

        if (windows.FirstOrDefault(window => !content.Has(window)) is { Text.Length: > 0 } missing)
        {
            context.ReportDiagnostic(
                Descriptor, name.Range,
                name.Value, $"a window of {missing.Text}", content.Windows.Count == 0 ? "has no window" : $"has {string.Join(" and ", content.Windows.Take(3).Select(PromQL.PrometheusDuration.Format))}");
        }
        else if (RecordNameParts.Operation(name.Value) is { } operation && content.Instead(operation) is { } instead)
        {
            context.ReportDiagnostic(Descriptor, name.Range, name.Value, $"'{operation}'", $"has '{instead}'");
        }
        else if (RecordNameParts.IsVerdict(name.Value) && !content.ReadsHeartbeat(context.Configuration.Heartbeat)
            && context.Facts.ForRule(context.Rule)?.Result is { Presence: not Presence.Never } facts && facts.Value.WithNaN(false) is { IsWhole: false } value && value.IsWithin(0, 1) && value.Max > value.Min)
        {
            context.ReportDiagnostic(
                Descriptor, name.Range, new() { AdditionalLocations = FactReports.Chain(facts.ValueReason, context.Locate(name.Range)) },
                name.Value, "0 or 1", $"gives fractions, {FactReports.Possible(facts.Value)}");
        }
        else if (RecordNameParts.Quantile(name.Value) is { } quantile && content.InsteadOf(quantile) is { } other)
        {
            context.ReportDiagnostic(
                Descriptor, name.Range,
                name.Value, string.Create(CultureInfo.InvariantCulture, $"the quantile {quantile}"), string.Create(CultureInfo.InvariantCulture, $"has {other}"));
        }
    }
}
