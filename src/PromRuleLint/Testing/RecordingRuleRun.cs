using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing;

/// <summary>A recording rule as it runs (<c>rules/recording.go</c>).</summary>
internal sealed class RecordingRuleRun(RecordingRule rule, RuleRunContext context) : RuleRun(rule, context)
{
    private readonly ImmutableArray<KeyValuePair<string, string>> _labels = [.. rule.EffectiveLabels.Select(static label => KeyValuePair.Create(label.NameText, label.ValueText))];

    protected override IReadOnlyList<VectorElement> Evaluate(long time, long offset)
    {
        ImmutableArray<VectorElement> values = Context.EvaluateRule(Rule, time - offset);
        var recorded = new List<VectorElement>(values.Length);
        var seen = new HashSet<Labels>(values.Length);
        foreach (VectorElement element in values)
        {
            var labels = new LabelsBuilder(element.Labels);
            labels.Set(Labels.MetricNameLabel, Name);
            foreach ((string name, string value) in _labels)
            {
                labels.Set(name, value);
            }

            VectorElement sample = element with { Labels = labels.ToLabels() };
            if (!seen.Add(sample.Labels))
            {
                throw new RuleEvaluationException("vector contains metrics with the same labelset after applying rule labels");
            }

            recorded.Add(sample);
        }

        return Rule.Group.Limit is > 0 and var limit && recorded.Count > limit
            ? throw new RuleEvaluationException(string.Create(CultureInfo.InvariantCulture, $"exceeded limit of {limit} with {recorded.Count} series"))
            : recorded;
    }
}
