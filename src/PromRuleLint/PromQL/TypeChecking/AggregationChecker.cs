using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>Aggregations: the types of their operand and parameter, and their labels.</summary>
internal static class AggregationChecker
{
    public static void Check(ref TypeCheckContext context, AggregateExpr aggregate)
    {
        foreach (LabelName label in aggregate.Grouping)
        {
            MatchingChecker.CheckLabel(ref context, label);
        }

        if (aggregate.Operator >= AggregateOperator.LimitK && !context.Options.ExperimentalFunctions)
        {
            context.AddExperimental(aggregate.OperatorRange, $"the aggregation '{context.TextAt(aggregate.OperatorRange)}'", ExperimentalFlags.Functions);
        }

        if (aggregate.Parameter is { } parameter)
        {
            context.Visit(parameter);
            ExprType wanted = aggregate.Operator == AggregateOperator.CountValues ? ExprType.String : ExprType.Scalar;
            if (TypeCheckContext.IsWrongType(parameter, wanted))
            {
                string remedy = parameter.Type == ExprType.Vector && aggregate.Operand.Type == wanted ? "; the parameter comes first" : "";
                context.AddWrongType(parameter, wanted, $"as the parameter of '{context.TextAt(aggregate.OperatorRange)}'", remedy);
            }
        }

        context.Visit(aggregate.Operand);
        if (TypeCheckContext.IsWrongType(aggregate.Operand, ExprType.Vector))
        {
            string remedy = aggregate.Operand.Type == ExprType.Matrix ? "; apply a function such as rate(…) or max_over_time(…) to the range first" : "";
            context.AddWrongType(aggregate.Operand, ExprType.Vector, $"in the aggregation '{context.TextAt(aggregate.OperatorRange)}'", remedy);
        }
    }
}
