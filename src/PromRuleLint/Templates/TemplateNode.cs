using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>
/// A node of a Go template as labels and annotations hold it. All ranges are UTF-16 offsets in the template's own text.
/// The names are those of Go's <c>text/template/parse</c>.
/// </summary>
public abstract class TemplateNode
{
    private protected TemplateNode(TextRange range) => Range = range;

    /// <summary>The text of the whole node; of an action with its delimiters.</summary>
    public TextRange Range { get; }

    /// <summary>How many nodes stand directly below this one, in the order of the text.</summary>
    public virtual int ChildCount => 0;

    /// <summary>The child at a 0-based index.</summary>
    public virtual TemplateNode GetChild(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>This node and all below it, parents first, in the order of the text; without recursion.</summary>
    public IEnumerable<TemplateNode> DescendantsAndSelf()
    {
        var stack = new Stack<TemplateNode>();
        stack.Push(this);
        while (stack.TryPop(out TemplateNode? node))
        {
            yield return node;
            for (int i = node.ChildCount - 1; i >= 0; i--)
            {
                stack.Push(node.GetChild(i));
            }
        }
    }
}

/// <summary>A sequence of texts and actions.</summary>
public sealed class ListNode : TemplateNode
{
    internal ListNode(TextRange range, ImmutableArray<TemplateNode> nodes)
        : base(range) => Nodes = nodes;

    /// <summary>The texts and actions in the order of the text.</summary>
    public ImmutableArray<TemplateNode> Nodes { get; }

    /// <inheritdoc/>
    public override int ChildCount => Nodes.Length;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) => Nodes[index];
}

/// <summary>Text outside of actions, after trim markers have taken their share.</summary>
public sealed class TextNode : TemplateNode
{
    internal TextNode(TextRange range)
        : base(range)
    {
    }
}

/// <summary>A comment, <c>{{/* … */}}</c>.</summary>
public sealed class CommentNode : TemplateNode
{
    internal CommentNode(TextRange range)
        : base(range)
    {
    }
}

/// <summary>An action that prints the value of a pipeline or sets variables.</summary>
public sealed class ActionNode : TemplateNode
{
    internal ActionNode(TextRange range, PipelineNode pipeline)
        : base(range) => Pipeline = pipeline;

    /// <summary>What is evaluated; nothing is printed where it declares or assigns variables.</summary>
    public PipelineNode Pipeline { get; }

    /// <inheritdoc/>
    public override int ChildCount => 1;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) => index == 0 ? Pipeline : base.GetChild(index);
}

/// <summary>
/// An <c>if</c>, <c>with</c> or <c>range</c> up to its <c>end</c>. A chain of <c>else if</c> or <c>else with</c> is flat:
/// one clause each. Variables of a clause can be seen in all later clauses, and only until the <c>end</c>.
/// </summary>
public sealed class BranchNode : TemplateNode
{
    internal BranchNode(TextRange range, BranchKind kind, ImmutableArray<BranchClause> clauses)
        : base(range)
    {
        Kind = kind;
        Clauses = clauses;
    }

    /// <summary>Which action it is.</summary>
    public BranchKind Kind { get; }

    /// <summary>The clauses in order; only the last can be without a pipeline.</summary>
    public ImmutableArray<BranchClause> Clauses { get; }

    /// <inheritdoc/>
    public override int ChildCount => Clauses.Length;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) => Clauses[index];
}

/// <summary>One clause of a <see cref="BranchNode"/>.</summary>
public sealed class BranchClause : TemplateNode
{
    internal BranchClause(TextRange range, TextRange header, PipelineNode? pipeline, ListNode body)
        : base(range)
    {
        HeaderRange = header;
        Pipeline = pipeline;
        Body = body;
    }

    /// <summary>The action that opens the clause, with its delimiters.</summary>
    public TextRange HeaderRange { get; }

    /// <summary>What is asked or bound; null for a plain <c>else</c>.</summary>
    public PipelineNode? Pipeline { get; }

    /// <summary>What is executed.</summary>
    public ListNode Body { get; }

    /// <inheritdoc/>
    public override int ChildCount => Pipeline is null ? 1 : 2;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) =>
        index == 0 && Pipeline is not null ? Pipeline : index == ChildCount - 1 ? Body : base.GetChild(index);
}

/// <summary>A <c>{{break}}</c> or <c>{{continue}}</c>.</summary>
public sealed class LoopControlNode : TemplateNode
{
    internal LoopControlNode(TextRange range, bool isBreak)
        : base(range) => IsBreak = isBreak;

    /// <summary>Whether it is <c>break</c>; otherwise it is <c>continue</c>.</summary>
    public bool IsBreak { get; }
}

/// <summary>A <c>{{template "name" pipeline}}</c>.</summary>
public sealed class TemplateCallNode : TemplateNode
{
    internal TemplateCallNode(TextRange range, StringNode name, PipelineNode? pipeline)
        : base(range)
    {
        Name = name;
        Pipeline = pipeline;
    }

    /// <summary>The name of the template that is executed.</summary>
    public StringNode Name { get; }

    /// <summary>What the dot is there; null where it is nil.</summary>
    public PipelineNode? Pipeline { get; }

    /// <inheritdoc/>
    public override int ChildCount => Pipeline is null ? 1 : 2;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) =>
        index == 0 ? Name : index == 1 && Pipeline is not null ? Pipeline : base.GetChild(index);
}

/// <summary>
/// A <c>{{define "name"}}</c>, or a <c>{{block "name" pipeline}}</c>, which defines and executes. Inside, no variable of the
/// outside can be seen, <c>$labels</c> and <c>$value</c> neither.
/// </summary>
public sealed class DefinitionNode : TemplateNode
{
    internal DefinitionNode(TextRange range, TextRange header, StringNode name, PipelineNode? pipeline, ListNode body)
        : base(range)
    {
        HeaderRange = header;
        Name = name;
        Pipeline = pipeline;
        Body = body;
    }

    /// <summary>The action that opens the definition, with its delimiters.</summary>
    public TextRange HeaderRange { get; }

    /// <summary>The name of the template.</summary>
    public StringNode Name { get; }

    /// <summary>What the dot of a block is; null for <c>define</c>.</summary>
    public PipelineNode? Pipeline { get; }

    /// <summary>Whether it is a <c>block</c>, executed where it stands.</summary>
    public bool IsBlock => Pipeline is not null;

    /// <summary>What the template is.</summary>
    public ListNode Body { get; }

    /// <inheritdoc/>
    public override int ChildCount => Pipeline is null ? 2 : 3;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) =>
        index == 0 ? Name : index == 1 && Pipeline is not null ? Pipeline : index == ChildCount - 1 ? Body : base.GetChild(index);
}

/// <summary>Commands joined by <c>|</c>: the value of each is the last argument of the next.</summary>
public sealed class PipelineNode : TemplateNode
{
    internal PipelineNode(
        TextRange range,
        ImmutableArray<VariableNode> declarations,
        bool isAssignment,
        ImmutableArray<CommandNode> commands,
        bool isParenthesized)
        : base(range)
    {
        Declarations = declarations;
        IsAssignment = isAssignment;
        Commands = commands;
        IsParenthesized = isParenthesized;
    }

    /// <summary>The variables before <c>:=</c> or <c>=</c>; at most two, and two in a <c>range</c> only.</summary>
    public ImmutableArray<VariableNode> Declarations { get; }

    /// <summary>Whether variables that exist are set (<c>=</c>) instead of declared (<c>:=</c>).</summary>
    public bool IsAssignment { get; }

    /// <summary>The commands, at least one in a template without errors.</summary>
    public ImmutableArray<CommandNode> Commands { get; }

    /// <summary>Whether it stands in parentheses as an operand; they belong to the range.</summary>
    public bool IsParenthesized { get; }

    /// <inheritdoc/>
    public override int ChildCount => Declarations.Length + Commands.Length;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) =>
        index < Declarations.Length ? Declarations[index] : Commands[index - Declarations.Length];
}

/// <summary>Operands separated by spaces: a function or method with its arguments, or one value.</summary>
public sealed class CommandNode : TemplateNode
{
    internal CommandNode(TextRange range, ImmutableArray<TemplateNode> arguments)
        : base(range) => Arguments = arguments;

    /// <summary>The operands; the first is what is called where there are more.</summary>
    public ImmutableArray<TemplateNode> Arguments { get; }

    /// <inheritdoc/>
    public override int ChildCount => Arguments.Length;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) => Arguments[index];
}
