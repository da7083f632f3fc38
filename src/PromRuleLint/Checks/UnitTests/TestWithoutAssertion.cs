using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A test that tests nothing: neither an alert nor an expression.</summary>
internal sealed class TestWithoutAssertion : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8008",
        name: "test-without-assertion",
        title: "A test without assertions",
        messageFormat: "This test asserts nothing and succeeds whatever the rules do; write 'alert_rule_test:' or 'promql_expr_test:'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A test with neither `alert_rule_test` nor `promql_expr_test`, and a file without tests.");

    private static readonly DiagnosticDescriptor NoTests = Descriptor with { MessageFormat = "This file has no tests and succeeds whatever the rules do; write 'tests:' with some" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        TestFile file = context.File;
        if (file.Tests.IsEmpty && file.Errors.IsEmpty)
        {
            context.ReportDiagnostic(NoTests, file.Head);
        }

        foreach (TestGroup test in file.Tests)
        {
            // A misspelled 'alert_rule_test' is reported as an unknown field.
            if (test.AlertTests.IsEmpty && test.ExpressionTests.IsEmpty && !file.Errors.Any(error => test.Range.Contains(error.Range)))
            {
                SourceRange range = test.Name?.Range ?? (test.Node.Entries is [var first, ..] ? first.KeyRange : test.Range);
                context.ReportDiagnostic(Descriptor, range);
            }
        }
    }
}
