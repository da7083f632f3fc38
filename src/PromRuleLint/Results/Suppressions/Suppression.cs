using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Suppressions;

/// <summary>What a suppression comment covers, as written.</summary>
internal enum SuppressionKeyword
{
    /// <summary><c>disable</c>: the line of the comment, or what begins below it: a group, a rule, a field.</summary>
    Disable,

    /// <summary><c>disable-line</c></summary>
    DisableLine,

    /// <summary><c>disable-next-line</c></summary>
    DisableNextLine,

    /// <summary><c>disable-rule</c></summary>
    DisableRule,

    /// <summary><c>disable-group</c></summary>
    DisableGroup,

    /// <summary><c>disable-file</c></summary>
    DisableFile,

    /// <summary><c>disable-region</c>: to the next <c>enable</c> of the same check, or the end of the file.</summary>
    DisableRegion,

    /// <summary><c>enable</c></summary>
    Enable,
}

/// <summary>A check named in a suppression comment.</summary>
/// <param name="Text">The id or name as written.</param>
/// <param name="Range">Where it stands in the file.</param>
internal readonly record struct SuppressedName(string Text, SourceRange Range);

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
