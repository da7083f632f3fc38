namespace PromRuleLint.Templates.Execution;

/// <summary>The execution of a template failed. The message is the reference's.</summary>
internal sealed class TemplateExecutionException(string message) : Exception(message);
