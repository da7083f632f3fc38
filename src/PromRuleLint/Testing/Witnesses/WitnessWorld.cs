using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>Series that may make an alert fire, each with its labels and its values in series notation.</summary>
internal static class WitnessWorld
{
    /// <summary>How many ways there are to meet a wish.</summary>
    public const int Variants = 8;

    /// <summary>How many ways there are to lay labels out.</summary>
    public const int Layouts = 8;

    /// <summary>Stands for values that fall towards zero.</summary>
    private const double Falling = -1e300;

    private static readonly string[] BucketBounds = ["0.001", "1000000", "+Inf"];

    /// <summary>The series, label set by label set.</summary>
    /// <param name="needs">What the series should be like.</param>
    /// <param name="shared">Values of labels that the selectors have in common.</param>
    /// <param name="choose">Which way to meet each wish, by its index.</param>
    /// <param name="steps">How many values each series has.</param>
    /// <param name="layout">Which way to lay labels out: bit 0: selectors of one metric get series of their own; bit 1: series have no labels that only other selectors ask for; bit 2: of several wishes for one series the last holds.</param>
    public static Dictionary<Labels, string> Make(IReadOnlyList<WitnessNeed> needs, WitnessLabels shared, Func<int, int> choose, int steps, int layout)
    {
        bool apart = (layout & 1) != 0;
        IReadOnlyDictionary<string, string> common = (layout & 2) == 0 ? shared.All : shared.Joined;
        var world = new Dictionary<Labels, string>();
        for (int n = 0; n < needs.Count; n++)
        {
            int i = (layout & 4) == 0 ? n : needs.Count - 1 - n;
            WitnessNeed need = needs[i];
            if (need.Wish == WitnessWish.Absent || LabelsOf(need.Selector, common, null) is not { } labels)
            {
                continue;
            }

            if (world.ContainsKey(labels) && apart && LabelsOf(need.Selector, common, "other") is { } other)
            {
                labels = other;
            }

            for (int copy = 0; copy < need.Count; copy++)
            {
                Labels each = copy == 0 ? labels : CopyOf(labels, need, copy);
                WitnessNeed own = need.HasVaryingValues ? need with { Value = need.Value + copy } : need;
                Add(world, each, own, choose(i), steps);
            }
        }

        return world;
    }

    /// <summary>Simpler values that may do as well: 0, 1, a counter that grows by one.</summary>
    public static IEnumerable<string> Rounder(string values, int steps)
    {
        string[] rounder = values.AsSpan(1).ContainsAny('+', '-') ? [$"0+1x{steps}", $"0+60x{steps}", $"0+1000x{steps}"] : [$"0x{steps}", $"1x{steps}", $"10x{steps}", $"100x{steps}", $"1000x{steps}"];
        return rounder.Where(each => each.Length < values.Length && !values.Contains(' ', StringComparison.Ordinal));
    }

    /// <summary>The labels of another series of the same metric: it differs by instance, and by the label that series are counted by.</summary>
    private static Labels CopyOf(Labels labels, WitnessNeed need, int copy)
    {
        string value = string.Create(CultureInfo.InvariantCulture, $"i{copy}");
        Labels other = labels;
        foreach (string label in (string?[])["instance", need.VaryingLabel] is var names ? names.OfType<string>().Distinct() : [])
        {
            LabelMatcher[] matchers = [.. need.Selector.Matchers.Where(matcher => matcher.Name == label)];
            if (matchers.All(matcher => MatcherPatterns.Matches(matcher, value)))
            {
                other = other.With(label, value);
            }
            else if (Different(matchers, labels[label], copy) is { } different)
            {
                other = other.With(label, different);
            }
        }

        return other;
    }

    /// <summary>Another value that matchers match: one more of a finite set.</summary>
    private static string? Different(LabelMatcher[] matchers, string value, int copy) =>
        matchers.Where(static matcher => matcher.Type == MatchType.Regexp).Select(static matcher => matcher.Pattern).OfType<Re2Pattern>()
            .SelectMany(pattern => pattern.FiniteMatches.IsDefault ? [pattern.Prefix + "i" + copy.ToString(CultureInfo.InvariantCulture) + pattern.Suffix] : pattern.FiniteMatches.Where(match => match != value))
            .FirstOrDefault(candidate => matchers.All(matcher => MatcherPatterns.Matches(matcher, candidate)));

    private static void Add(Dictionary<Labels, string> world, Labels labels, WitnessNeed need, int variant, int steps)
    {
        if (!need.IsBucket)
        {
            world.TryAdd(labels, Values(need, variant, steps));
            return;
        }

        foreach (string bound in BucketBounds)
        {
            bool isFilled = need.Wish == WitnessWish.Low || bound != "0.001";
            world.TryAdd(labels.With("le", bound), isFilled ? $"0+{1000 * (variant + 1)}x{steps}" : $"0x{steps}");
        }
    }

    private static string Values(WitnessNeed need, int variant, int steps)
    {
        double value = need.Value;
        if (need.IsHistogram)
        {
            return HistogramValues(need.Wish == WitnessWish.Low, variant, steps);
        }

        if (need.IsGrowth)
        {
            double[] ramps = need.Wish switch
            {
                WitnessWish.Low => [0, Falling, -1, 1e-6, 0, 1, -1000, 0],
                WitnessWish.Exactly when value == 0 => [0, 0, 0, 0, 0, 0, 0, 0],
                _ => [1e6, 1e9, Math.Max(1, value * 600), 1000, 60, 1, 1e12, -1e6],
            };
            double step = ramps[variant];
            if (step == Falling)
            {
                // Above zero all the time, and soon no more if it goes on so.
                return string.Create(CultureInfo.InvariantCulture, $"{(steps + 10) * 1000L}-1000x{steps}");
            }

            return step == 0 ? $"1x{steps}" : $"{(step < 0 ? "1000000000000" : "0")}{(step < 0 ? "-" : "+")}{GoText.Decimal(Math.Abs(step))}x{steps}";
        }

        double[] levels = need.Wish switch
        {
            WitnessWish.Low => [value - 1, 0, value / 2, Math.Min(-1e9, value * 2), value - 0.001, 1e-6, 1, value * 0.9],
            WitnessWish.Exactly => [value, value, 1, 0, value + 1, value, 2, value],
            _ => [value + 1, 1e9, value * 2, (value * 1.01) + 1e-6, 1, 1e15, 100, value + 0.001],
        };
        string text = GoText.Decimal(levels[variant]);
        return need.Ends ? string.Create(CultureInfo.InvariantCulture, $"{text}x{steps / 2} stale") : $"{text}x{steps}";
    }

    /// <summary>Native histograms that grow steadily by observations in one bucket, a high or a low one.</summary>
    private static string HistogramValues(bool isLow, int variant, int steps)
    {
        int bucket = (isLow ? -1 : 1) * (2 + (variant * 4));
        string histogram = string.Create(CultureInfo.InvariantCulture, $"{{{{schema:0 sum:{GoText.Decimal(100 * Math.Pow(2, bucket))} count:100 offset:{bucket} buckets:[100]}}}}");
        return $"{histogram}+{histogram}x{steps}";
    }

    private static Labels? LabelsOf(VectorSelector selector, IReadOnlyDictionary<string, string> shared, string? elsewhere)
    {
        var labels = new LabelsBuilder(Labels.Empty);
        foreach ((string name, string value) in shared)
        {
            labels.Set(name, elsewhere ?? value);
        }

        labels.Set("__name__", selector.Name ?? "");
        foreach (IGrouping<string, LabelMatcher> group in selector.Matchers.Where(static matcher => !(matcher.IsQuotedMetricName)).GroupBy(static matcher => matcher.Name))
        {
            if (WitnessLabels.Sample([.. group], elsewhere ?? shared.GetValueOrDefault(group.Key)) is not { } value)
            {
                return null;
            }

            labels.Set(group.Key, value);
        }

        Labels made = labels.ToLabels();
        return made.MetricName.Length > 0 ? made : null;
    }
}
