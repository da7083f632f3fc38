namespace PromRuleLint.Rules.TestExtensions;

/// <summary>How an expectation is compared with the result, including the extensions of promtool's format.</summary>
internal sealed record ExpectationMatching
{
    /// <summary>promtool's way: all labels, all annotations, the value to the bit.</summary>
    public static ExpectationMatching Promtool { get; } = new();

    /// <summary>Whether the expectation or a part around it has <c>promrulelint:</c>; texts such as <c>=~"…"</c> are patterns then.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Whether only the labels and annotations that are listed are compared.</summary>
    public bool IsPartial { get; init; }

    /// <summary>By how much a value may differ; null for promtool's comparison.</summary>
    public ValueTolerance? Tolerance { get; init; }

    /// <summary>The state of the alerts that are compared.</summary>
    public ExpectedState State { get; init; }

    /// <summary>Whether no such item may be in the result.</summary>
    public bool IsAbsent { get; init; }
}
