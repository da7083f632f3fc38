using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Templates;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks;

/// <summary>One node of a rule's expression. Ranges handed to it are offsets in the expression.</summary>
public readonly struct ExpressionContext
{
    private readonly FileScope _scope;
    private readonly Expr[] _ancestors;
    private readonly int _depth;

    internal ExpressionContext(FileScope scope, Rule rule, RuleExpression expression, Expr node, Expr[] ancestors, int depth)
    {
        _scope = scope;
        Rule = rule;
        Expression = expression;
        Node = node;
        _ancestors = ancestors;
        _depth = depth;
    }

    /// <summary>The node.</summary>
    public Expr Node { get; }

    /// <summary>The rule that holds the expression.</summary>
    public Rule Rule { get; }

    /// <summary>The expression that holds the node.</summary>
    public RuleExpression Expression { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>What is known of the result of a node of the expression; null where the expression has errors.</summary>
    public NodeFacts? FactsOf(Expr node) => _scope.Facts.Of(Rule)?.Of(node);

    /// <summary>The node above, or null at the root.</summary>
    public Expr? Parent => Ancestor(0);

    /// <summary>How many nodes stand above.</summary>
    public int Depth => _depth;

    /// <summary>The node <paramref name="up"/> + 1 levels above (0 is the parent), or null.</summary>
    public Expr? Ancestor(int up) => up < _depth ? _ancestors[_depth - 1 - up] : null;

    /// <summary>The nearest node above that is not a pair of parentheses, or null.</summary>
    public Expr? ParentBeyondParens()
    {
        for (int up = 0; up < _depth; up++)
        {
            if (_ancestors[_depth - 1 - up] is not ParenExpr)
            {
                return _ancestors[_depth - 1 - up];
            }
        }

        return null;
    }

    /// <summary>The place in the file of a range of the expression.</summary>
    public Location Locate(TextRange range) => new(Rule.File.Source, Expression.ToSource(range));

    /// <summary>Reports a finding at a range of the expression.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), [], null, FindingDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the expression, with the places that explain it and a fix.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, FindingDetails.Default, arguments);

    /// <summary>Reports a finding that differs from others of its check.</summary>
    internal void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, FindingDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, details, arguments);

    /// <summary>
    /// Reports a finding that is graver here than elsewhere: with at least the given severity, unless the configuration
    /// sets one.
    /// </summary>
    public void ReportAtLeast(Severity severity, DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, AtLeast(severity, descriptor), arguments);

    private static FindingDetails AtLeast(Severity severity, DiagnosticDescriptor descriptor) =>
        severity > descriptor.DefaultSeverity ? new FindingDetails { Severity = severity } : FindingDetails.Default;

    /// <summary>
    /// A fix that replaces ranges of the expression; null where the scalar that holds it cannot take the new text as it is.
    /// </summary>
    public CodeFix? Fix(string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(Rule.File.Source, Expression.Scalar, title, isSafe, edits);
}

/// <summary>One rule. Ranges are offsets in the file.</summary>
public readonly struct RuleContext
{
    private readonly FileScope _scope;

    internal RuleContext(FileScope scope, Rule rule)
    {
        _scope = scope;
        Rule = rule;
    }

    /// <summary>The rule.</summary>
    public Rule Rule { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>The place of a range of the file.</summary>
    public Location Locate(TextRange range) => new(Rule.File.Source, range);

    /// <summary>Reports a finding at a range of the file.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), [], null, FindingDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the file, with the places that explain it and a fix.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, FindingDetails.Default, arguments);

    /// <summary>Reports a finding that differs from others of its check.</summary>
    internal void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, FindingDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, details, arguments);

    /// <summary>A fix that replaces ranges of a scalar's value; null where the scalar cannot take the new text as it is.</summary>
    public CodeFix? Fix(YamlScalar scalar, string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(Rule.File.Source, scalar, title, isSafe, edits);
}

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

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>Reports a finding at a range of the file.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, new Location(Group.File.Source, range), [], null, FindingDetails.Default, arguments);
}

/// <summary>One rule file. Ranges are offsets in the file.</summary>
public readonly struct FileContext
{
    private readonly FileScope _scope;

    internal FileContext(FileScope scope, RuleFile file)
    {
        _scope = scope;
        File = file;
    }

    /// <summary>The file.</summary>
    public RuleFile File { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>The place of a range of the file.</summary>
    public Location Locate(TextRange range) => new(File.Source, range);

    /// <summary>Reports a finding at a range of the file.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), [], null, FindingDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the file, with the places that explain it and a fix.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, FindingDetails.Default, arguments);

    /// <summary>Reports a finding that differs from others of its check.</summary>
    internal void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, FindingDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, details, arguments);
}

/// <summary>
/// One template: a label value or an annotation of an alerting rule, or a label value of a group with alerting rules. Ranges
/// are offsets in the template.
/// </summary>
public readonly struct TemplateContext
{
    internal const int MaximumRules = 256;
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

    /// <summary>The template, read.</summary>
    public TemplateParseResult Template { get; }

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _scope.Configuration;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _scope.Facts;

    /// <summary>The place in the file of a range of the template.</summary>
    public Location Locate(TextRange range) => new(Rules[0].File.Source, Entry.Value.ToSource(range));

    /// <summary>Reports a finding at a range of the template.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), [], null, FindingDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the template, with the places that explain it and a fix.</summary>
    public void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, FindingDetails.Default, arguments);

    /// <summary>Reports a finding that differs from others of its check.</summary>
    internal void Report(DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, FindingDetails details, params ReadOnlySpan<object?> arguments) =>
        _scope.Report(descriptor, Locate(range), related, fix, details, arguments);

    /// <summary>A fix that replaces ranges of the template; null where the scalar cannot take the new text as it is.</summary>
    public CodeFix? Fix(string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(Rules[0].File.Source, Entry.Value, title, isSafe, edits);
}

/// <summary>What a template is.</summary>
public enum TemplateOwner
{
    /// <summary>A label of an alerting rule.</summary>
    Label,

    /// <summary>An annotation of an alerting rule.</summary>
    Annotation,

    /// <summary>A label of a group. Prometheus loads the file whatever is wrong with it.</summary>
    GroupLabel,
}

/// <summary>All files together. Each finding names its own file.</summary>
public readonly struct RuleSetContext
{
    private readonly Func<RuleFile, FileScope> _scopeOf;

    internal RuleSetContext(RuleSetFacts facts, Func<RuleFile, FileScope> scopeOf)
    {
        Facts = facts;
        _scopeOf = scopeOf;
    }

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => Facts.Rules;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts { get; }

    /// <summary>The configuration of a file.</summary>
    public LintConfiguration ConfigurationOf(RuleFile file) => _scopeOf(file).Configuration;

    /// <summary>Reports a finding at a range of a file, with the places that explain it and a fix.</summary>
    public void Report(RuleFile file, DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(file).Report(descriptor, new Location(file.Source, range), related, fix, FindingDetails.Default, arguments);

    /// <summary>Reports a finding that differs from others of its check.</summary>
    internal void Report(RuleFile file, DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, FindingDetails details, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(file).Report(descriptor, new Location(file.Source, range), related, fix, details, arguments);

    /// <summary>Reports a finding at a range of a rule's expression, with the places that explain it and a fix.</summary>
    public void Report(Rule rule, DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(rule.File).Report(descriptor, Locate(rule, range), related, fix, FindingDetails.Default, arguments);

    /// <summary>Reports a finding that differs from others of its check.</summary>
    internal void Report(Rule rule, DiagnosticDescriptor descriptor, TextRange range, ImmutableArray<RelatedLocation> related, CodeFix? fix, FindingDetails details, params ReadOnlySpan<object?> arguments) =>
        _scopeOf(rule.File).Report(descriptor, Locate(rule, range), related, fix, details, arguments);

    /// <summary>The place in the file of a range of a rule's expression.</summary>
    public static Location Locate(Rule rule, TextRange range) => new(rule.File.Source, rule.Expression!.ToSource(range));

    /// <summary>A fix that replaces ranges of a rule's expression; null where the scalar that holds it cannot take the new text as it is.</summary>
    public static CodeFix? Fix(Rule rule, string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(rule.File.Source, rule.Expression!.Scalar, title, isSafe, edits);
}
