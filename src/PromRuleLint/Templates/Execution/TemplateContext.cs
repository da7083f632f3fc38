using System.Collections.Immutable;

namespace PromRuleLint.Templates.Execution;

/// <summary>What a template of an alert is executed with.</summary>
internal sealed class TemplateContext
{
    /// <summary>The name of the alert, after which errors name the template.</summary>
    public required string AlertName { get; init; }

    /// <summary>Labels, external labels, URL and value.</summary>
    public required AlertData Data { get; init; }

    /// <summary>The time of the evaluation, in milliseconds since the epoch.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Is told which clause of an action that branches was run, by its index; one behind the last where none was. Null where nobody asks.</summary>
    public Action<BranchNode, int>? Branched { get; init; }

    /// <summary>Evaluates an expression at the time of the evaluation; throws <see cref="TemplateExecutionException"/> where that fails.</summary>
    public required Func<string, ImmutableArray<SampleValue>> Query { get; init; }
}
