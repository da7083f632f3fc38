using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A call of <c>query</c> in a template whose PromQL cannot be evaluated.</summary>
internal sealed class InvalidTemplateQuery : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4016",
        name: "template-query",
        title: "An invalid query in a template",
        messageFormat: "{0}; Prometheus loads the rule, and shows an error in place of this text when it alerts",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A call of `query` in a label or annotation whose PromQL has an error, or whose result is neither an instant vector nor a scalar.") { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (!context.Template.IsValid)
        {
            return;
        }

        foreach (TemplateQuery query in context.Template.Queries)
        {
            ParseResult result = PromQLParser.Parse(query.Expression, context.QueryOptions);
            foreach (PromQLError error in result.Errors)
            {
                TextRange range = query.Map.ToOuterText(error.Range);
                CodeFix? fix = error.Replacement is { } text && text.AsSpan().IndexOfAny("\"\\`") < 0
                    ? context.Fix($"Write '{text}'", isSafe: true, (range, text))
                    : null;
                context.ReportDiagnostic(Descriptor, range, new() { Fix = fix }, error.Message);
            }

            if (result.IsValid && result.Root!.Type is ExprType.Matrix or ExprType.String)
            {
                string type = result.Root!.Type == ExprType.Matrix ? "a range vector" : "a string";
                context.ReportDiagnostic(Descriptor, query.Map.ToOuterText(result.Root.Range), $"'query' needs an instant vector or a scalar, and this is {type}");
            }
        }
    }
}
