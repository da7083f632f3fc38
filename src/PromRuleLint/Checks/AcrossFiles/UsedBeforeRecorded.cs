using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A rule that reads what a later rule of its group records, and so sees the value of the evaluation before.</summary>
internal sealed class UsedBeforeRecorded : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7005",
        name: "used-before-recorded",
        title: "A recorded series used before it is recorded",
        messageFormat: "'{0}' is recorded further down in this group, so this reads the value of the evaluation before; move the rule that records it up",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An instant selector of a series that only later rules of the same group record.") { Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        var selector = (VectorSelector)context.Node;
        if (selector.Name is not { } metric || selector.Offset is not null || selector.At is not null || context.Parent is MatrixSelector)
        {
            return;
        }

        ImmutableArray<RecordingRule> rules = context.RuleSet.RecordingRules(metric);
        Rule rule = context.Rule;

        // They come in the order of the text, so where the first and the last are of one group all are.
        if (!rules.IsEmpty && !context.RuleSet.MayBeRecordedUnread(metric) && rules[0].Group == rule.Group && rules[^1].Group == rule.Group && rules[0] is { } first && context.RuleSet.IsBefore(rule, first) && !IsInsideSubquery(context))
        {
            AdditionalLocation related = new(new Location(first.File.Source, first.Name!.Range), "recorded here");
            context.ReportDiagnostic(Descriptor, selector.NameRange.IsEmpty ? selector.Range : selector.NameRange, new() { AdditionalLocations = [related] }, metric);
        }
    }

    private static bool IsInsideSubquery(ExpressionContext context)
    {
        for (int up = 0; up < context.Depth; up++)
        {
            if (context.Ancestor(up) is SubqueryExpr)
            {
                return true;
            }
        }

        return false;
    }
}
