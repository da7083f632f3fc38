using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>Two tests of one file with the same name: a failure does not say which of them it is.</summary>
internal sealed class DuplicateTestName : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8007",
        name: "duplicate-test-name",
        title: "A duplicate test name",
        messageFormat: "Another test of this file has the name '{0}' too, so that a failure does not say which it is; rename one",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Two tests of one file with the same name.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        var first = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        foreach (TestGroup test in context.File.Tests)
        {
            if (test.Name is { Value: not "" } name && !first.TryAdd(name.Value, name))
            {
                context.ReportDiagnostic(
                    Descriptor, name.Range, new() { AdditionalLocations = [new AdditionalLocation(context.Locate(first[name.Value].Range), "the first is here")] },
                    name.Value);
            }
        }
    }
}
