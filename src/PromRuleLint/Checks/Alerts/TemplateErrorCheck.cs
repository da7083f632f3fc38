using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A check that reports some kinds of the faults that reading a template found.</summary>
internal abstract class TemplateErrorCheck : Check
{
    private const string AtExecution = "; Prometheus loads the rule, and shows an error in place of this text when it alerts";

    private readonly ImmutableArray<TemplateErrorKind> _kinds;
    private readonly DiagnosticDescriptor _descriptor;

    private protected TemplateErrorCheck(DiagnosticDescriptor descriptor, params ImmutableArray<TemplateErrorKind> kinds)
    {
        _descriptor = descriptor;
        _kinds = kinds;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Report);

    private void Report(TemplateContext context)
    {
        // When it loads a file, Prometheus reads the templates of rules only.
        Report(context, context.Template.Errors, context.Owner == TemplateOwner.GroupLabel ? AtExecution : string.Empty);
        Report(context, context.Template.ExecutionErrors, AtExecution);
    }

    private void Report(TemplateContext context, ImmutableArray<TemplateError> errors, string consequence)
    {
        foreach (TemplateError error in errors)
        {
            if (_kinds.Contains(error.Kind) && (!error.IsOnlyForFloats || context.Rules.Any(static rule => rule.Expression?.Root is { } root && GivesFloats(root))))
            {
                // A label that was written as a field may have been meant; the nearest name plainly was.
                bool isSafe = error.Kind != TemplateErrorKind.UnknownField;
                CodeFix? fix = error.Replacement is { } text ? context.Fix($"Write '{text}'", isSafe, (error.Range, text)) : null;
                DiagnosticDetails details = error.IsOfVictoriaMetrics ? new DiagnosticDetails { OtherSchema = RuleSchema.VictoriaMetrics } : DiagnosticDetails.Default;
                context.ReportDiagnostic(
                    _descriptor, error.Range, details with { Fix = fix },
                    error.Kind == TemplateErrorKind.WrongFormat ? error.Message : WithConsequence(error.Message, consequence));
            }
        }
    }

    /// <summary>The consequence stands before the remedy, which is the last part of a message.</summary>
    private static string WithConsequence(string message, string consequence)
    {
        int remedy = message.LastIndexOf("; did you mean ", StringComparison.Ordinal);
        return remedy < 0 ? message + consequence : message.Insert(remedy, consequence);
    }

    /// <summary>Whether no series of the result is a native histogram: a comparison with a number drops them.</summary>
    private static bool GivesFloats(Expr root)
    {
        Expr expr = root.WithoutParens();
        while (expr is BinaryExpr { Operator: BinaryOperator.And or BinaryOperator.Unless } set)
        {
            expr = set.Left.WithoutParens();
        }

        return expr is BinaryExpr { IsComparison: true } comparison && (comparison.Left.Type == ExprType.Scalar || comparison.Right.Type == ExprType.Scalar);
    }
}
