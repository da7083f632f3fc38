using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>Two tests of one file with the same name: a failure does not say which of them it is.</summary>
internal sealed class DuplicateTestName : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8007", "duplicate-test-name", "Two tests with one name",
        "Another test of this file has the name '{0}' too, so that a failure does not say which it is; rename one", Severity.Warning);

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
                context.Report(Descriptor, name.Range, [new RelatedLocation(context.Locate(first[name.Value].Range), "the first is here")], null, name.Value);
            }
        }
    }
}
