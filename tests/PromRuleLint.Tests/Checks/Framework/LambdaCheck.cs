using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Tests.Checks.Framework;

/// <summary>A check made of what a test says.</summary>
internal sealed class LambdaCheck(ImmutableArray<DiagnosticDescriptor> descriptors, Action<AnalysisContext> register) : Check
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => descriptors;

    public override void Initialize(AnalysisContext context) => register(context);
}
