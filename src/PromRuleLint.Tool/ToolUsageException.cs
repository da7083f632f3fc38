namespace PromRuleLint.Tool;

/// <summary>What was asked for cannot be done as it was asked; the message is for a person.</summary>
internal sealed class ToolUsageException(string message) : Exception(message);
