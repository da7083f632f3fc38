using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>
/// Searches for data that make an alert fire: from its comparison down to the series, then by trying. What is found is run as a
/// unit test before it is given out; that nothing is found says nothing.
/// </summary>
public static class WitnessSearch
{
    /// <summary>How many worlds are tried.</summary>
    internal const int MaxAttempts = 160;

    /// <summary>How many are tried where a proof says that none will do.</summary>
    internal const int FewAttempts = 16;

    private const int MaxSteps = 400;

    /// <summary>The answer for an alert of which no proof says that it cannot fire.</summary>
    /// <param name="rule">The alert.</param>
    /// <param name="ruleSet">The rules that are loaded together with it.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static WitnessAnswer Find(AlertingRule rule, IEnumerable<Rule> ruleSet, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(ruleSet);
        return Find(rule, ruleSet, MaxAttempts, cancellation);
    }

    internal static WitnessAnswer Find(AlertingRule rule, IEnumerable<Rule> ruleSet, int attempts, CancellationToken cancellation)
    {
        if (rule.Expression?.Root is not { } root || rule.Expression.Parse.Errors.Length > 0 || rule.Name is null)
        {
            return new WitnessAnswer(rule, WitnessAnswerKind.NotKnown, "its expression cannot be read");
        }

        var collector = new WitnessNeeds(ruleSet.OfType<RecordingRule>().Where(static other => other.Expression is { Parse.Errors.IsEmpty: true }).ToLookup(static other => other.Name?.Value ?? "", static other => (Rule)other));
        ImmutableArray<WitnessNeed> needs = collector.Of(root);
        Rule[] rules = [.. collector.Rules.Reverse(), rule];
        string file = PlainRuleFile.Write("witness", rules);
        RuleFile parsed = RuleFileReader.Read(new SourceText("witness.rules.yml", file));
        if (!parsed.Errors.IsEmpty || parsed.Groups.Length != 1)
        {
            return new WitnessAnswer(rule, WitnessAnswerKind.NotKnown, "its rules cannot be written apart");
        }

        Timing timing = Timing.Of(rule, rules);
        Dictionary<string, string> shared = WitnessWorld.SharedLabels(rules.Select(static each => each.Expression!.Root!));
        var random = new Random(1);
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] choices = [.. needs.Select((_, i) => attempt < WitnessWorld.Variants * 2 ? attempt / 2 : random.Next(WitnessWorld.Variants))];
            Dictionary<Labels, string> world = WitnessWorld.Make(needs, shared, i => choices[i], timing.Steps, apart: attempt % 2 == 1);
            if (TryWorld(parsed, rule, world, timing, cancellation) is { } test)
            {
                return new WitnessAnswer(rule, WitnessAnswerKind.Fires, world.Count == 0 ? "fires without any series" : $"fires, for example with {Example(world)}", new WitnessTest(test, file));
            }

            if (needs.IsEmpty)
            {
                break;
            }
        }

        return new WitnessAnswer(rule, WitnessAnswerKind.NotKnown, needs.IsEmpty ? "no selector below it was understood" : $"no data were found for '{Obstacle(root)}'");
    }

    private static string? TryWorld(RuleFile rules, AlertingRule rule, Dictionary<Labels, string> world, Timing timing, CancellationToken cancellation)
    {
        var storage = new TestStorage();
        var inputs = new List<Series>();
        foreach ((Labels labels, string values) in world)
        {
            var set = new SeriesSet();
            SeriesDescription description = SeriesDescription.Parse($"{labels} {values}");
            if (!description.Errors.IsEmpty)
            {
                return null;
            }

            set.Load(description, 0, timing.Interval);
            inputs.Add(set.All[0]);
        }

        var context = new RuleRunContext(storage, new EvaluationOptions { DefaultSubqueryStep = TimeSpan.FromMilliseconds(timing.Interval), MaxSamples = 1_000_000 }, RuleTestOptions.Default, cancellation);
        var group = new RuleGroupRun(rules.Groups[0], context, RuleRun.Of);
        var alert = (AlertingRuleRun)group.Rules[^1];
        for (int step = 0; step <= timing.Steps; step++)
        {
            long time = step * timing.Interval;
            foreach (Series series in inputs)
            {
                if (step < series.Count && series[step].Time == time)
                {
                    storage.Append(series.Labels, series[step]);
                }
            }

            group.Evaluate(time);
            if (group.Rules.Any(static each => each.Error is not null))
            {
                return null;
            }

            if (alert.Firing.Any())
            {
                return Verified(TestText(rule, world, [.. alert.Firing], time, step, timing), rules);
            }
        }

        return null;
    }

    /// <summary>The test, where it passes as a unit test.</summary>
    private static string? Verified(string test, RuleFile rules)
    {
        TestFile file = TestFileReader.Read(new SourceText("witness_test.yml", test));
        return RuleTester.Run(file, [rules]).Passed ? test : null;
    }

    private static string TestText(AlertingRule rule, Dictionary<Labels, string> world, ImmutableArray<FiringAlert> firing, long time, int step, Timing timing)
    {
        string interval = PrometheusDuration.Format(TimeSpan.FromMilliseconds(timing.Interval));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rule_files: [{WitnessTest.RulesPlaceholder}]\nevaluation_interval: {interval}\ntests:\n- name: {YamlText.Quoted($"{rule.Name!.Value} fires")}\n  interval: {interval}\n");
        text.Append(world.Count == 0 ? "" : "  input_series:\n");
        foreach ((Labels labels, string values) in world.OrderBy(static entry => entry.Key, Comparer<Labels>.Create(Labels.Compare)))
        {
            string shorter = values[..(values.LastIndexOf('x') + 1)] + (step + 1).ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"  - series: {YamlText.Quoted(labels.ToString())}\n    values: {YamlText.Quoted(shorter)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  alert_rule_test:\n  - eval_time: {PrometheusDuration.Format(TimeSpan.FromMilliseconds(time))}\n    alertname: {YamlText.Quoted(rule.Name.Value)}\n    exp_alerts:\n");
        foreach (FiringAlert alert in firing)
        {
            text.Append("    - exp_labels: ").Append(YamlText.FlowMap(alert.Labels.Where(static label => label.Key != "alertname"))).Append('\n');
            text.Append("      exp_annotations: ").Append(YamlText.FlowMap(alert.Annotations)).Append('\n');
        }

        return text.ToString();
    }

    private static string Example(Dictionary<Labels, string> world)
    {
        (Labels labels, string values) = world.First();
        string more = world.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {world.Count - 1} more series") : "";
        return $"{labels} {values}{more}";
    }

    private static string Obstacle(Expr root)
    {
        Expr node = root.DescendantsAndSelf().FirstOrDefault(static each => each is Call { Name: not ("rate" or "increase" or "absent" or "time") } or SubqueryExpr) ?? root;
        return string.Join(' ', PromQL.Printing.PromQLPrinter.Print(node).Split('\n'));
    }

    /// <summary>How often a search evaluates and for how long.</summary>
    private readonly record struct Timing(long Interval, int Steps)
    {
        public static Timing Of(AlertingRule rule, IEnumerable<Rule> rules)
        {
            long horizon = (long)(rule.For?.Value ?? TimeSpan.Zero).TotalMilliseconds;
            long least = long.MaxValue;
            foreach (Expr node in rules.SelectMany(static each => each.Expression!.Root!.DescendantsAndSelf()))
            {
                DurationSyntax? window = node switch
                {
                    MatrixSelector matrix => matrix.Window,
                    SubqueryExpr subquery => subquery.Window,
                    _ => null,
                };
                long length = (long)(window?.Constant ?? TimeSpan.Zero).TotalMilliseconds;
                horizon += length;
                least = node is MatrixSelector && length > 0 ? Math.Min(least, length) : least;
                horizon += node is VectorSelector { Offset.Duration.Constant: { } offset } ? (long)Math.Max(0, offset.TotalMilliseconds) : 0;
                horizon += node is Call { Name: "hour" or "minute" or "day_of_week" or "day_of_month" } ? 3 * 86_400_000L : 0;
            }

            long interval = least == long.MaxValue ? 60_000 : Math.Clamp(least / 4 / 1000 * 1000, 5_000, 60_000);
            horizon += 5 * interval;
            while (horizon / interval > MaxSteps)
            {
                interval *= 2;
            }

            return new Timing(interval, (int)(horizon / interval) + 2);
        }
    }
}
