using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A label or annotation.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; of an alerting rule a template.</param>
public sealed record LabelEntry(YamlScalar Name, YamlScalar Value) : IYamlEntry
{
    // There are many, and nearly all names stand in the file as they are: of those the node is made where somebody asks for it.
    private readonly object _name = Name.IsWordAsWritten ? Name.Value : Name;
    private readonly SourceRange _nameRange = Name.Range;

    /// <summary>The name.</summary>
    public YamlScalar Name
    {
        get => _name as YamlScalar ?? new YamlScalar(_nameRange, (string)_name);
        init => (_name, _nameRange) = (value.IsWordAsWritten ? value.Value : value, value.Range);
    }

    /// <summary>The text of <see cref="Name"/>.</summary>
    internal string NameText => _name as string ?? ((YamlScalar)_name).Value;

    /// <summary>The range of <see cref="Name"/>.</summary>
    internal SourceRange NameRange => _nameRange;

    /// <summary>Whether the entry says all that an entry of a mapping says.</summary>
    internal bool Says(YamlEntry entry) => entry.Word is not null && ReferenceEquals(entry.Value, Value);

    /// <inheritdoc/>
    YamlEntry IYamlEntry.ToEntry() => _name is string word ? YamlEntry.OfWord(word, _nameRange, Value) : new YamlEntry(Name, Value);

    private (string Text, SourceRange Range) WordAsWritten
    {
        init => (_name, _nameRange) = value;
    }

    /// <summary>An entry of a mapping, whose key is a scalar.</summary>
    internal static LabelEntry Of(YamlEntry entry, YamlScalar value) =>
        entry.Word is { } word ? new LabelEntry(value, value) { WordAsWritten = (word, entry.KeyRange) } : new LabelEntry((YamlScalar)entry.Key, value);
}
