using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Printing;
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

            if (first.TryAdd(Key(rule), rule))
            {
                continue;
            }

            Rule other = first[Key(rule)];
            Location place = new(other.File.Source, other.Name!.Range);
            string kind = rule is AlertingRule ? "The alert" : "The recorded series";
            string where = other.File == rule.File ? $" (first in line {place.Start.Line})" : $" (first in {place.Path})";
            context.Report(rule.File, Descriptor, name.Range, [new RelatedLocation(place, "the first one")], null, kind, name.Value, where);
        }
    }

    /// <summary>What makes two rules the same: kind, name, labels in any order and the expression, however it is written.</summary>
    private static string Key(Rule rule)
    {
        var key = new StringBuilder();
        key.Append(rule is AlertingRule ? 'a' : 'r').Append(rule.Name!.Value).Append('\0');
        foreach (LabelEntry entry in rule.Labels.Concat(rule.Group.Labels.Where(outer => rule.Labels.All(own => own.Name.Value != outer.Name.Value)))
            .OrderBy(static entry => entry.Name.Value, StringComparer.Ordinal))
        {
            key.Append(entry.Name.Value).Append('\0').Append(entry.Value.Value).Append('\0');
        }

        if (rule.Expression!.Parse is { IsValid: true, Root: { } root })
        {
            key.Append(PromQLPrinter.Print(root));
        }
        else
        {
            AppendWithoutWhiteSpace(key, rule.Expression.Text);
        }

        return key.ToString();
    }

    private static void AppendWithoutWhiteSpace(StringBuilder key, string text)
    {
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                key.Append(c);
            }
        }
    }
}
