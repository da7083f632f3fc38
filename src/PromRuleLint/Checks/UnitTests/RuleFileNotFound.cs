using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>An entry of <c>rule_files</c> that matches no file: promtool warns, loads nothing and may report success.</summary>
internal sealed class RuleFileNotFound : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8003", "rule-file-not-found", "A unit test of rules that are not there",
        "No rule file matches '{0}', which is relative to this test file; promtool would only warn and test nothing", Severity.Warning) { Repeats = RepeatScope.RuleSet };

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
                context.Report(Descriptor, tested.Entry.Range, [], null, new FindingDetails { RepeatKey = Cause(context.File.Source.Path, tested.Entry.Value) }, tested.Entry.Value);
            }
        }
    }

    /// <summary>The folder of the test file and the folder that is asked for: where that is not there, none of its files is.</summary>
    private static string Cause(string test, string entry) => $"{Folder(test)}\0{Folder(entry)}";

    private static string Folder(string path) => path[..(path.LastIndexOfAny(['/', '\\']) + 1)];
}
