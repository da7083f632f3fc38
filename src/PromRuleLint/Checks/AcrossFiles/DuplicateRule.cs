using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A rule that stands twice: same name, same labels, same expression.</summary>
internal sealed class DuplicateRule : Check
{
    /// <summary>From how many rules on a file that repeats another's counts as its copy.</summary>
    private const int FewestOfCopy = 3;

    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL7001", "duplicate-rule", "A rule that stands twice",
        "{0} '{1}' stands twice with the same labels{2}{3}; keep one of them", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var identity = new RuleIdentity();
        var first = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (RuleFile file in context.RuleSet.Files)
        {
            var duplicates = new List<(Rule Rule, Rule First)>();
            int count = 0;
            foreach (Rule rule in file.Rules.Where(static rule => rule.Name is not null && rule.Expression is not null))
            {
                count++;
                string key = Key(rule, identity);
                if (!first.TryAdd(key, rule))
                {
                    duplicates.Add((rule, first[key]));
                }
            }

            foreach (var sameFile in duplicates.GroupBy(static duplicate => duplicate.First.File))
            {
                Report(context, file, [.. sameFile], isCopy: sameFile.Key != file && sameFile.Count() >= FewestOfCopy && sameFile.Count() * 2 >= count);
            }
        }
    }

    /// <summary>Each rule that stands twice; of a file that is mostly a copy of another, only the first, for the file.</summary>
    private static void Report(RuleSetContext context, RuleFile file, IReadOnlyList<(Rule Rule, Rule First)> duplicates, bool isCopy)
    {
        foreach ((Rule rule, Rule other) in isCopy ? duplicates.Take(1) : duplicates)
        {
            Location place = new(other.File.Source, other.Name!.Range);
            string kind = rule is AlertingRule ? "The alert" : "The recorded series";
            string where = other.File == rule.File ? $" (first in line {place.Start.Line})" : $" (first in {place.Path})";
            string more = isCopy ? $", and so do {duplicates.Count - 1} others of this file" : "";
            context.Report(file, Descriptor, rule.Name!.Range, [new RelatedLocation(place, "the first one")], null, kind, rule.Name.Value, where, more);
        }
    }

    /// <summary>What makes two rules the same: kind, name, labels in any order and the expression, however it is written.</summary>
    private static string Key(Rule rule, RuleIdentity identity) =>
        $"{(rule is AlertingRule ? 'a' : 'r')}{rule.Name!.Value}\0{identity.LabelsOf(rule)}\0{RuleIdentity.ExpressionOf(rule)}";
}
