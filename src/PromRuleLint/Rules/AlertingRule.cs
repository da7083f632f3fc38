using System.Collections.Immutable;

namespace PromRuleLint.Rules;

/// <summary>A rule that alerts for each series that its expression returns.</summary>
public sealed class AlertingRule : Rule
{
    private readonly CompactDuration _for;

    /// <summary>How long the expression must return a series before the alert fires.</summary>
    public RuleDuration? For
    {
        get => _for.ToDuration();
        init => _for = CompactDuration.Of(value);
    }

    /// <summary>How long the alert goes on after the expression stopped returning the series.</summary>
    public RuleDuration? KeepFiringFor { get; init; }

    /// <summary>The annotations.</summary>
    public ImmutableArray<LabelEntry> Annotations
    {
        get => AnnotationList.ToEntries();
        init => AnnotationList = new LabelList(value);
    }

    /// <summary>The annotations as they are kept.</summary>
    internal LabelList AnnotationList { get; init; }
}
