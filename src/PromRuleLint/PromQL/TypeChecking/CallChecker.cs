using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>Calls: that the function is there, the number of its arguments and their types.</summary>
internal static class CallChecker
{
    public static void Check(ref TypeCheckContext context, Call call)
    {
        if (call.Function is not { } function)
        {
            context.Add(UnknownNames.Function(call));
            foreach (Expr argument in call.ArgumentSpan)
            {
                context.Visit(argument);
            }

            return;
        }

        if (function.FeatureFlag is { } flag && !context.Options.ExperimentalFunctions)
        {
            context.AddExperimental(call.NameRange, $"the function '{function.Name}'", flag);
        }

        if (function.RemovedIn is { } removed && (context.Options.TargetVersion is null || context.Options.TargetVersion >= removed))
        {
            context.Add(UnknownNames.Renamed(call.NameRange, function));
        }

        bool complete = CheckArgumentCount(ref context, call, function);
        for (int i = 0; i < call.ChildCount; i++)
        {
            Expr argument = call.GetChild(i);
            if (function.Name == "info" && i == 1)
            {
                CheckInfoLabels(ref context, argument);
                continue;
            }

            context.Visit(argument);
            int parameter = Math.Min(i, function.ArgumentTypes.Length - 1);
            if (parameter >= 0 && (i == parameter || function.Variadic != 0) && (complete || i == parameter)
                && TypeCheckContext.IsWrongType(argument, function.ArgumentTypes[parameter]))
            {
                ExprType wanted = function.ArgumentTypes[parameter];
                context.AddWrongType(argument, wanted, $"in the call of '{function.Name}'", Remedy(in context, wanted, argument));
            }
        }
    }

    private static string Remedy(ref readonly TypeCheckContext context, ExprType wanted, Expr argument) => (wanted, argument.Type) switch
    {
        (ExprType.Matrix, ExprType.Vector) when argument.WithoutParens() is VectorSelector =>
            $"; give it a range, such as {context.TextAt(argument.Range)}[5m]",
        (ExprType.Matrix, ExprType.Vector) => "; give it a range of a selector, such as x[5m], or a subquery, such as (…)[5m:]",
        (ExprType.Vector, ExprType.Matrix) => "; leave the range out, or apply a function such as rate(…) or max_over_time(…) first",
        (ExprType.Vector, ExprType.Scalar) => "; make it a vector with vector(…)",
        (ExprType.Scalar, ExprType.Vector) => "; make it a scalar with scalar(…)",
        (ExprType.Scalar, ExprType.String) => "; write the number without quotes",
        _ => "",
    };

    /// <summary>The second argument of <c>info</c> chooses labels; it may match everything but name no metric.</summary>
    private static void CheckInfoLabels(ref TypeCheckContext context, Expr argument)
    {
        if (argument is VectorSelector selector)
        {
            SelectorChecker.Check(ref context, selector, mayMatchAll: true);
            if (SelectorChecker.HasNameBeforeBraces(selector))
            {
                context.Add(PromQLErrorKind.WrongOperandType, argument.Range, "the second argument of 'info' takes labels only, so no metric name may stand before the braces: write {__name__=\"…\"} inside them");
            }
        }
        else
        {
            context.Visit(argument);
            if (argument.Type != ExprType.None)
            {
                context.Add(PromQLErrorKind.WrongOperandType, argument.Range, "the second argument of 'info' must be matchers in braces, such as {k8s_cluster_name=~\".+\"}");
            }
        }
    }

    private static bool CheckArgumentCount(ref TypeCheckContext context, Call call, Function function)
    {
        foreach (Expr argument in call.ArgumentSpan)
        {
            if (argument is MissingExpr { Parts.IsEmpty: true })
            {
                return false;
            }
        }

        int count = call.ChildCount;
        int declared = function.ArgumentTypes.Length;
        int least = function.Variadic == 0 ? declared : declared - 1;
        int most = function.Variadic switch
        {
            0 => declared,
            < 0 => int.MaxValue,
            _ => declared - 1 + function.Variadic,
        };
        if (count >= least && count <= most)
        {
            return true;
        }

        string expected = (least, most) switch
        {
            (0, 0) => "no arguments",
            _ when least == most => Arguments(least),
            (_, int.MaxValue) => "at least " + Arguments(least),
            _ => count < least ? "at least " + Arguments(least) : "at most " + Arguments(most),
        };
        context.Add(
            PromQLErrorKind.WrongArgumentCount,
            call.Range,
            $"wrong number of arguments for '{function.Name}': expected {expected}, found {(count == 0 ? "none" : count)}; it is called as {UnknownNames.Signature(function)}");
        return false;
    }

    private static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
