using System.Collections.Immutable;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>A fault of a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ExpositionError(int Line, string Message);
