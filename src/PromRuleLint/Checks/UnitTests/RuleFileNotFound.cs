using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>An entry of <c>rule_files</c> that matches no file: promtool warns and loads nothing, so that expectations fail, or pass only where nothing is expected.</summary>
internal sealed class RuleFileNotFound : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8003",
        name: "rule-file-not-found",
        title: "A missing rule file of a unit test",
        messageFormat: "No rule file matches '{0}'; promtool warns of it, runs the tests without its rules, and what expects something of them fails; {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An entry in `rule_files` of a unit-test file, a path or a glob, that matches no file.") { Repeats = RepeatScope.RuleSet };

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
                string? meant = FindMeant(context, tested.Entry.Value);
                var details = new DiagnosticDetails
                {
                    RepeatKey = meant is null ? Cause(context.File.Source.Path, tested.Entry.Value) : null,
                    Severity = SeverityOf(context, tested.Entry.Value, meant),
                };
                context.ReportDiagnostic(Descriptor, tested.Entry.Range, details, tested.Entry.Value, meant is null ? Remedy(tested.Entry.Value) : $"did you mean '{meant}'?");
            }
        }
    }

    private static string Remedy(string entry) =>
        entry.StartsWith('/') ? "name it from this test file, or say with path_map where the folder is here" : "name it from the folder of this test file, or write it first where a build does";

    /// <summary>
    /// A glob, and a folder that is set, are assumed to be intended. A single file that is missing and has no similar name is
    /// usually made by a build before the tests run.
    /// </summary>
    private static DiagnosticSeverity SeverityOf(TestFileContext context, string entry, string? meant) =>
        IsPattern(entry) || !context.Configuration.PathMap.IsEmpty ? DiagnosticSeverity.Error
        : meant is not null ? DiagnosticSeverity.Warning
        : DiagnosticSeverity.Info;

    private static bool IsPattern(string entry) => entry.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>The file of nearly that name in the folder that is asked for; null where there is none.</summary>
    private static string? FindMeant(TestFileContext context, string entry)
    {
        if (IsPattern(entry) || Resolve(Folder(context.File.Source.Path), Folder(entry)) is not { } folder)
        {
            return null;
        }

        IEnumerable<string> names = context.RuleSet.Surroundings.RuleFilePaths.Select(static path => path.Replace('\\', '/')).Where(path => Folder(path) == folder).Select(path => path[folder.Length..]);
        return NearestName.Find(entry.AsSpan(Folder(entry).Length), names, maxEdits: 2) is { } name ? Folder(entry) + name : null;
    }

    /// <summary>A folder that is named from another one, in the form of paths of findings; null where it cannot be known.</summary>
    private static string? Resolve(string from, string to)
    {
        if (to is ['/' or '\\', ..] or [_, ':', ..])
        {
            return null;
        }

        var parts = new List<string>();
        foreach (string part in (from + to).Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count == 0)
            {
                return null;
            }

            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Concat(parts.Select(static part => part + "/"));
    }

    /// <summary>The folder of the test file and the folder that is asked for: where that is not there, none of its files is.</summary>
    private static string Cause(string test, string entry) => $"{Folder(test)}\0{Folder(entry)}";

    private static string Folder(string path) => path[..(path.LastIndexOfAny(['/', '\\']) + 1)];
}
