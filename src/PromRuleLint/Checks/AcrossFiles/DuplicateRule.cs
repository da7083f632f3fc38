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
        var identity = new RuleIdentity();
        var first = new Dictionary<(bool, string, UInt128, string), Rule>();
        foreach (IGrouping<RuleFile, Rule> ofOneName in context.RuleSet.OfOneName.SelectMany(static rules => rules).OrderBy(context.RuleSet.OrderOf).GroupBy(static rule => rule.File))
        {
            RuleFile file = ofOneName.Key;
            var duplicates = new List<(Rule Rule, Rule First)>();
            foreach (Rule rule in ofOneName.Where(static rule => rule.Expression is not null))
            {
                var key = Key(rule, identity);
                if (!first.TryAdd(key, rule))
                {
                    duplicates.Add((rule, first[key]));
                }
            }

            foreach (var sameFile in duplicates.GroupBy(static duplicate => duplicate.First.File))
            {
                if (sameFile.Key == file)
                {
                    Report(context, [.. sameFile]);
                }
                else if (context.IsKnown)
                {
                    ReportCopy(context, [.. sameFile], isMostly: sameFile.Count() >= FewestOfCopy && sameFile.Count() * 2 >= file.Rules.Count(static rule => rule.Name is not null && rule.Expression is not null));
                }
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

    /// <summary>What makes two rules the same: kind, name, labels in any order and the expression, however it is written.</summary>
    private static (bool IsAlert, string Name, UInt128 Labels, string Expression) Key(Rule rule, RuleIdentity identity) =>
        (rule is AlertingRule, rule.Name!.Value, identity.LabelsOf(rule), RuleIdentity.ExpressionOf(rule));
}
