using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Suppressions;

/// <summary>A suppression comment, read.</summary>
/// <param name="Range">The whole comment in the file.</param>
/// <param name="Keyword">What it covers.</param>
/// <param name="Names">The checks that it names.</param>
/// <param name="Until">The last day on which it holds.</param>
/// <param name="Reason">What stands after <c>--</c>.</param>
/// <param name="IsForeign">Whether it is written for another tool; that it suppresses nothing here is then no fault.</param>
/// <param name="Error">What is wrong with it; the rest then counts for nothing.</param>
internal sealed record SuppressionComment(
    SourceRange Range, SuppressionKeyword Keyword, ImmutableArray<SuppressedName> Names, DateOnly? Until, string? Reason, bool IsForeign = false, string? Error = null);
