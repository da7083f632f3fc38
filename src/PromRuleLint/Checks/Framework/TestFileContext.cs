using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks;

/// <summary>One unit-test file. Ranges are offsets in the file.</summary>
public readonly struct TestFileContext
{
    private readonly FileScope _scope;

    internal TestFileContext(FileScope scope, TestFile file)
    {
        _scope = scope;
        File = file;
    }

    /// <summary>The file.</summary>
    public TestFile File { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken => _scope.Cancellation;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>
    /// The rules that the tests load; null where not all are known: the host has not looked for the rule files, one is
    /// missing, or one cannot be read whole.
    /// </summary>
    public IReadOnlyList<RuleGroup>? LoadedGroups()
    {
        if (File.TestedRuleFiles.IsDefault || File.TestedRuleFiles.Any(static entry => entry.Files.IsEmpty || entry.Files.Any(static file => !file.Unread.IsEmpty || file.Errors.Any(static error => error.Kind == RuleFileErrorKind.TooDeepOrTooManyAliases))))
        {
            return null;
        }

        return [.. File.TestedRuleFiles.SelectMany(static entry => entry.Files).Distinct().SelectMany(static file => file.Groups)];
    }

    /// <summary>The place of a range of the file.</summary>
    public Location Locate(SourceRange range) => new(File.Source, range);

    /// <summary>Reports a finding at a range of the file.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, SourceRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the file, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, SourceRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), details, arguments);

    /// <summary>A fix that replaces ranges of a scalar's value; null where the scalar cannot take the new text as it is.</summary>
    public CodeFix? Fix(YamlScalar scalar, string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(File.Source, scalar, title, isSafe, edits);
}
