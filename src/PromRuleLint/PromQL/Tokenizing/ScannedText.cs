using System.Buffers;
using Superpower.Model;

namespace PromRuleLint.PromQL.Tokenizing;

/// <summary>The tokens of a text.</summary>
/// <param name="Tokens">The tokens, the last of them <see cref="PromQLToken.End"/>; the array may be longer and belongs to the shared pool.</param>
/// <param name="Count">How many tokens there are.</param>
/// <param name="Errors">What is no token; null where all is.</param>
/// <param name="Comments">The comments; null where there are none.</param>
internal readonly record struct ScannedText(
    Token<PromQLToken>[] Tokens,
    int Count,
    List<PromQLError>? Errors,
    List<PromQLComment>? Comments)
{
    /// <summary>Whether the text is LogQL; the tokens then end where that showed.</summary>
    public bool IsLogQL { get; init; }

    /// <summary>Whether words of MetricsQL stand in the text that PromQL has not.</summary>
    public bool IsBeyondPromQL { get; init; }

    /// <summary>Whether the text is MetricsQL of a form that is not read: <c>WITH (…)</c>, variables, numbers and ranges of its own.</summary>
    public bool IsUnreadable { get; init; }

    public void Return() => ArrayPool<Token<PromQLToken>>.Shared.Return(Tokens);
}
