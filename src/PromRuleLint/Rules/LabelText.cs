using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A label or annotation, without an object of its own.</summary>
/// <param name="name">The name.</param>
/// <param name="value">The value; of an alerting rule a template.</param>
internal readonly struct LabelText(CompactNode name, CompactNode value)
{
    /// <summary>The name.</summary>
    public string Name => name.Value!;

    /// <summary>Where the name stands.</summary>
    public SourceRange NameRange => name.Range;

    /// <summary>The value; of an alerting rule a template.</summary>
    public string Value => value.Value!;

    /// <summary>Where the value stands.</summary>
    public SourceRange ValueRange => value.Range;

    /// <summary>The scalar of the value, or as little as it takes to make it.</summary>
    public CompactNode CompactValue => value;

    /// <summary>The range in the file of a range in the value.</summary>
    public SourceRange ToSource(TextRange range) => value.ToSource(range);

    /// <summary>The label as an object.</summary>
    public LabelEntry ToEntry() => LabelEntry.Of(name, value);
}
