using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A <c>${NAME}</c> that has no value: promtool would take it as it stands.</summary>
internal sealed class UndefinedVariable : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8011",
        name: "undefined-variable",
        title: "An undefined variable",
        messageFormat: "The variable '{0}' has no value, and promtool takes '${{{0}}}' as it stands; give it one under 'tests: variables:' of promrulelint.yml",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A `${NAME}` in a unit-test file that has no value.") { Repeats = RepeatScope.RuleSet };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        foreach (TestVariable variable in context.File.UndefinedVariables)
        {
            context.ReportDiagnostic(Descriptor, variable.Range, variable.Name);
        }
    }
}
