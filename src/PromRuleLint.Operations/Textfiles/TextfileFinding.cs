using System.Collections.Immutable;
using PromRuleLint.Hosting;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>A fault of a textfile directory.</summary>
/// <param name="File">The name of the file; empty for the directory.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record TextfileFinding(string File, int Line, string Message);
