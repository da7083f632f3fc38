using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>An alert or sample that a test expects.</summary>
/// <param name="Range">Where it stands in the test file.</param>
/// <param name="Fields">Its labels, annotations and value by name.</param>
internal sealed record ExpectedItem(SourceRange Range, SortedDictionary<string, string> Fields)
{
    /// <summary>How it is compared with what came.</summary>
    public ExpectationMatching Matching { get; init; } = ExpectationMatching.Promtool;

    /// <summary>The fields whose values are patterns.</summary>
    public Dictionary<string, LabelMatcher> Patterns { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether different things can be what was expected.</summary>
    public bool IsLoose => Matching.IsPartial || Matching.Tolerance is not null || Patterns.Count > 0;

    /// <summary>Sets a label by a matcher.</summary>
    public void Set(LabelMatcher matcher)
    {
        string name = "label " + matcher.Name;
        if (matcher.Type == MatchType.Equal && matcher.Value.Length > 0)
        {
            Fields[name] = matcher.Value;
        }
        else if (matcher.Type != MatchType.Equal)
        {
            Fields[name] = (matcher.Type switch
            {
                MatchType.Regexp => "=~",
                MatchType.NotRegexp => "!~",
                _ => "!=",
            }) + matcher.Value;
            Patterns[name] = matcher;
        }
    }

    /// <summary>Sets a field: a text, or where the expectation is extended a pattern.</summary>
    public void Set(string name, string value)
    {
        Fields[name] = value;
        if (Matching.IsExtended && ExpectedPattern.IsPattern(value) && ExpectedPattern.Read(value, out _) is { } pattern)
        {
            Patterns[name] = pattern;
        }
    }
}
