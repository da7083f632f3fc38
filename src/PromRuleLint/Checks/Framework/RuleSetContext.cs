using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks;

/// <summary>All files together. Each finding names its own file.</summary>
public readonly struct RuleSetContext
{
    private readonly RuleSetRun _run;
    private readonly Check _check;

    internal RuleSetContext(RuleSetRun run, Check check)
    {
        _run = run;
        _check = check;
    }

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _run.RuleSet;

    /// <summary>Whether it is known, and not only assumed, that the files are loaded together.</summary>
    public bool IsKnown => _run.IsKnown;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _run.Facts;

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken => _run.Cancellation;

    /// <inheritdoc cref="RuleSetStartContext.GetOrCreateState"/>
    internal T GetOrCreateState<T>(Func<T> create)
        where T : class => _run.GetOrCreateState(create);

    /// <summary>The configuration of a file.</summary>
    public LintConfiguration ConfigurationOf(RuleFile file) => _run.ScopeOf(file).Configuration;

    /// <summary>Reports a finding at a range of a file.</summary>
    public void ReportDiagnostic(RuleFile file, DiagnosticDescriptor descriptor, SourceRange range, params ReadOnlySpan<object?> arguments) =>
        ScopeOf(file).Report(descriptor, new Location(file.Source, range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of a file, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(RuleFile file, DiagnosticDescriptor descriptor, SourceRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        ScopeOf(file).Report(descriptor, new Location(file.Source, range), details, arguments);

    /// <summary>Reports a finding at a range of a rule's expression.</summary>
    public void ReportDiagnostic(Rule rule, DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        ScopeOf(rule.File).Report(descriptor, Locate(rule, range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of a rule's expression, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(Rule rule, DiagnosticDescriptor descriptor, TextRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        ScopeOf(rule.File).Report(descriptor, Locate(rule, range), details, arguments);

    /// <summary>The place in the file of a range of a rule's expression.</summary>
    public static Location Locate(Rule rule, TextRange range)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new(rule.File.Source, rule.Expression!.ToSource(range));
    }

    /// <summary>A fix that replaces ranges of a rule's expression; null where the scalar that holds it cannot take the new text as it is.</summary>
    public static CodeFix? Fix(Rule rule, string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(rule.File.Source, rule.Expression!.Scalar, title, isSafe, edits);

    private FileScope ScopeOf(RuleFile file)
    {
        FileScope scope = _run.ScopeOf(file);
        scope.Check = _check;
        return scope;
    }
}
