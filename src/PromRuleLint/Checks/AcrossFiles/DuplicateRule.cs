using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A rule that stands twice: same name, same labels, same expression.</summary>
internal sealed class DuplicateRule : Check
{
    /// <summary>From how many rules on a file that repeats another's counts as its copy.</summary>
    private const int FewestOfCopy = 3;

    /// <summary>How many of the rules of a copy are pointed at.</summary>
    private const int MaxRelated = 5;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7001",
        name: "duplicate-rule",
        title: "A duplicate rule",
        messageFormat: "{0} '{1}' has the same labels and expression as in {2}{3}; {4}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A rule with the same name, labels and expression as another rule, in the same file or in another file of the run.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var duplicates = new List<(Rule Rule, Rule First)>();
        foreach (IReadOnlyList<Rule> rules in context.RuleSet.OfOneName)
        {
            foreach (Rule[] alike in RuleIdentity.In(context).WithSameLabels([.. rules.Where(static rule => rule.Expression is not null)]))
            {
                Find(alike, duplicates);
            }
        }

        if (duplicates.Count == 0)
        {
            return;
        }

        foreach (var sameFiles in duplicates.OrderBy(duplicate => context.RuleSet.OrderOf(duplicate.Rule)).GroupBy(static duplicate => (duplicate.Rule.File, duplicate.First.File)))
        {
            (RuleFile file, RuleFile other) = sameFiles.Key;
            if (other == file)
            {
                Report(context, [.. sameFiles]);
            }
            else if (context.IsKnown)
            {
                ReportCopy(context, [.. sameFiles], isMostly: sameFiles.Count() >= FewestOfCopy && sameFiles.Count() * 2 >= file.Rules.Count(static rule => rule.Name is not null && rule.Expression is not null));
            }
        }
    }

    /// <summary>Adds those of rules with the same name and labels that have the expression of an earlier one, however it is written.</summary>
    private static void Find(Rule[] rules, List<(Rule Rule, Rule First)> duplicates)
    {
        var first = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (Rule rule in rules)
        {
            string expression = RuleIdentity.ExpressionOf(rule);
            if (!first.TryAdd(expression, rule))
            {
                duplicates.Add((rule, first[expression]));
            }
        }
    }

    private static void Report(RuleSetContext context, IReadOnlyList<(Rule Rule, Rule First)> duplicates)
    {
        foreach ((Rule rule, Rule other) in duplicates)
        {
            var place = new Location(other.File.Source, other.Name!.Range);
            context.ReportDiagnostic(
                rule.File, Descriptor, rule.Name!.Range, new() { AdditionalLocations = [new AdditionalLocation(place, "the first one")] },
                Kind(rule), rule.Name.Value, $"line {place.Start.Line}", "", "keep one of them");
        }
    }

    /// <summary>All rules that a file has from another one, as one finding: where both are loaded, what is wrong is the file.</summary>
    private static void ReportCopy(RuleSetContext context, IReadOnlyList<(Rule Rule, Rule First)> duplicates, bool isMostly)
    {
        (Rule rule, Rule other) = duplicates[0];
        var place = new Location(other.File.Source, other.Name!.Range);
        string more = duplicates.Count == 1 ? "" : $", and so have {duplicates.Count - 1} others of this file{(isMostly ? ", which is a copy of that one" : "")}";
        context.ReportDiagnostic(
            rule.File, Descriptor, rule.Name!.Range, new() { AdditionalLocations = [.. duplicates.Take(MaxRelated).Select(static pair => new AdditionalLocation(new Location(pair.First.File.Source, pair.First.Name!.Range), "the first one"))] },
            Kind(rule), rule.Name.Value, $"{place.Path}:{place.Start.Line}", more, "where one Prometheus loads both files it is computed twice: keep one; where none does, put the files into different rule sets (rule_set)");
    }

    private static string Kind(Rule rule) => rule is AlertingRule ? "The alert" : "The recorded series";
}
