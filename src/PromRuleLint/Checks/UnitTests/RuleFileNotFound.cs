using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>An entry of <c>rule_files</c> that matches no file: promtool warns, loads nothing and may report success.</summary>
internal sealed class RuleFileNotFound : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8003", "rule-file-not-found", "A unit test of rules that are not there",
        "No rule file matches '{0}', which is relative to this test file; promtool would only warn and test nothing", Severity.Error);

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

        foreach (TestedRuleFiles tested in context.File.TestedRuleFiles)
        {
            if (tested.Files.IsEmpty && !context.File.UndefinedVariables.Any(variable => tested.Entry.Range.Contains(variable.Range)))
            {
                context.Report(Descriptor, tested.Entry.Range, tested.Entry.Value);
            }
        }
    }
}
