using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks;

/// <summary>One group. Ranges are offsets in the file.</summary>
public readonly struct GroupContext
{
    private readonly FileScope _scope;

    internal GroupContext(FileScope scope, RuleGroup group)
    {
        _scope = scope;
        Group = group;
    }

    /// <summary>The group.</summary>
    public RuleGroup Group { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken => _scope.Cancellation;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>The place of a range of the file.</summary>
    public Location Locate(SourceRange range) => new(Group.File.Source, range);

    /// <summary>Reports a finding at a range of the file.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, SourceRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the file, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, SourceRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), details, arguments);

    /// <summary>A fix that replaces ranges of a scalar's value; null where the scalar cannot take the new text as it is.</summary>
    public CodeFix? Fix(YamlScalar scalar, string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(Group.File.Source, scalar, title, isSafe, edits);
}
