using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Policy;

/// <summary>An expression that is not in canonical form.</summary>
internal sealed class UnformattedExpression : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL6034",
        name: "unformatted-expression",
        title: "An unformatted expression",
        messageFormat: "The expression is not in canonical form; {0}",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "An expression that is not in the form that `promrulelint format` writes, which is the form of Prometheus: one space around operators and after commas, grouping before the parentheses, label matchers in order, and several lines where one line would be longer than 100 characters.") { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule.Expression is not { Errors.IsEmpty: true, Root: not null } expression || ExpressionLayout.IsShared(context.Rule))
        {
            return;
        }

        SourceText source = context.Rule.File.Source;
        IReadOnlyList<TextChange> changes = ExpressionLayout.Changes(source, context.Rule, PromQLFormatter.DefaultWidth, out _);
        if (changes.Count == 0)
        {
            return;
        }

        var fix = new CodeFix("Format the expression", IsSafe: true, [.. changes.Select(change => new TextEdit(source, change.Range, change.NewText))]);
        string line = PromQLPrinter.Print(expression.Root!);
        string advice = line.Length <= PromQLFormatter.DefaultWidth && expression.Parse.Comments.IsEmpty
            ? $"write {line}"
            : "'promrulelint format' lays it out";
        string text = expression.Text;
        int start = text.Length - text.TrimStart().Length;
        context.ReportDiagnostic(Descriptor, expression.ToSource(new TextRange(start, text.TrimEnd().Length)), new() { Fix = fix }, advice);
    }
}
