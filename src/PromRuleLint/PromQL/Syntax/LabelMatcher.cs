using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>One matcher inside braces; a quoted metric name inside braces is the matcher <c>__name__=</c> without an operator.</summary>
public sealed class LabelMatcher(string name, TextRange nameRange, MatchType type, TextRange operatorRange, string value, TextRange valueRange)
{
    // The pattern; before it is read, the budget that it is to take its steps from.
    private object? _pattern;

    /// <summary>The label, decoded.</summary>
    public string Name { get; private set; } = name;

    /// <summary>Where the label stands; for a quoted metric name the same as <see cref="ValueRange"/>.</summary>
    public TextRange NameRange { get; } = nameRange;

    /// <summary>How it compares.</summary>
    public MatchType Type { get; } = type;

    /// <summary>Where the operator stands; empty for a quoted metric name.</summary>
    public TextRange OperatorRange { get; } = operatorRange;

    /// <summary>The value or pattern, decoded.</summary>
    public string Value { get; private set; } = value;

    /// <summary>The value as it is written, with its quotes, where <see cref="Value"/> cannot tell: it holds bytes that are no UTF-8; null otherwise.</summary>
    internal string? Written { get; init; }

    /// <summary>Where the value stands, with its quotes.</summary>
    public TextRange ValueRange { get; } = valueRange;

    /// <summary>The pattern of <c>=~</c> and <c>!~</c>, read on first use and kept; null of the other operators.</summary>
    public Re2Pattern? Pattern => _pattern as Re2Pattern ?? ReadPattern();

    /// <summary>Whether <see cref="Value"/> is a pattern.</summary>
    internal bool IsRegexp => Type is MatchType.Regexp or MatchType.NotRegexp;

    /// <summary>Gives the pattern, where it was read under the budget of a file.</summary>
    internal void SetPattern(Re2Pattern pattern) => _pattern = pattern;

    /// <summary>Says which steps the automata of the pattern may take once it is read; without that it has a budget of its own.</summary>
    internal void SetPatternBudget(Re2Budget budget) => _pattern = budget;

    /// <summary>From the label to the value.</summary>
    public TextRange Range => TextRange.Union(NameRange, ValueRange);

    /// <summary>Makes equal texts of matchers one object.</summary>
    internal void Share(SharedTexts texts)
    {
        Name = texts.Get(Name);
        Value = texts.Get(Value);
    }

    private Re2Pattern? ReadPattern()
    {
        if (!IsRegexp)
        {
            return null;
        }

        // Another thread may read it at the same time.
        object? known = _pattern;
        if (known is not Re2Pattern pattern)
        {
            pattern = Re2Pattern.Parse(Value, (Re2Budget?)known);
            _pattern = pattern;
        }

        return pattern;
    }

    /// <summary>Whether this is a metric name in quotes inside the braces.</summary>
    public bool IsQuotedMetricName => OperatorRange.IsEmpty;
}
