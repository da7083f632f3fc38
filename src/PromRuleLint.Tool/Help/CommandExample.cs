namespace PromRuleLint.Tool.Help;

/// <summary>A command line that works, and what it is for.</summary>
/// <param name="Line">What is typed.</param>
/// <param name="Purpose">What it does, as a sentence without a full stop.</param>
internal sealed record CommandExample(string Line, string Purpose);
