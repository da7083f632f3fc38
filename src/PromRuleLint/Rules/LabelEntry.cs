using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A label or annotation.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; of an alerting rule a template.</param>
public sealed record LabelEntry(YamlScalar Name, YamlScalar Value)
{
    private static readonly YamlScalar Nothing = new(default, "", YamlScalarStyle.Plain);

    // There are many: the nodes are made where somebody asks for them.
    private readonly CompactNode _name = CompactNode.Of(Name);
    private readonly CompactNode _value = CompactNode.Of(Value);

    /// <summary>The name.</summary>
    public YamlScalar Name
    {
        get => _name.ToScalar()!;
        init => _name = CompactNode.Of(value);
    }

    /// <summary>The value; of an alerting rule a template.</summary>
    public YamlScalar Value
    {
        get => _value.ToScalar()!;
        init => _value = CompactNode.Of(value);
    }

    /// <summary>The text of <see cref="Name"/>.</summary>
    internal string NameText => _name.Value!;

    /// <summary>The range of <see cref="Name"/>.</summary>
    internal SourceRange NameRange => _name.Range;

    /// <summary>The text of <see cref="Value"/>.</summary>
    internal string ValueText => _value.Value!;

    /// <summary>The range of <see cref="Value"/>.</summary>
    internal SourceRange ValueRange => _value.Range;

    /// <summary>The name, or as little as it takes to make it.</summary>
    internal CompactNode CompactName
    {
        get => _name;
        init => _name = value;
    }

    /// <summary>The value, or as little as it takes to make it.</summary>
    internal CompactNode CompactValue
    {
        get => _value;
        init => _value = value;
    }

    /// <summary>An entry of two scalars.</summary>
    internal static LabelEntry Of(CompactNode name, CompactNode value) => new(Nothing, Nothing) { CompactName = name, CompactValue = value };

    /// <summary>The range in the file of a range in <see cref="ValueText"/>.</summary>
    internal SourceRange ToSource(TextRange range) => _value.ToSource(range);
}
