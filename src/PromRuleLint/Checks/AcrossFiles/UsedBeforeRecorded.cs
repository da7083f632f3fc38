using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A rule that reads what a later rule of its group records, and so sees the value of the evaluation before.</summary>
internal sealed class UsedBeforeRecorded : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL7005", "used-before-recorded", "A recorded series that is read before it is recorded",
        "'{0}' is recorded further down in this group, so this reads the value of the evaluation before; move the rule that records it up", Severity.Warning) { Repeats = RepeatScope.File };

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
        int own = context.RuleSet.OrderOf(context.Rule);
        Rule rule = context.Rule;

        // They come in the order of the text, so where the first and the last are of one group all are.
        if (!rules.IsEmpty && !context.RuleSet.MayBeRecordedUnread(metric) && rules[0].Group == rule.Group && rules[^1].Group == rule.Group && rules[0] is { } first && context.RuleSet.OrderOf(first) > own && !IsInsideSubquery(context))
        {
            RelatedLocation related = new(new Location(first.File.Source, first.Name!.Range), "recorded here");
            context.Report(Descriptor, selector.NameRange.IsEmpty ? selector.Range : selector.NameRange, [related], null, metric);
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
