using System.Collections.Immutable;
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
    private readonly Func<RuleFile, FileScope> _scopeOf;
    private readonly Dictionary<Type, object> _shared;

    internal RuleSetContext(RuleSet ruleSet, bool isKnown, RuleSetFacts facts, Func<RuleFile, FileScope> scopeOf, Dictionary<Type, object> shared, CancellationToken cancellation)
    {
        IsKnown = isKnown;
        RuleSet = ruleSet;
        Facts = facts;
        _scopeOf = scopeOf;
        _shared = shared;
        CancellationToken = cancellation;
    }

    /// <summary>All files together.</summary>
    public RuleSet RuleSet { get; }

    /// <summary>Whether it is known, and not only assumed, that the files are loaded together.</summary>
    public bool IsKnown { get; }

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts { get; }

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>
    /// What several checks need to know of the same files: made when the first one asks, and the same for all actions on
    /// these files.
    /// </summary>
    internal T Share<T>(Func<RuleSetContext, T> create)
        where T : class
    {
        if (!_shared.TryGetValue(typeof(T), out object? shared))
        {
            _shared.Add(typeof(T), shared = create(this));
        }

        return (T)shared;
    }

    /// <summary>The configuration of a file.</summary>
    public LintConfiguration ConfigurationOf(RuleFile file) => _scopeOf(file).Configuration;

    /// <summary>Reports a finding at a range of a file.</summary>
    public void ReportDiagnostic(RuleFile file, DiagnosticDescriptor descriptor, SourceRange range, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(file).Report(descriptor, new Location(file.Source, range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of a file, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(RuleFile file, DiagnosticDescriptor descriptor, SourceRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(file).Report(descriptor, new Location(file.Source, range), details, arguments);

    /// <summary>Reports a finding at a range of a rule's expression.</summary>
    public void ReportDiagnostic(Rule rule, DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(rule.File).Report(descriptor, Locate(rule, range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of a rule's expression, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(Rule rule, DiagnosticDescriptor descriptor, TextRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(rule.File).Report(descriptor, Locate(rule, range), details, arguments);

    /// <summary>The place in the file of a range of a rule's expression.</summary>
    public static Location Locate(Rule rule, TextRange range)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new(rule.File.Source, rule.Expression!.ToSource(range));
    }

    /// <summary>A fix that replaces ranges of a rule's expression; null where the scalar that holds it cannot take the new text as it is.</summary>
    public static CodeFix? Fix(Rule rule, string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(rule.File.Source, rule.Expression!.Scalar, title, isSafe, edits);
}
