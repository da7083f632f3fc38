using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// A template that prints a label which no series of the alert's expression, or of a query in the template, can have. A
/// label that the template also asks for is left alone: it may be missing.
/// </summary>
public sealed class ImpossibleTemplateLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4013", "impossible-template-label", "A label in a template that cannot be there",
        "the label '{0}' cannot be there, so nothing is printed here: {1}", Severity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        TemplateParseResult template = context.Template;
        if (!template.LabelReads.IsEmpty && FactsOfAll(context) is { } facts)
        {
            foreach (TemplateLabelRead read in template.LabelReads)
            {
                // What alerts of a group share may well be missing in some of them.
                if (!template.LabelReads.Any(other => other.IsGuard && other.Name == read.Name) && facts.All(of => IsImpossible(of, read.Name)))
                {
                    Report(context, facts[0], read, Hint(context, read.Name));
                }
            }
        }

        foreach (IGrouping<TemplateQuery, TemplateLabelRead> reads in template.QueryLabelReads.GroupBy(static read => read.Query, static read => read.Label))
        {
            ParseResult query = PromQLParser.Parse(reads.Key.Expression, context.Configuration.PromQL);
            if (!query.IsValid)
            {
                continue;
            }

            NodeFacts ofQuery = context.Facts.ForExpression(query.Root!).Result;
            foreach (TemplateLabelRead read in reads.Where(read => !reads.Any(other => other.IsGuard && other.Name == read.Name)))
            {
                if (IsImpossible(ofQuery, read.Name))
                {
                    Report(context, ofQuery, read, string.Empty);
                }
            }
        }
    }

    /// <summary>What is known of each rule that the template belongs to; null where something of one is not, or where there may be more.</summary>
    private static NodeFacts[]? FactsOfAll(TemplateContext context)
    {
        NodeFacts[] facts = [.. context.Rules.Select(rule => context.Facts.ForRule(rule)?.Result).OfType<NodeFacts>()];
        return facts.Length == context.Rules.Length && facts.Length < TemplateContext.MaxRules ? facts : null;
    }

    private static bool IsImpossible(NodeFacts facts, string label) =>
        label != "__name__" && facts.Presence != Presence.Never && facts.Labels.IsImpossible(label);

    private static void Report(TemplateContext context, NodeFacts facts, TemplateLabelRead read, string hint)
    {
        Reason? reason = facts.Labels[read.Name].Reason;
        string because = reason?.Steps(1) is [var first, ..] ? first.Message : "what the expression gives has no labels";
        context.Report(Descriptor, read.NameRange, FactReports.Chain(reason, context.Locate(read.NameRange)), null, read.Name, because + hint);
    }

    private static string Hint(TemplateContext context, string name)
    {
        // The labels that the rule sets come on top later; templates see those of the expression only.
        if (name == "alertname" || context.Rules.Any(rule => rule.EffectiveLabels.Any(label => label.Name.Value == name)))
        {
            return "; labels that the rule itself gives are not seen by its templates";
        }

        return context.Rules.Length > 1 ? "; no other alert of the group that gets this label has it either" : string.Empty;
    }
}
