using System.Collections.Immutable;
using PromRuleLint.Hosting;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>What a look at a textfile directory gave.</summary>
/// <param name="Files">How many files were looked at.</param>
/// <param name="Samples">How many samples they hold.</param>
/// <param name="Findings">The faults, by file and line.</param>
internal sealed record TextfileCheckResult(int Files, int Samples, ImmutableArray<TextfileFinding> Findings);
