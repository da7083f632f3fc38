using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>A place of <c>${NAME}</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Range">Where in the file, from the <c>$</c> to the brace.</param>
public sealed record TestVariable(string Name, SourceRange Range);
