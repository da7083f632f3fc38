using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>The grouping of an aggregation.</summary>
/// <param name="IsWithout">Whether it is <c>without</c> and not <c>by</c>.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Range">From the word to the closing parenthesis; empty where there is no grouping.</param>
internal readonly record struct Grouping(bool IsWithout, ImmutableArray<LabelName> Labels, TextRange Range);
