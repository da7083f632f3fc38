using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>An annotation that prints a value with all its digits, where the expression gives a rate, a quotient or the like.</summary>
internal sealed class UnhumanizedValue : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4015",
        name: "unhumanized-value",
        title: "A fractional value printed with all its digits",
        messageFormat: "'{0}' is printed with all its digits, and {1} is seldom a whole number; write {2}",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An annotation that prints `$value` with all its digits, where the expression returns a quotient, an average, or the result of `rate`, `increase`, `histogram_quantile` and similar functions; reported once per rule.") { HasFix = true, FixSafety = FixSafety.Unsafe, Confidence = Confidence.Style };

    /// <summary>All places in a rule are one finding: the value is one, and so is the fault.</summary>
    private static readonly DiagnosticDetails Once = new() { RepeatKey = "value" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (context.Owner != TemplateOwner.Annotation || context.Template.ValueUses.IsEmpty || context.Rules is not [{ Expression: { Root: { } root } expression } rule]
            || context.Entry.NameText.Equals("value", StringComparison.OrdinalIgnoreCase) || FindFraction(root) is not { } fraction)
        {
            return;
        }

        string text = context.Template.Text;
        foreach (TemplateValueUse use in context.Template.ValueUses)
        {
            if (use.Kind != TemplateValueUseKind.Printed || TemplateAction.Find(text, use.Range) is not { } action || action.IsDump(text))
            {
                continue;
            }

            ValueScale scale = ValueScales.Find(root, context.RuleSet);
            AdditionalLocation related = new(new Location(rule.File.Source, expression.ToSource(fraction.Range)), "the value comes from here");
            string value = use.Range.In(text).ToString();
            context.ReportDiagnostic(
                Descriptor, use.Range, Once with { AdditionalLocations = [related], Fix = Fix(context, use.Range, action, scale) },
                value, Describe(fraction), Advice(value, action, scale));
        }
    }

    private static string Advice(string value, TemplateAction action, ValueScale scale) => scale switch
    {
        ValueScale.Ratio => $"'{value} | humanizePercentage'{(action.Percent.IsEmpty ? "" : ", without the '%' after it")}",
        ValueScale.Seconds => $"'{value} | humanizeDuration', without a unit after it",
        ValueScale.Bytes => $"'{value} | humanize1024'",
        ValueScale.Count => $"'printf \"%.0f\" {value}'",
        _ when scale == ValueScale.Percent || !action.Percent.IsEmpty => $"'printf \"%.1f\" {value}'",
        _ => $"'{value} | humanize'",
    };

    /// <summary>The same as a change; a unit in words after the value is for people to see.</summary>
    private static CodeFix? Fix(TemplateContext context, TextRange use, TemplateAction action, ValueScale scale)
    {
        if (!action.HoldsOnly(context.Template.Text, use))
        {
            return null;
        }

        TextRange end = new(use.End, use.End);
        TextRange start = new(use.Start, use.Start);
        return scale switch
        {
            ValueScale.Ratio when !action.Percent.IsEmpty => context.Fix("Add '| humanizePercentage'", isSafe: false, (end, " | humanizePercentage"), (action.Percent, "")),
            ValueScale.Ratio => context.Fix("Add '| humanizePercentage'", isSafe: false, (end, " | humanizePercentage")),
            ValueScale.Seconds => null,
            ValueScale.Bytes => context.Fix("Add '| humanize1024'", isSafe: false, (end, " | humanize1024")),
            ValueScale.Count => context.Fix("Write printf \"%.0f\"", isSafe: false, (start, "printf \"%.0f\" ")),
            _ when scale == ValueScale.Percent || !action.Percent.IsEmpty => context.Fix("Write printf \"%.1f\"", isSafe: false, (start, "printf \"%.1f\" ")),
            _ => context.Fix("Add '| humanize'", isSafe: false, (end, " | humanize")),
        };
    }

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
