using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// A template that prints a label which no series of the alert's expression, or of a query in the template, can have, or
/// which only the rule itself gives. A label that the template also asks for is left alone: it may be missing.
/// </summary>
internal sealed class ImpossibleTemplateLabel : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4013",
        name: "impossible-template-label",
        title: "An impossible label in a template",
        messageFormat: "the label '{0}' cannot be there, so nothing is printed here: {1}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A label or annotation that prints a label which is never present. As far as the expressions of the file show, only the rule itself sets the label (or it is `alertname`); or no series of the alert's expression can have it; or no sample of a `query` in the template can have it.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTemplateAction(Analyze);

    private static void Analyze(TemplateContext context)
    {
        if (!context.Template.LabelReads.IsEmpty && FactsOfAll(context) is { } facts)
        {
            AnalyzeLabels(context, facts);
        }

        if (!context.Template.QueryLabelReads.IsEmpty)
        {
            AnalyzeQueries(context);
        }
    }

    private static void AnalyzeLabels(TemplateContext context, NodeFacts[] facts)
    {
        HashSet<string>? guards = null;
        foreach (TemplateLabelRead read in context.Template.LabelReads)
        {
            if (read.IsGuard)
            {
                (guards ??= new(StringComparer.Ordinal)).Add(read.Name);
            }
        }

        foreach (TemplateLabelRead read in context.Template.LabelReads)
        {
            if (guards?.Contains(read.Name) == true)
            {
                continue;
            }

            // What alerts of a group share may well be missing in some of them.
            if (AreAllImpossible(facts, read.Name))
            {
                Report(context, facts[0], read, Hint(context, read.Name));
            }
            else if (AreAllOnlyOfRule(context, read.Name))
            {
                string whose = read.Name is "alertname" or "alertstate" ? "every alert gets it" : "the rule itself gives it";
                context.ReportDiagnostic(
                    Descriptor, read.NameRange,
                    read.Name, whose + ", after its templates are expanded: they see the labels of the series only, and no expression speaks of this one; write its value here");
            }
        }
    }

    private static void AnalyzeQueries(TemplateContext context)
    {
        foreach (IGrouping<TemplateQuery, TemplateLabelRead> reads in context.Template.QueryLabelReads.GroupBy(static read => read.Query, static read => read.Label))
        {
            ParseResult query = PromQLParser.Parse(reads.Key.Expression, context.QueryOptions);
            if (!query.IsValid)
            {
                continue;
            }

            NodeFacts ofQuery = context.Facts.ForExpression(query.Root!).Result;
            var guards = reads.Where(static read => read.IsGuard).Select(static read => read.Name).ToHashSet(StringComparer.Ordinal);
            foreach (TemplateLabelRead read in reads.Where(read => !guards.Contains(read.Name)))
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
        if (context.Rules.Length >= TemplateContext.MaxRules)
        {
            return null;
        }

        var facts = new NodeFacts[context.Rules.Length];
        for (int i = 0; i < facts.Length; i++)
        {
            if (context.Facts.ForRule(context.Rules[i])?.Result is not { } result)
            {
                return null;
            }

            facts[i] = result;
        }

        return facts;
    }

    private static bool AreAllImpossible(NodeFacts[] facts, string label)
    {
        foreach (NodeFacts of in facts)
        {
            if (!IsImpossible(of, label))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAllOnlyOfRule(TemplateContext context, string label)
    {
        foreach (AlertingRule rule in context.Rules)
        {
            if (!IsOnlyOfRule(context, rule, label))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsImpossible(NodeFacts facts, string label) =>
        facts.Presence != Presence.Never && facts.Labels.IsImpossible(label);

    private static void Report(TemplateContext context, NodeFacts facts, TemplateLabelRead read, string hint)
    {
        Reason? reason = FactReports.Nearest(facts.Labels[read.Name].Reason, read.Name, context.Rules[0], context.Facts);
        string because = FactReports.WithoutLabel(reason, read.Name, context.Rules[0], "what the expression gives has no labels");
        context.ReportDiagnostic(
            Descriptor, read.NameRange, new() { AdditionalLocations = FactReports.Chain(reason, context.Locate(read.NameRange)), RepeatKey = read.Name },
            read.Name, because + hint);
    }

    /// <summary>
    /// Whether a label comes from the rule as far as can be seen: the rule gives it a value that is not made of the same
    /// label of the series, and nothing says that series have it.
    /// </summary>
    private static bool IsOnlyOfRule(TemplateContext context, AlertingRule rule, string name)
    {
        bool isOwn = name is "alertname" or "alertstate" || (rule.FindLabel(name) is { } label && !label.Value.Contains(name, StringComparison.Ordinal));
        return isOwn
            && !WellKnownLabels.Has(name, LabelTraits.OfTarget)
            && !rule.File.NamedLabels.Contains(name)
            && context.Facts.ForRule(rule)?.Result is { } facts && facts.Presence != Presence.Never && !facts.Labels.Knows(name)
            && rule.Expression is { Root: { } root } && !root.DescendantsAndSelf().Any(static node => IsOfAlerts(node));
    }

    /// <summary>Whether a selector reads series about alerts, which may have their names and labels.</summary>
    private static bool IsOfAlerts(Expr node) =>
        node is VectorSelector selector && (selector.Name is null || selector.Name.Contains("alert", StringComparison.OrdinalIgnoreCase));

    private static string Hint(TemplateContext context, string name)
    {
        // The labels that the rule sets come on top later; templates see those of the expression only.
        if (name is "alertname" or "alertstate" || context.Rules.Any(rule => rule.FindLabel(name) is not null))
        {
            return "; labels that the rule itself gives are not seen by its templates";
        }

        return context.Rules.Length > 1 ? "; no other alert of the group that gets this label has it either" : string.Empty;
    }
}
