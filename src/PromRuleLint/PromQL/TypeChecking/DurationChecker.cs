using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>Durations of ranges, steps and offsets: in range, and computed only where the server computes them.</summary>
internal static class DurationChecker
{
    public static void CheckWindow(ref TypeCheckContext context, DurationSyntax duration)
    {
        Check(ref context, duration);

        // The reference looks at plain literals only; a computed duration fails when the query runs.
        if (duration is { Expression: null, Constant: { } constant } && constant <= TimeSpan.Zero)
        {
            context.Add(PromQLErrorKind.Syntax, duration.Range, $"the duration must be greater than 0, but '{context.TextAt(duration.Range)}' is not");
        }
    }

    public static void Check(ref TypeCheckContext context, DurationSyntax duration)
    {
        switch (duration.Expression)
        {
            case NumberLiteral:
                context.Add(PromQLErrorKind.Syntax, duration.Range, $"the duration '{context.TextAt(duration.Range)}' is out of range: at most about 292 years can be expressed");
                break;
            case { } expr:
                CheckPart(ref context, expr);
                if (!context.Options.DurationExpressions && expr is DurationExpr)
                {
                    context.AddExperimental(duration.Range, "computing a duration", ExperimentalFlags.DurationExpressions);
                }

                break;
        }
    }

    private static void CheckPart(ref TypeCheckContext context, Expr expr)
    {
        if (expr is NumberLiteral number && Durations.IsOutOfRange(number.Value))
        {
            context.Add(PromQLErrorKind.Syntax, number.Range, $"the duration '{context.TextAt(number.Range)}' is out of range: at most about 292 years can be expressed");
        }

        if (expr is DurationExpr { Operator: DurationOperator.Divide or DurationOperator.Modulo, Right: NumberLiteral { Value: 0 } zero } division)
        {
            string what = division.Operator == DurationOperator.Divide ? "division" : "modulo";
            context.Add(PromQLErrorKind.Syntax, zero.Range, $"{what} by zero in a duration");
        }

        for (int i = 0; i < expr.ChildCount; i++)
        {
            CheckPart(ref context, expr.GetChild(i));
        }
    }
}
