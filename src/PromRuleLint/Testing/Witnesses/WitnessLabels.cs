using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>Labels that let the sides of an alert's operators meet.</summary>
/// <param name="All">A value for every label that a selector, a join or a grouping names.</param>
/// <param name="Joined">Those of them that joins and groupings name, and that targets have.</param>
internal sealed record WitnessLabels(IReadOnlyDictionary<string, string> All, IReadOnlyDictionary<string, string> Joined)
{
    private static readonly string[] Samples = ["x", "1", "a", "prod", "500", "0", "/x", "x-1", "xx", "node", "true", "A"];

    /// <summary>The labels that selectors fix or that joins and groupings name, with a value for each.</summary>
    public static WitnessLabels From(IEnumerable<Expr> expressions)
    {
        var shared = new Dictionary<string, string>(StringComparer.Ordinal) { ["instance"] = "i0", ["job"] = "j" };
        Expr[] nodes = [.. expressions.SelectMany(static expression => expression.DescendantsAndSelf())];
        foreach (LabelName label in nodes.OfType<AggregateExpr>().Where(static aggregate => !aggregate.Without).SelectMany(static aggregate => aggregate.Grouping)
            .Concat(nodes.OfType<BinaryExpr>().SelectMany(static binary => binary.Matching is { } matching ? matching.IsOn ? matching.Labels.AddRange(matching.Include) : matching.Include : [])))
        {
            shared.TryAdd(label.Name, "x");
        }

        HashSet<string> joined = [.. shared.Keys];
        foreach (LabelMatcher matcher in nodes.OfType<VectorSelector>().SelectMany(static selector => selector.Matchers))
        {
            if (matcher.Type is MatchType.Equal or MatchType.Regexp && Sample([matcher], null) is { Length: > 0 } value && matcher.Name != "__name__" && matcher.Name != "le")
            {
                shared[matcher.Name] = value;
            }
        }

        shared.Remove("le");
        foreach (Call call in nodes.OfType<Call>().Where(static call => call.Name == "label_replace"))
        {
            Replace(shared, joined, call);
        }

        return new WitnessLabels(shared, shared.Where(label => joined.Contains(label.Key)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Chooses the label that <c>label_replace</c> reads so that what it writes is what the other side has.</summary>
    private static void Replace(Dictionary<string, string> shared, HashSet<string> joined, Call call)
    {
        string[] texts = [.. call.Arguments.OfType<StringLiteral>().Select(static text => text.Value)];
        if (texts is not [var target, _, var source, var regexp] || source == "__name__" || Re2Pattern.Parse(regexp) is not { Error: null } pattern)
        {
            return;
        }

        string wanted = shared.GetValueOrDefault(target, "x");
        string[] candidates = [wanted, wanted + ":9100", wanted + ".example:9100", pattern.Prefix + wanted + pattern.Suffix, "v1.2.3", "1.2.3", "a-1", "a/b", "a.b.c", pattern.Sample ?? ""];
        string? best = null;
        foreach (string candidate in candidates.Where(pattern.IsMatch))
        {
            string written = Written(call, source, candidate, target);
            best ??= candidate;
            if (written == wanted)
            {
                best = candidate;
                break;
            }
        }

        if (best is not null)
        {
            shared[source] = best;
            shared[target] = Written(call, source, best, target);
            joined.Add(source);
            joined.Add(target);
        }
    }

    /// <summary>What <c>label_replace</c> writes for a value of the label that it reads.</summary>
    private static string Written(Call call, string source, string value, string target)
    {
        string text = string.Join(", ", call.Arguments.OfType<StringLiteral>().Select(static literal => PromQLPrinter.Print(literal)));
        ParseResult parsed = PromQLParser.Parse($"label_replace(a, {text})");
        var series = new SeriesSet();
        series.Append(Labels.From([KeyValuePair.Create("__name__", "a"), KeyValuePair.Create(source, value)]), new Sample(0, 1));
        return parsed is { IsValid: true, Root: { } root } && new Evaluator(series).Instant(root, 0).Vector is [var element] ? element.Labels[target] : "";
    }

    /// <summary>A value that all matchers of a label match; null where none is found.</summary>
    public static string? Sample(IReadOnlyCollection<LabelMatcher> matchers, string? preferred)
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
                candidates.AddRange(Samples.Select(sample => pattern.Prefix + sample + pattern.Suffix));
            }
        }

        candidates.InsertRange(0, preferred is null ? [] : [preferred]);
        candidates.AddRange(Samples);
        candidates.Add("");
        return candidates.Find(candidate => matchers.All(matcher => MatcherPatterns.Matches(matcher, candidate)));
    }
}
