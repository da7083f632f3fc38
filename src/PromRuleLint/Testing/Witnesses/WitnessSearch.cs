using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Functions;
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
    private const int MaxClockSteps = 1_500;
    private const int MaxShrunk = 40;

    /// <summary>The most values that all worlds of one search may have, times the rules that read them.</summary>
    private const long MaxWork = 20_000_000;

    /// <summary>Beyond this no clock is waited for: a hundred days.</summary>
    private const double MaxWait = 8_640_000;


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
            return new WitnessAnswer(rule, WitnessAnswerKind.NotKnown, rule.Expression?.Parse.Errors is [var error, ..] ? $"its expression cannot be read: {error.Message}" : "it has no name, or no expression in PromQL");
        }

        var collector = new WitnessNeeds(ruleSet.OfType<RecordingRule>().Where(static other => other.Expression is { Parse.Errors.IsEmpty: true }).ToLookup(static other => other.Name?.Value ?? "", static other => (Rule)other));
        ImmutableArray<WitnessNeed> needs = collector.Find(root);
        Rule[] rules = [.. collector.Rules.Reverse(), rule];
        string file = PlainRuleFile.Write("witness", rules);
        RuleFile parsed = RuleFileReader.Read(new SourceText("witness.rules.yml", file));
        if (!parsed.Errors.IsEmpty || parsed.Groups.Length != 1)
        {
            return new WitnessAnswer(rule, WitnessAnswerKind.NotKnown, "its rules cannot be written apart");
        }

        WitnessLabels shared = WitnessLabels.From(rules.Select(static each => each.Expression!.Root!));
        foreach (Timing timing in Timing.Find(rule, rules))
        {
            if (FindAt(parsed, rule, needs, shared, timing, attempts, cancellation) is var (world, test))
            {
                return new WitnessAnswer(rule, WitnessAnswerKind.Fires, world.Count == 0 ? "fires without any series" : $"fires, for example with {Example(world)}", new WitnessTest(test, file));
            }
        }

        return new WitnessAnswer(rule, WitnessAnswerKind.NotKnown, needs.IsEmpty ? "no selector below it was understood" : $"no data were found for '{Obstacle(root)}'");
    }

    private static (Dictionary<Labels, string> World, string Test)? FindAt(RuleFile rules, AlertingRule rule, ImmutableArray<WitnessNeed> needs, WitnessLabels shared, Timing timing, int attempts, CancellationToken cancellation)
    {
        var random = new Random(1);
        long work = 0;
        for (int attempt = 0; attempt < attempts && work < MaxWork; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] choices = [.. needs.Select((_, i) => attempt < WitnessWorld.Variants * WitnessWorld.Layouts ? attempt / WitnessWorld.Layouts : random.Next(WitnessWorld.Variants))];
            Dictionary<Labels, string> world = WitnessWorld.Make(needs, shared, i => choices[i], timing.Steps, attempt % WitnessWorld.Layouts);
            work += (long)(world.Count + 1) * (timing.Steps + 1) * rules.Groups[0].Rules.Length;
            if (Fires(rules, world, timing, cancellation) is not null)
            {
                Dictionary<Labels, string> small = Shrink(rules, world, timing, cancellation);
                foreach (Dictionary<Labels, string> each in (Dictionary<Labels, string>[])[small, world])
                {
                    if (Fires(rules, each, timing, cancellation) is var (step, firing) && Verified(TestText(rule, each, firing, step, timing), rules) is { } test)
                    {
                        return (each, test);
                    }
                }
            }

            if (needs.IsEmpty)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The same with fewer series and rounder numbers, as long as the alert fires no later.</summary>
    private static Dictionary<Labels, string> Shrink(RuleFile rules, Dictionary<Labels, string> world, Timing timing, CancellationToken cancellation)
    {
        var small = new Dictionary<Labels, string>(world);
        if (small.Count > MaxShrunk)
        {
            return small;
        }

        foreach (Labels labels in world.Keys)
        {
            cancellation.ThrowIfCancellationRequested();
            string values = small[labels];
            small.Remove(labels);
            if (Fires(rules, small, timing, cancellation) is not null)
            {
                continue;
            }

            small[labels] = values;
            foreach (string rounder in WitnessWorld.Rounder(values, timing.Steps))
            {
                small[labels] = rounder;
                if (Fires(rules, small, timing, cancellation) is not null)
                {
                    break;
                }

                small[labels] = values;
            }
        }

        return small;
    }

    /// <summary>The step at which the alert fires over a world, with its alerts; null where it does not.</summary>
    private static (int Step, ImmutableArray<FiringAlert> Firing)? Fires(RuleFile rules, Dictionary<Labels, string> world, Timing timing, CancellationToken cancellation)
    {
        var storage = new TestStorage();
        if (Load(world, timing) is not { } inputs)
        {
            return null;
        }

        var context = new RuleRunContext(storage, new EvaluationOptions { DefaultSubqueryStep = TimeSpan.FromMilliseconds(timing.Interval), MaxSamples = 1_000_000 }, RuleTestOptions.Default, cancellation);
        var group = new RuleGroupRun(rules.Groups[0], context, RuleRun.Create);
        var alert = (AlertingRuleRun)group.Rules[^1];
        int settled = 0;
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

            if (alert.Firing.Any() && settled++ >= timing.Settle)
            {
                return (step, [.. alert.Firing]);
            }
        }

        return null;
    }

    private static List<Series>? Load(Dictionary<Labels, string> world, Timing timing)
    {
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

        return inputs;
    }

    /// <summary>The test, where it passes as a unit test.</summary>
    private static string? Verified(string test, RuleFile rules)
    {
        TestFile file = TestFileReader.Read(new SourceText("witness_test.yml", test));
        return RuleTester.Run(file, [rules]).Passed ? test : null;
    }

    private static string TestText(AlertingRule rule, Dictionary<Labels, string> world, ImmutableArray<FiringAlert> firing, int step, Timing timing)
    {
        string interval = PrometheusDuration.Format(TimeSpan.FromMilliseconds(timing.Interval));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rule_files: [{WitnessTest.RulesPlaceholder}]\nevaluation_interval: {interval}\ntests:\n- name: {YamlText.Quoted($"{rule.NameText!} fires")}\n  interval: {interval}\n");
        text.Append(world.Count == 0 ? "" : "  input_series:\n");
        foreach ((Labels labels, string values) in world.OrderBy(static entry => entry.Key, Comparer<Labels>.Create(Labels.Compare)))
        {
            string shorter = IsOneRun(values) ? values[..(values.LastIndexOf('x') + 1)] + (step + 1).ToString(CultureInfo.InvariantCulture) : values;
            text.Append(CultureInfo.InvariantCulture, $"  - series: {YamlText.Quoted(labels.ToString())}\n    values: {YamlText.Quoted(shorter)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  alert_rule_test:\n  - eval_time: {PrometheusDuration.Format(TimeSpan.FromMilliseconds(step * timing.Interval))}\n    alertname: {YamlText.Quoted(rule.NameText!)}\n    exp_alerts:\n");
        foreach (FiringAlert alert in firing)
        {
            text.Append("    - exp_labels: ").Append(YamlText.FlowMap(alert.Labels.Where(static label => label.Key != "alertname"))).Append('\n');
            text.Append("      exp_annotations: ").Append(YamlText.FlowMap(alert.Annotations)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether values are one repetition, which can be cut off where the test ends.</summary>
    private static bool IsOneRun(string values) => values.LastIndexOf('x') is > 0 and var at && values.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Example(Dictionary<Labels, string> world)
    {
        (Labels labels, string values) = world.First();
        string more = world.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {world.Count - 1} more series") : "";
        return $"{labels} {values}{more}";
    }

    private static string Obstacle(Expr root)
    {
        Expr node = root.DescendantsAndSelf().FirstOrDefault(static each => each is SubqueryExpr || (each is Call call && !IsPlain(call))) ?? root;
        return string.Join(' ', PromQL.Printing.PromQLPrinter.Print(node).Split('\n'));
    }

    /// <summary>Whether data for a call are found easily, so that it is hardly the obstacle.</summary>
    private static bool IsPlain(Call call) => call.Name == "time" || call.Has(FunctionTraits.IsCounterAware) || call.Has(FunctionTraits.IsAbsence);

    /// <summary>How often a search evaluates and for how long.</summary>
    /// <param name="Interval">Milliseconds between two evaluations, and two values.</param>
    /// <param name="Steps">How many evaluations there are at most.</param>
    /// <param name="Settle">How many more an alert has to fire for.</param>
    private readonly record struct Timing(long Interval, int Steps, int Settle)
    {
        /// <summary>As short as it can be, and where a clock is read long enough for the numbers that it is held against.</summary>
        public static IEnumerable<Timing> Find(AlertingRule rule, IReadOnlyCollection<Rule> rules)
        {
            long horizon = (long)(rule.For?.Value ?? TimeSpan.Zero).TotalMilliseconds;
            long least = long.MaxValue;
            double wait = 0;
            int clock = 0;
            bool readsClock = false;
            int settle = 0;
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
                clock = Math.Max(clock, node is Call call ? DaysOf(call) : 0);
                readsClock |= node is Call { Name: "time" } || (node is Call read && read.Has(FunctionTraits.GivesTime));
                wait = WitnessNeeds.Constant(node) is { } number and > 0 and <= MaxWait ? Math.Max(wait, number) : wait;

                // The reference orders the matchers of a selector anew when it has read it first; absent() then gives other labels.
                settle = node is VectorSelector selector && selector.Matchers.GroupBy(static matcher => matcher.Name).Any(static group => group.Count() > 1) ? 2 : settle;
            }

            long interval = least == long.MaxValue ? 60_000 : Math.Clamp(least / 4 / 1000 * 1000, 5_000, 60_000);
            yield return Fit(interval, horizon, settle, MaxSteps);
            if (readsClock && wait > 0)
            {
                yield return Fit(interval, horizon + (long)(wait * 1000), settle, MaxSteps);
            }

            if (clock > 0)
            {
                yield return Fit(interval, horizon + (clock * 86_400_000L), settle, MaxClockSteps);
            }
        }

        /// <summary>After how many days a part of the date has had all its values.</summary>
        private static int DaysOf(Call call) => !call.Has(FunctionTraits.IsDate) ? 0 : call.Name switch
        {
            "hour" or "minute" => 1,
            "day_of_week" => 8,
            "day_of_month" => 32,
            // Years do not come round.
            "year" => 0,
            _ => 367,
        };

        private static Timing Fit(long interval, long horizon, int settle, int maxSteps)
        {
            horizon += (5 + settle) * interval;
            while (horizon / interval > maxSteps)
            {
                interval *= 2;
            }

            return new Timing(interval, (int)(horizon / interval) + 2, settle);
        }
    }
}
