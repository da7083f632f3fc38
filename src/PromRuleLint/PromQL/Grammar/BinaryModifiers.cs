using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>The modifiers of a binary operator.</summary>
/// <param name="BoolRange">Where <c>bool</c> stands; empty where it does not.</param>
/// <param name="Matching">The others; null where there are none.</param>
internal readonly record struct BinaryModifiers(TextRange BoolRange, VectorMatching? Matching);
