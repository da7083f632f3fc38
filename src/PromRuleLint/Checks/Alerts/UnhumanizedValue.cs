using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>An annotation that prints a value with all its digits, where the expression gives a rate, a quotient or the like.</summary>
internal sealed class UnhumanizedValue : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4015", "unhumanized-value", "A fraction printed with all its digits",
        "'{0}' is printed with all its digits, and {1} is seldom a whole number; write '{0} | humanize', or 'humanizePercentage', 'humanizeDuration' or 'printf' as the unit asks for",
        Severity.Information) { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (context.Owner != TemplateOwner.Annotation || context.Rules is not [{ Expression: { Root: { } root } expression } rule])
        {
            return;
        }

        foreach (TemplateValueUse use in context.Template.ValueUses)
        {
            if (use.Kind == TemplateValueUseKind.Printed && FindFraction(root) is { } fraction)
            {
                TextRange end = new(use.Range.End, use.Range.End);
                CodeFix? fix = IsAlone(context.Template.Text, use.Range) ? context.Fix("Add '| humanize'", isSafe: false, (end, " | humanize")) : null;
                RelatedLocation related = new(new Location(rule.File.Source, expression.ToSource(fraction.Range)), "the value comes from here");
                context.Report(Descriptor, use.Range, [related], fix, use.Range.In(context.Template.Text).ToString(), Describe(fraction));
            }
        }
    }

    /// <summary>Whether the value is all that its action holds, so that a pipe can follow it.</summary>
    private static bool IsAlone(string text, TextRange use) =>
        text.AsSpan(0, use.Start).TrimEnd(" \t\r\n-").EndsWith("{{") && text.AsSpan(use.End).TrimStart(" \t\r\n-").StartsWith("}}");

    /// <summary>The part of the expression that makes its value a fraction; null where it may well be whole.</summary>
    private static Expr? FindFraction(Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case ParenExpr paren:
                    expr = paren.Inner;
                    continue;
                case UnaryExpr unary:
                    expr = unary.Operand;
                    continue;
                case BinaryExpr { Operator: BinaryOperator.Divide } quotient:
                    return quotient;
                case BinaryExpr { ReturnsBool: false } binary when binary.IsComparison || binary.Operator is BinaryOperator.And or BinaryOperator.Unless
                    || binary.Right.Type == ExprType.Scalar:
                    expr = binary.Left.Type == ExprType.Scalar ? binary.Right : binary.Left;
                    continue;
                case AggregateExpr { Operator: AggregateOperator.Sum or AggregateOperator.Min or AggregateOperator.Max or AggregateOperator.TopK or AggregateOperator.BottomK } aggregation:
                    expr = aggregation.Operand;
                    continue;
                case AggregateExpr { Operator: AggregateOperator.Avg or AggregateOperator.Stddev or AggregateOperator.Stdvar or AggregateOperator.Quantile } aggregation:
                    return aggregation;
                case Call { Subject: { Type: ExprType.Vector } subject } call when call.Has(FunctionTraits.KeepsValue) || call.Has(FunctionTraits.Clamps) || call.Name == "abs":
                    expr = subject;
                    continue;
                case Call call when call.Has(FunctionTraits.GivesFractions):
                    return call;
                default:
                    return null;
            }
        }
    }

    private static string Describe(Expr fraction) => fraction switch
    {
        BinaryExpr => "a quotient",
        AggregateExpr => "an average or the like",
        Call call => $"what '{call.Name}' gives",
        _ => "it",
    };
}
