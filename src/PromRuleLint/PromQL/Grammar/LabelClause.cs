using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL.Tokenizing;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary><c>by (a, b)</c>, <c>on ()</c>, <c>group_left</c> and their like.</summary>
/// <param name="Word">The word; <see cref="PromQLToken.None"/> where the clause is absent.</param>
/// <param name="Range">From the word to the closing parenthesis.</param>
/// <param name="Labels">The labels; none where <c>group_left</c> or <c>group_right</c> has no parentheses.</param>
internal readonly record struct LabelClause(PromQLToken Word, TextRange Range, ImmutableArray<LabelName> Labels)
{
    public bool IsAbsent => Word == PromQLToken.None;
}
