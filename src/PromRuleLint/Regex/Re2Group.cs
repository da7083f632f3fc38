using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>A capture group.</summary>
/// <param name="Index">Its number, from 1, in the order of the opening parentheses.</param>
/// <param name="Name">Its name where it was written <c>(?P&lt;name&gt;…)</c> or <c>(?&lt;name&gt;…)</c>.</param>
/// <param name="Range">Where it stands in the pattern, parentheses included.</param>
public sealed record Re2Group(int Index, string? Name, TextRange Range);
