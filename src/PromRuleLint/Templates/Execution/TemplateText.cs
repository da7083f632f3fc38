using System.Text;

namespace PromRuleLint.Templates.Execution;

/// <summary>Nodes as Go writes them in the errors of an execution (<c>text/template/parse/node.go</c>), and where it says that they stand.</summary>
internal static class TemplateText
{
    /// <summary>The canonical text of a node.</summary>
    public static string Print(TemplateNode node, string source)
    {
        var text = new StringBuilder();
        Append(text, node, source);
        return text.ToString();
    }

    /// <summary>The position that Go keeps of a node: of a chain of fields that of the first field that follows the operand.</summary>
    public static int PositionOf(TemplateNode node) => node switch
    {
        FieldNode { Fields.Length: > 1 } field => field.Fields[1].Range.Start - 1,
        VariableNode { Fields.Length: > 0 } variable => variable.Fields[0].Range.Start - 1,
        ChainNode chain => chain.Fields[0].Range.Start - 1,
        PipelineNode { ChildCount: > 0 } pipeline => pipeline.GetChild(0).Range.Start,
        TemplateCallNode call => call.Name.Range.Start,
        _ => node.Range.Start,
    };

    // The parser caps how deep nodes nest.
    private static void Append(StringBuilder text, TemplateNode node, string source)
    {
        switch (node)
        {
            case PipelineNode pipeline:
                AppendPipeline(text, pipeline, source);
                break;
            case CommandNode command:
                AppendAll(text, command.Arguments, " ", source);
                break;
            case ChainNode chain:
                AppendOperand(text, chain.Operand, source);
                foreach (FieldName field in chain.Fields)
                {
                    text.Append('.').Append(field.Name);
                }

                break;
            case TemplateCallNode call:
                text.Append("{{template ").Append(call.Name.Range.In(source));
                if (call.Pipeline is not null)
                {
                    text.Append(' ');
                    Append(text, call.Pipeline, source);
                }

                text.Append("}}");
                break;
            case ActionNode action:
                text.Append("{{");
                Append(text, action.Pipeline, source);
                text.Append("}}");
                break;
            default:
                text.Append(node.Range.In(source));
                break;
        }
    }

    private static void AppendPipeline(StringBuilder text, PipelineNode pipeline, string source)
    {
        if (pipeline.Declarations.Length > 0)
        {
            AppendAll(text, pipeline.Declarations, ", ", source);
            text.Append(pipeline.IsAssignment ? " = " : " := ");
        }

        AppendAll(text, pipeline.Commands, " | ", source);
    }

    private static void AppendAll<T>(StringBuilder text, IReadOnlyList<T> nodes, string separator, string source)
        where T : TemplateNode
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            text.Append(i > 0 ? separator : "");
            AppendOperand(text, nodes[i], source);
        }
    }

    private static void AppendOperand(StringBuilder text, TemplateNode node, string source)
    {
        bool isParenthesized = node is PipelineNode;
        text.Append(isParenthesized ? "(" : "");
        Append(text, node, source);
        text.Append(isParenthesized ? ")" : "");
    }
}
