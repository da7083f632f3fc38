using System.Collections.Immutable;
using System.Numerics;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>The dot: what the template, or the innermost <c>with</c> or <c>range</c>, is about.</summary>
public sealed class DotNode : TemplateNode
{
    internal DotNode(TextRange range)
        : base(range)
    {
    }
}

/// <summary>The constant <c>nil</c>.</summary>
public sealed class NilNode : TemplateNode
{
    internal NilNode(TextRange range)
        : base(range)
    {
    }
}

/// <summary>The constants <c>true</c> and <c>false</c>.</summary>
public sealed class BoolNode : TemplateNode
{
    internal BoolNode(TextRange range, bool value)
        : base(range) => Value = value;

    /// <summary>Which of the two.</summary>
    public bool Value { get; }
}

/// <summary>A number, a complex number or a character constant.</summary>
public sealed class NumberNode : TemplateNode
{
    internal NumberNode(TextRange range, Complex value, bool isInteger)
        : base(range)
    {
        Value = value;
        IsInteger = isInteger;
    }

    /// <summary>The value; integers beyond 2^53 are rounded.</summary>
    public Complex Value { get; }

    /// <summary>Whether Go can take it as an integer.</summary>
    public bool IsInteger { get; }
}

/// <summary>A string, in double quotes or backquotes.</summary>
public sealed class StringNode : TemplateNode
{
    internal StringNode(TextRange range, string value, ScalarMap map)
        : base(range)
    {
        Value = value;
        Map = map;
    }

    /// <summary>The string that is meant; bytes that are not UTF-8 are U+FFFD.</summary>
    public string Value { get; }

    /// <summary>Maps offsets in <see cref="Value"/> to offsets in the template.</summary>
    public ScalarMap Map { get; }
}

/// <summary>A function by its name, called where it stands first and where it is an argument.</summary>
public sealed class IdentifierNode : TemplateNode
{
    internal IdentifierNode(TextRange range, string name)
        : base(range) => Name = name;

    /// <summary>The name of the function.</summary>
    public string Name { get; }
}

/// <summary>A variable, with the fields that follow: <c>$labels.job</c>.</summary>
public sealed class VariableNode : TemplateNode
{
    internal VariableNode(TextRange range, string name, TextRange nameRange, ImmutableArray<FieldName> fields)
        : base(range)
    {
        Name = name;
        NameRange = nameRange;
        Fields = fields;
    }

    /// <summary>The name with its <c>$</c>; <c>$</c> alone is what the template was executed with.</summary>
    public string Name { get; }

    /// <summary>Where the name stands, with its <c>$</c>.</summary>
    public TextRange NameRange { get; }

    /// <summary>The fields that follow, in order.</summary>
    public ImmutableArray<FieldName> Fields { get; }
}

/// <summary>Fields of the dot: <c>.Labels.job</c>.</summary>
public sealed class FieldNode : TemplateNode
{
    internal FieldNode(TextRange range, ImmutableArray<FieldName> fields)
        : base(range) => Fields = fields;

    /// <summary>The fields in order; at least one.</summary>
    public ImmutableArray<FieldName> Fields { get; }
}

/// <summary>Fields of another operand: <c>(query "up" | first).Labels</c>.</summary>
public sealed class ChainNode : TemplateNode
{
    internal ChainNode(TextRange range, TemplateNode operand, ImmutableArray<FieldName> fields)
        : base(range)
    {
        Operand = operand;
        Fields = fields;
    }

    /// <summary>What the fields are taken of: a parenthesised pipeline or a function without arguments.</summary>
    public TemplateNode Operand { get; }

    /// <summary>The fields in order; at least one.</summary>
    public ImmutableArray<FieldName> Fields { get; }

    /// <inheritdoc/>
    public override int ChildCount => 1;

    /// <inheritdoc/>
    public override TemplateNode GetChild(int index) => index == 0 ? Operand : base.GetChild(index);
}
