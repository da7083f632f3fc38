using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks;

/// <summary>
/// One template: a label value or an annotation of an alerting rule, or a label value of a group with alerting rules. Ranges
/// are offsets in the template.
/// </summary>
public readonly struct TemplateContext
{
    internal const int MaxRules = 256;
    private readonly FileScope _scope;

    internal TemplateContext(FileScope scope, ImmutableArray<AlertingRule> rules, LabelEntry entry, TemplateOwner owner, TemplateParseResult template)
    {
        _scope = scope;
        Rules = rules;
        Entry = entry;
        Owner = owner;
        Template = template;
    }

    /// <summary>
    /// The rules for whose alerts the template is expanded: the one that it stands in; of a label of the group those alerting
    /// rules of the group that give no label of that name themselves, the first 256 at most.
    /// </summary>
    public ImmutableArray<AlertingRule> Rules { get; }

    /// <summary>The label or annotation.</summary>
    public LabelEntry Entry { get; }

    /// <summary>What the template is.</summary>
    public TemplateOwner Owner { get; }

    /// <summary>How queries in the template are read: in the language of the rule.</summary>
    internal PromQLOptions QueryOptions => Configuration.PromQL with { Language = Rules[0].Expression?.Language ?? ExpressionLanguage.PromQL };

    /// <summary>The template, read.</summary>
    public TemplateParseResult Template { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken => _scope.Cancellation;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>The place in the file of a range of the template.</summary>
    public Location Locate(TextRange range) => new(Rules[0].File.Source, Entry.ToSource(range));

    /// <summary>Reports a finding at a range of the template.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the template, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, TextRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), details, arguments);

    /// <summary>A fix that replaces ranges of the template; null where the scalar cannot take the new text as it is.</summary>
    public CodeFix? Fix(string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(Rules[0].File.Source, Entry.Value, title, isSafe, edits);
}
