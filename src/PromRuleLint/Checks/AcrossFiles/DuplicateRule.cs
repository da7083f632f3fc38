using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A rule that stands twice: same name, same labels, same expression.</summary>
public sealed class DuplicateRule : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL7001", "duplicate-rule", "A rule that stands twice",
        "{0} '{1}' stands twice with the same labels{2}; keep one of them", Severity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var first = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (Rule rule in context.RuleSet.Rules)
        {
            if (rule.Name is not { } name || rule.Expression is null)
            {
                continue;
            }

            string key = Key(rule);
            if (first.TryAdd(key, rule))
            {
                continue;
            }

            Rule other = first[key];
            Location place = new(other.File.Source, other.Name!.Range);
            string kind = rule is AlertingRule ? "The alert" : "The recorded series";
            string where = other.File == rule.File ? $" (first in line {place.Start.Line})" : $" (first in {place.Path})";
            context.Report(rule.File, Descriptor, name.Range, [new RelatedLocation(place, "the first one")], null, kind, name.Value, where);
        }
    }

    /// <summary>What makes two rules the same: kind, name, labels in any order and the expression, however it is written.</summary>
    private static string Key(Rule rule) =>
        $"{(rule is AlertingRule ? 'a' : 'r')}{rule.Name!.Value}\0{RuleIdentity.LabelsOf(rule)}{RuleIdentity.ExpressionOf(rule)}";
}
