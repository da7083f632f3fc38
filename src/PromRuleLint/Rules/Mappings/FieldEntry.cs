using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>A field as it stands in a mapping.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeyRange">Where its name stands.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct FieldEntry(string Name, SourceRange KeyRange, YamlNode Value);
