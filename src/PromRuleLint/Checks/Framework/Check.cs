using System.Collections.Immutable;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Checks;

/// <summary>
/// One kind of finding, or a few of a kind: what <c>DiagnosticAnalyzer</c> is in Roslyn. A check keeps no state between
/// calls; its actions run on several threads at once.
/// </summary>
public abstract class Check
{
    /// <summary>All that the check can report.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>Registers the check's actions. Called once.</summary>
    public abstract void Initialize(AnalysisContext context);
}
