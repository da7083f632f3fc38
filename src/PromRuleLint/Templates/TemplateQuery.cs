using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>A call of <c>query</c> whose expression is known from the template alone.</summary>
/// <param name="Range">The string that holds the expression, with its quotes.</param>
/// <param name="Expression">The PromQL expression.</param>
/// <param name="Map">Maps offsets in <paramref name="Expression"/> to offsets in the template.</param>
/// <param name="IsFormat">
/// Whether the string is the format of a <c>printf</c>: each verb then is replaced by as many placeholder characters, and what
/// the expression selects is not known.
/// </param>
public sealed record TemplateQuery(TextRange Range, string Expression, ScalarMap Map, bool IsFormat);
