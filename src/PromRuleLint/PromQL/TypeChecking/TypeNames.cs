using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.TypeChecking;

/// <summary>How types are named to people.</summary>
internal static class TypeNames
{
    public static string Name(ExprType type) => type switch
    {
        ExprType.Scalar => "scalar",
        ExprType.Vector => "instant vector",
        ExprType.Matrix => "range vector",
        ExprType.String => "string",
        _ => "nothing",
    };

    public static string WithArticle(ExprType type) => (type == ExprType.Vector ? "an " : "a ") + Name(type);
}
