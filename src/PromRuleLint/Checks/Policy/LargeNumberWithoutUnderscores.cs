using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Policy;

/// <summary>A whole number of so many digits that they have to be counted.</summary>
internal sealed class LargeNumberWithoutUnderscores : Check
{
    private const int Digits = 6;

    private static readonly Version FirstWithUnderscores = new(2, 54);

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6035",
        name: "large-number-without-underscores",
        title: "A large number without underscores",
        messageFormat: "{0} is hard to read; write {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "An integer of six digits or more without underscores.") { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.NumberLiteral);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Configuration.PromQL.TargetVersion is { } target && target < FirstWithUnderscores)
        {
            return;
        }

        string text = context.Node.Range.In(context.Expression.Text).ToString();
        int start = text[0] is '-' or '+' ? 1 : 0;
        if (text.Length - start < Digits || text[start] == '0' || !text.Skip(start).All(char.IsAsciiDigit))
        {
            return;
        }

        var grouped = new StringBuilder(text);
        for (int at = text.Length - 3; at > start; at -= 3)
        {
            grouped.Insert(at, '_');
        }

        context.ReportDiagnostic(
            Descriptor, context.Node.Range, new() { Fix = context.Fix($"Write {grouped}", isSafe: true, (context.Node.Range, grouped.ToString())) },
            text, grouped.ToString());
    }
}
