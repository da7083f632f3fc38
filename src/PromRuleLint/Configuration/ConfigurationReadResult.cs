using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Configuration;

/// <summary>What reading a configuration file gave.</summary>
/// <param name="Configuration">The configuration; what was wrong in the file has its default.</param>
/// <param name="Diagnostics">Wrong keys and values (PRL0003) and checks that do not exist (PRL0004), in the order of the text.</param>
public sealed record ConfigurationReadResult(LintConfiguration Configuration, ImmutableArray<Diagnostic> Diagnostics);
