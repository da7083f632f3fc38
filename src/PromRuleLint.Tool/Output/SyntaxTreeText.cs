using System.Globalization;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Output;

/// <summary>Writes the tree of an expression, a node a line: what it is, its type and its range in characters of the expression.</summary>
internal static class SyntaxTreeText
{
    // Deeper nodes are all indented alike, so that the text does not grow with the square of the depth.
    private const int MaxIndent = 60;

    public static void Write(TextWriter writer, string text, Expr root, bool useColor)
    {
        var ansi = new AnsiWriter(writer, useColor);
        var pending = new Stack<(Expr Node, string Indent, string Mark, string Role)>();
        pending.Push((root, "", "", ""));
        while (pending.TryPop(out (Expr Node, string Indent, string Mark, string Role) entry))
        {
            Expr node = entry.Node;
            ansi.Write(AnsiStyle.Dim, entry.Indent + entry.Mark);
            ansi.Write(AnsiStyle.Dim, entry.Role);
            ansi.Write(AnsiStyle.Strong, VisibleText.OneLine(Describe(text, node)));
            string type = node.Type == ExprType.None ? "" : $" {TypeWord(node.Type)}";
            ansi.Write(AnsiStyle.Dim, string.Create(CultureInfo.InvariantCulture, $" :{type} [{node.Range.Start}..{node.Range.End})"));
            ansi.WriteLine();

            string indent = entry.Indent.Length >= MaxIndent ? entry.Indent : entry.Indent + entry.Mark switch
            {
                "" => "",
                "├─ " => "│  ",
                _ => "   ",
            };
            for (int i = node.ChildCount - 1; i >= 0; i--)
            {
                pending.Push((node.GetChild(i), indent, i == node.ChildCount - 1 ? "└─ " : "├─ ", RoleOf(node, i)));
            }
        }
    }

    private static string RoleOf(Expr parent, int index) => parent is AggregateExpr { Parameter: not null } && index == 0 ? "parameter " : "";

    private static string Describe(string text, Expr node) => node switch
    {
        NumberLiteral { IsDuration: true } => $"duration {Written(text, node.Range)}",
        NumberLiteral => $"number {Written(text, node.Range)}",
        StringLiteral => $"string {Written(text, node.Range)}",
        VectorSelector => $"selector {Written(text, node.Range)}",
        MatrixSelector matrix => $"range {Written(text, matrix.BracketsRange)}{Modifiers(text, matrix.Selector)}",
        SubqueryExpr subquery => $"subquery {Written(text, subquery.BracketsRange)}{Modifiers(text, subquery.At, subquery.Offset)}",
        AggregateExpr aggregate => $"aggregate {Operators.Text(aggregate.Operator)}{(aggregate.GroupingRange.IsEmpty ? "" : " " + Written(text, aggregate.GroupingRange))}",
        BinaryExpr binary => $"binary {Operators.Text(binary.Operator)}{(binary.ReturnsBool ? " bool" : "")}{Matching(text, binary.Matching)}",
        UnaryExpr unary => $"unary {(unary.IsNegative ? "-" : "+")}",
        ParenExpr => "paren",
        Call call => $"call {call.Name}",
        DurationExpr duration => $"duration {Operators.Text(duration.Operator)}",
        _ => "missing",
    };

    private static string Matching(string text, VectorMatching? matching)
    {
        if (matching is null)
        {
            return "";
        }

        string labels = matching.LabelsRange.IsEmpty ? "" : $" {Written(text, matching.LabelsRange)}";
        string group = matching.GroupRange.IsEmpty ? "" : $" {Written(text, matching.GroupRange)}";
        string fill = matching.FillRange.IsEmpty ? "" : $" {Written(text, matching.FillRange)}";
        string cardinality = matching.Cardinality switch
        {
            MatchCardinality.OneToOne => "one-to-one",
            MatchCardinality.ManyToOne => "many-to-one",
            MatchCardinality.OneToMany => "one-to-many",
            _ => "many-to-many",
        };
        return $"{labels}{group}{fill} ({cardinality})";
    }

    private static string Modifiers(string text, VectorSelector selector) =>
        Modifiers(text, selector.At, selector.Offset) + (selector.ExtensionRange.IsEmpty ? "" : $" {Written(text, selector.ExtensionRange)}");

    private static string Modifiers(string text, AtModifier? at, OffsetModifier? offset) =>
        (at is null ? "" : $" {Written(text, at.Range)}") + (offset is null ? "" : $" {Written(text, offset.Range)}");

    private static string Written(string text, TextRange range) => range.In(text).ToString();

    private static string TypeWord(ExprType type) => type switch
    {
        ExprType.Scalar => "scalar",
        ExprType.Vector => "vector",
        ExprType.Matrix => "matrix",
        _ => "string",
    };
}
