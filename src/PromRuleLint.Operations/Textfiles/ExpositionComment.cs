using System.Collections.Immutable;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>What a file says of a metric in a TYPE or HELP comment.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Text">The type or the help.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record ExpositionComment(string Metric, string Text, int Line);
