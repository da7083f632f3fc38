using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>An alias and the node that it stands for.</summary>
/// <param name="Range">The alias, with its <c>*</c>.</param>
/// <param name="AnchorRange">The node, without its anchor.</param>
internal readonly record struct YamlAlias(SourceRange Range, SourceRange AnchorRange);
