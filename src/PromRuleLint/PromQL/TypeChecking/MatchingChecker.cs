using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>How the series of two vectors are matched: labels, groups and fill modifiers.</summary>
internal static class MatchingChecker
{
    public static void Check(ref TypeCheckContext context, BinaryExpr binary, VectorMatching matching)
    {
        (ExprType left, ExprType right) = (binary.Left.Type, binary.Right.Type);
        foreach (LabelName label in matching.Labels)
        {
            CheckLabel(ref context, label);
        }

        foreach (LabelName label in matching.Include)
        {
            CheckLabel(ref context, label);
            if (matching.IsOn && matching.Lists(label.Name))
            {
                context.Add(
                    PromQLErrorKind.InvalidMatching,
                    label.Range,
                    $"the label '{label.Name}' is matched by 'on' already, so it must not stand in '{(matching.Cardinality == MatchCardinality.ManyToOne ? "group_left" : "group_right")}' too");
            }
        }

        if (!matching.FillRange.IsEmpty && !context.Options.FillModifiers)
        {
            context.AddExperimental(matching.FillRange, "filling in for missing series", ExperimentalFlags.FillModifiers);
        }

        if (left == ExprType.None || right == ExprType.None)
        {
            return;
        }

        if (left != ExprType.Vector || right != ExprType.Vector)
        {
            CheckWithoutVectors(ref context, binary, matching);
        }
        else if (binary.IsSetOperation)
        {
            CheckSetOperation(ref context, binary, matching);
        }
    }

    public static void CheckLabel(ref TypeCheckContext context, LabelName label)
    {
        if (!NameScheme.IsValidLabelName(label.Name))
        {
            context.Add(PromQLErrorKind.Syntax, label.Range, "a label's name must not be empty");
        }
    }

    private static void CheckWithoutVectors(ref TypeCheckContext context, BinaryExpr binary, VectorMatching matching)
    {
        string which = $"'{context.TextAt(binary.OperatorRange)}' has {TypeNames.WithArticle(binary.Left.Type)} and {TypeNames.WithArticle(binary.Right.Type)}";
        if (!matching.Labels.IsEmpty)
        {
            context.Add(PromQLErrorKind.InvalidMatching, matching.LabelsRange, $"matching labels is possible only between instant vectors, but here {which}");
        }

        if (!matching.FillRange.IsEmpty)
        {
            context.Add(PromQLErrorKind.InvalidMatching, matching.FillRange, $"filling in for missing series is possible only between instant vectors, but here {which}");
        }
    }

    private static void CheckSetOperation(ref TypeCheckContext context, BinaryExpr binary, VectorMatching matching)
    {
        string op = context.TextAt(binary.OperatorRange);
        if (matching.Cardinality is MatchCardinality.OneToMany or MatchCardinality.ManyToOne)
        {
            context.Add(PromQLErrorKind.InvalidMatching, matching.GroupRange, $"'{op}' always matches many to many, so no 'group_left' or 'group_right' may follow it");
        }

        if (!matching.FillRange.IsEmpty)
        {
            context.Add(PromQLErrorKind.InvalidMatching, matching.FillRange, $"'{op}' works with whole series, so nothing can be filled in for missing ones");
        }
    }
}
