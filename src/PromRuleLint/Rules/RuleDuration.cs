using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A duration field: its text and, where it is valid, its value.</summary>
/// <param name="Scalar">The value as written.</param>
/// <param name="Value">The duration; null where the text is none.</param>
public sealed record RuleDuration(YamlScalar Scalar, TimeSpan? Value)
{
    private static readonly YamlScalar Nothing = new(default, "", YamlScalarStyle.Plain);

    // The node is made where somebody asks for it.
    private readonly CompactNode _scalar = CompactNode.Of(Scalar);

    /// <summary>The value as written.</summary>
    public YamlScalar Scalar
    {
        get => _scalar.ToScalar()!;
        init => _scalar = CompactNode.Of(value);
    }

    /// <summary>The scalar, or as little as it takes to make it.</summary>
    internal CompactNode CompactScalar
    {
        get => _scalar;
        init => _scalar = value;
    }

    /// <summary>A duration of a scalar.</summary>
    internal static RuleDuration Of(CompactNode scalar, TimeSpan? value) => new(Nothing, value) { CompactScalar = scalar };
}
