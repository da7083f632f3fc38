using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>An entry of <c>rule_files</c> that matches no file: promtool warns and loads nothing, so that expectations fail, or pass only where nothing is expected.</summary>
internal sealed class RuleFileNotFound : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8003", "rule-file-not-found", "A unit test of rules that are not there",
        "No rule file matches '{0}'; promtool warns of it, runs the tests without its rules, and what expects something of them fails; {1}", Severity.Error) { Repeats = RepeatScope.RuleSet };

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
                context.Report(Descriptor, tested.Entry.Range, [], null, new FindingDetails { RepeatKey = Cause(context.File.Source.Path, tested.Entry.Value) }, tested.Entry.Value, Remedy(tested.Entry.Value));
            }
        }
    }

    private static string Remedy(string entry) =>
        entry.StartsWith('/') ? "name it from this test file, or say with path_map where the folder is here" : "name it from the folder of this test file";

    /// <summary>The folder of the test file and the folder that is asked for: where that is not there, none of its files is.</summary>
    private static string Cause(string test, string entry) => $"{Folder(test)}\0{Folder(entry)}";

    private static string Folder(string path) => path[..(path.LastIndexOfAny(['/', '\\']) + 1)];
}
