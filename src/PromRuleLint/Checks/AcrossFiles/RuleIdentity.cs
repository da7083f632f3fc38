using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>What tells rules apart: their labels and what their expressions mean, however they are written.</summary>
internal static class RuleIdentity
{
    /// <summary>The labels that a rule gives, its own and those of its group, as one text in the order of the names.</summary>
    public static string LabelsOf(Rule rule) => string.Concat(
        rule.Labels.Concat(rule.Group.Labels.Where(outer => rule.Labels.All(own => own.Name.Value != outer.Name.Value)))
            .OrderBy(static entry => entry.Name.Value, StringComparer.Ordinal)
            .Select(static entry => $"{entry.Name.Value}\0{entry.Value.Value}\0"));

    /// <summary>The expression in its canonical form; as it is written where it cannot be read.</summary>
    public static string ExpressionOf(Rule rule) => rule.Expression switch
    {
        { Parse: { IsValid: true, Root: { } root } } => PromQLPrinter.Print(root),
        { } expression => string.Concat(expression.Text.Where(static c => !char.IsWhiteSpace(c))),
        null => "",
    };
}
