using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Rules.TestExtensions;

/// <summary>An expected text that is a pattern: <c>=~"db-.*"</c> or <c>!~"db-.*"</c>, as label matchers write it.</summary>
internal static class ExpectedPattern
{
    private const string Before = "a{b";
    private const string After = "}";
    private const string NameLabel = "__name__";

    /// <summary>Whether a text is meant as a pattern.</summary>
    public static bool IsPattern(string text) => text.StartsWith("=~", StringComparison.Ordinal) || text.StartsWith("!~", StringComparison.Ordinal);

    /// <summary>The matcher of a pattern; null, with the reason, if it is invalid.</summary>
    public static LabelMatcher? Read(string text, out string? error)
    {
        ParseResult parsed = PromQLParser.Parse(Before + text + After);
        error = parsed.Errors is [var first, ..] ? first.Message : null;
        if (error is null && parsed.Root is VectorSelector { Matchers: [{ Name: "b" } matcher] })
        {
            return matcher;
        }

        error ??= "it is no single matcher";
        return null;
    }

    /// <summary>The labels of an expected sample: matchers in the notation of a selector; null, with the fault, if they are invalid.</summary>
    public static IReadOnlyList<LabelMatcher>? ReadLabels(string text, out PromQLError? error)
    {
        ParseResult parsed = PromQLParser.Parse(text);
        error = parsed.Errors is [var first, ..] ? first : null;
        if (error is not null || parsed.Root is not VectorSelector { Offset: null, At: null } selector)
        {
            return null;
        }

        return selector.Name is { } name && !selector.Matchers.Any(static matcher => matcher.Name == NameLabel)
            ? [new LabelMatcher(NameLabel, default, MatchType.Equal, default, name, default), .. selector.Matchers]
            : selector.Matchers;
    }
}
