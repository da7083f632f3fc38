using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>Series that may make an alert fire, each with its labels and its values in series notation.</summary>
internal static class WitnessWorld
{
    /// <summary>How many ways there are to meet a wish.</summary>
    public const int Variants = 8;

    private static readonly string[] s_samples = ["x", "1", "a", "prod", "500", "0", "/x", "x-1", "xx", "node", "true", "A"];
    private static readonly string[] s_bucketBounds = ["0.001", "1000000", "+Inf"];

    /// <summary>The series, label set by label set.</summary>
    /// <param name="needs">What the series should be like.</param>
    /// <param name="shared">Values of labels that the selectors have in common.</param>
    /// <param name="choose">Which way to meet each wish, by its index.</param>
    /// <param name="steps">How many values each series has.</param>
    /// <param name="apart">Whether selectors of one metric get series of their own.</param>
    public static Dictionary<Labels, string> Make(IReadOnlyList<WitnessNeed> needs, IReadOnlyDictionary<string, string> shared, Func<int, int> choose, int steps, bool apart)
    {
        var world = new Dictionary<Labels, string>();
        for (int i = 0; i < needs.Count; i++)
        {
            WitnessNeed need = needs[i];
            if (need.Wish == WitnessWish.Absent || LabelsOf(need.Selector, shared, null) is not { } labels)
            {
                continue;
            }

            if (world.ContainsKey(labels) && apart && LabelsOf(need.Selector, shared, "other") is { } other)
            {
                labels = other;
            }

            for (int copy = 0; copy < need.Count; copy++)
            {
                Labels each = copy == 0 || need.Selector.Matchers.Any(static matcher => matcher.Name == "instance") ? labels : labels.With("instance", string.Create(CultureInfo.InvariantCulture, $"i{copy}"));
                Add(world, each, need, choose(i), steps);
            }
        }

        return world;
    }

    /// <summary>The labels that selectors fix or that joins and groupings name, with a value for each.</summary>
    public static Dictionary<string, string> SharedLabels(IEnumerable<Expr> expressions)
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal) { ["instance"] = "i0", ["job"] = "j" };
        Expr[] nodes = [.. expressions.SelectMany(static expression => expression.DescendantsAndSelf())];
        foreach (LabelName label in nodes.OfType<AggregateExpr>().Where(static aggregate => !aggregate.Without).SelectMany(static aggregate => aggregate.Grouping)
            .Concat(nodes.OfType<BinaryExpr>().SelectMany(static binary => binary.Matching is { } matching ? matching.IsOn ? matching.Labels.AddRange(matching.Include) : matching.Include : [])))
        {
            shared.TryAdd(label.Name, "x");
        }

        foreach (LabelMatcher matcher in nodes.OfType<VectorSelector>().SelectMany(static selector => selector.Matchers))
        {
            if (matcher.Type is MatchType.Equal or MatchType.Regexp && Sample([matcher], null) is { Length: > 0 } value && matcher.Name != "__name__" && matcher.Name != "le")
            {
                shared[matcher.Name] = value;
            }
        }

        shared.Remove("le");
        return shared;
    }

    private static void Add(Dictionary<Labels, string> world, Labels labels, WitnessNeed need, int variant, int steps)
    {
        if (!need.IsBucket)
        {
            world.TryAdd(labels, Values(need, variant, steps));
            return;
        }

        foreach (string bound in s_bucketBounds)
        {
            bool isFilled = need.Wish == WitnessWish.Low || bound != "0.001";
            world.TryAdd(labels.With("le", bound), isFilled ? $"0+{1000 * (variant + 1)}x{steps}" : $"0x{steps}");
        }
    }

    private static string Values(WitnessNeed need, int variant, int steps)
    {
        double value = need.Value;
        if (need.IsGrowth)
        {
            double[] ramps = need.Wish switch
            {
                WitnessWish.Low => [0, 0, -1, 1e-6, 0, 1, -1000, 0],
                WitnessWish.Exactly when value == 0 => [0, 0, 0, 0, 0, 0, 0, 0],
                _ => [1e6, 1e9, Math.Max(1, value * 600), 1000, 60, 1, 1e12, -1e6],
            };
            double step = ramps[variant];
            return step == 0 ? $"1x{steps}" : $"{(step < 0 ? "1000000000000" : "0")}{(step < 0 ? "-" : "+")}{GoText.Decimal(Math.Abs(step))}x{steps}";
        }

        double[] levels = need.Wish switch
        {
            WitnessWish.Low => [value - 1, 0, value / 2, -1e9, value - 0.001, 1e-6, 1, value * 0.9],
            WitnessWish.Exactly => [value, value, 1, 0, value + 1, value, 2, value],
            _ => [value + 1, 1e9, value * 2, (value * 1.01) + 1e-6, 1, 1e15, 100, value + 0.001],
        };
        string text = GoText.Decimal(levels[variant]);
        return $"{text}x{steps}";
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
            if (Sample([.. group], elsewhere ?? shared.GetValueOrDefault(group.Key)) is not { } value)
            {
                return null;
            }

            labels.Set(group.Key, value);
        }

        Labels made = labels.ToLabels();
        return made.MetricName.Length > 0 ? made : null;
    }

    /// <summary>A value that all matchers of a label match; null where none is found.</summary>
    private static string? Sample(IReadOnlyCollection<LabelMatcher> matchers, string? preferred)
    {
        var candidates = new List<string>();
        foreach (LabelMatcher matcher in matchers)
        {
            if (matcher.Type == MatchType.Equal)
            {
                candidates.Add(matcher.Value);
            }
            else if (matcher is { Type: MatchType.Regexp, Pattern: { Error: null } pattern })
            {
                candidates.AddRange(pattern.FiniteMatches.IsDefault ? [] : pattern.FiniteMatches.Where(static match => match.Length > 0));
                candidates.Add(pattern.Sample ?? "");
                candidates.AddRange(s_samples.Select(sample => pattern.Prefix + sample + pattern.Suffix));
            }
        }

        candidates.InsertRange(0, preferred is null ? [] : [preferred]);
        candidates.AddRange(s_samples);
        candidates.Add("");
        return candidates.Find(candidate => matchers.All(matcher => Matches(matcher, candidate)));
    }

    private static bool Matches(LabelMatcher matcher, string value) => matcher.Type switch
    {
        MatchType.Equal => matcher.Value == value,
        MatchType.NotEqual => matcher.Value != value,
        MatchType.Regexp => matcher.Pattern!.IsMatch(value),
        _ => !matcher.Pattern!.IsMatch(value),
    };
}
