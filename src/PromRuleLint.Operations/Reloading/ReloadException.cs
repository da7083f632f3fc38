namespace PromRuleLint.Operations.Reloading;

/// <summary>A reload has ended at a step; the message is for a person.</summary>
internal sealed class ReloadException(ReloadStep step, string message) : Exception(message)
{
    /// <summary>The step.</summary>
    public ReloadStep Step { get; } = step;
}
