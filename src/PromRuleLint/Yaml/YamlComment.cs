using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>A comment: from its <c>#</c> to the end of the line.</summary>
/// <param name="Range">Where in the file, without the line break.</param>
/// <param name="OwnLine">Whether nothing but white space stands before it on its line.</param>
public readonly record struct YamlComment(SourceRange Range, bool OwnLine);
