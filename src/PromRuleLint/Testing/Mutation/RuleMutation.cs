using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing.Mutation;

/// <summary>A change that can be made to a rule and to every other reading of the same rule.</summary>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Range">The text that is changed in the expression; empty for another field, which is changed as a whole.</param>
/// <param name="Replacement">What stands there instead; empty where the text is left out.</param>
internal sealed record RuleMutation(MutantKind Kind, TextRange Range, string Replacement)
{
    /// <summary>Whether the facts of a rule prove that the change makes no difference; null where nothing can.</summary>
    public Func<ExprFacts, RuleSetFacts, bool>? IsEquivalent { get; init; }

    private bool IsOfExpression => Kind is not (MutantKind.For or MutantKind.KeepFiringFor);

    /// <summary>The place of the change in the file.</summary>
    public SourceRange Place(Rule rule) => Kind switch
    {
        MutantKind.For => ((AlertingRule)rule).For!.Scalar.Range,
        MutantKind.KeepFiringFor => ((AlertingRule)rule).KeepFiringFor!.Scalar.Range,
        _ => rule.Expression!.ToSource(Range),
    };

    /// <summary>The rule with the change; null if no server would load it.</summary>
    public Rule? Apply(Rule rule, PromQLOptions options)
    {
        if (!IsOfExpression)
        {
            TimeSpan value = PrometheusDuration.TryParse(Replacement.Trim('"', '\''), out TimeSpan read, out _) ? read : TimeSpan.Zero;
            var alert = (AlertingRule)rule;
            return Kind == MutantKind.For
                ? Copy(rule, rule.Expression!, new RuleDuration(alert.For!.Scalar, value), alert.KeepFiringFor)
                : Copy(rule, rule.Expression!, alert.For, new RuleDuration(alert.KeepFiringFor!.Scalar, value));
        }

        string text = rule.Expression!.Text;
        ParseResult parsed = PromQLParser.Parse(string.Concat(text.AsSpan(0, Range.Start), Replacement, text.AsSpan(Range.End)), options);
        return parsed.IsValid && parsed.Root is not null
            ? Copy(rule, new RuleExpression(rule.Expression.Scalar, parsed) { Language = rule.Expression.Language }, (rule as AlertingRule)?.For, (rule as AlertingRule)?.KeepFiringFor)
            : null;
    }

    private static Rule Copy(Rule rule, RuleExpression expression, RuleDuration? wait, RuleDuration? keep)
    {
        Rule copy = rule is AlertingRule alert
            ? new AlertingRule { Range = rule.Range, Node = rule.Node, Name = rule.Name, Expression = expression, Labels = rule.Labels, For = wait, KeepFiringFor = keep, Annotations = alert.Annotations }
            : new RecordingRule { Range = rule.Range, Node = rule.Node, Name = rule.Name, Expression = expression, Labels = rule.Labels };
        copy.AttachTo(rule.Group);
        return copy;
    }
}
