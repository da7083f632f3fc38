using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.Mappings;

/// <summary>A field of a mapping in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeyRange">The range of its name.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct FieldEntry(string Name, SourceRange KeyRange, YamlNode Value);
