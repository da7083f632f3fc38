namespace PromRuleLint.Rules.TestExtensions;

/// <summary>How an expectation is compared with what came, where <c>promrulelint:</c> says more than promtool knows.</summary>
internal sealed record ExpectationMatching
{
    /// <summary>promtool's way: all labels, all annotations, the value to the bit.</summary>
    public static ExpectationMatching Promtool { get; } = new();

    /// <summary>Whether <c>promrulelint:</c> stands at the expectation or around it; texts such as <c>=~"…"</c> then are patterns.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Whether only the labels and annotations count that are named.</summary>
    public bool IsPartial { get; init; }

    /// <summary>By how much a value may differ; null for promtool's comparison.</summary>
    public ValueTolerance? Tolerance { get; init; }

    /// <summary>The state of the alerts that are compared.</summary>
    public ExpectedState State { get; init; }

    /// <summary>Whether nothing like it may come.</summary>
    public bool IsAbsent { get; init; }
}
