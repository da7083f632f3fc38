using PromRuleLint.Text;

namespace PromRuleLint.Results.Suppressions;

/// <summary>A check named in a suppression comment.</summary>
/// <param name="Text">The id or name as written.</param>
/// <param name="Range">Where it stands in the file.</param>
internal readonly record struct SuppressedName(string Text, SourceRange Range);
