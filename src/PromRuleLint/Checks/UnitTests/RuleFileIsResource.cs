using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>An entry of <c>rule_files</c> that names a Kubernetes resource: promtool reads plain rule files only.</summary>
internal sealed class RuleFileIsResource : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8020",
        name: "rule-file-is-resource",
        title: "A unit test for rules in a Kubernetes resource",
        messageFormat: "promtool refuses '{0}', a {1}: it reads plain rule files only; move what stands in its {2} to a file of its own, and test that",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An entry of `rule_files` in a unit test that names a PrometheusRule resource or a ConfigMap.") { Repeats = RepeatScope.RuleSet };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        if (context.File.TestedRuleFiles.IsDefault)
        {
            return;
        }

        // Whoever tests resources in one file does so in all of them.
        foreach (TestedRuleFiles tested in context.File.TestedRuleFiles)
        {
            if (tested.Files.FirstOrDefault(static file => file.Kind is RuleFileKind.PrometheusRule or RuleFileKind.ConfigMap) is { } resource)
            {
                (string what, string part) = resource.Kind == RuleFileKind.ConfigMap ? ("ConfigMap", "'data'") : ("Kubernetes resource", "'spec'");
                context.ReportDiagnostic(Descriptor, tested.Entry.Range, new() { RepeatKey = what }, tested.Entry.Value, what, part);
            }
        }
    }
}
