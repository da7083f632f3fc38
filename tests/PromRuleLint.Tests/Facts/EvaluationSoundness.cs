using System.Globalization;
using System.Text;
using System.Text.Json;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tests.Facts;

/// <summary>
/// Holds results that the reference engine gave for random expressions against the facts of those expressions, and counts
/// how much the facts said. The facts are found without a look at the series.
/// </summary>
internal sealed class EvaluationSoundness
{
    private readonly RuleSetFacts _facts = new(RuleSet.Empty);
    private readonly Dictionary<string, (int Evaluations, int Empty)> _results = new(StringComparer.Ordinal);

    public List<string> Violations { get; } = [];

    public int Evaluations { get; private set; }

    public int Errors { get; private set; }

    public int Empty { get; private set; }

    public int EmptyProved { get; private set; }

    public int NonEmpty { get; private set; }

    public int NonEmptyProved { get; private set; }

    public int Series { get; private set; }

    public int SeriesBounded { get; private set; }

    public int SeriesExact { get; private set; }

    public int SeriesWithoutNaN { get; private set; }

    public int Labels { get; private set; }

    public int LabelsPresent { get; private set; }

    public int MissingLabels { get; private set; }

    public int MissingImpossible { get; private set; }

    private static readonly string[] KnownLabels = ["__name__", "job", "instance", "code", "kind", "version", "le", "metric_realm", "new"];

    /// <summary>Looks at one line of the table of evaluations.</summary>
    public void Add(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("world", out _))
        {
            return;
        }

        string text = root.GetProperty("expr").GetString()!;
        ParseResult parse = PromQLParser.Parse(text);
        Assert.That(parse.IsValid, Is.True, text);
        NodeFacts facts = _facts.ForExpression(parse.Root!).Result;
        if (!root.TryGetProperty("result", out JsonElement result))
        {
            Errors++;
            return;
        }

        Evaluations++;
        int count = result.GetArrayLength();
        (int evaluations, int empty) = _results.GetValueOrDefault(text);
        _results[text] = (evaluations + 1, empty + (count == 0 ? 1 : 0));
        if (count == 0)
        {
            Empty++;
            EmptyProved += facts.Presence == Presence.Never ? 1 : 0;
            if (facts.Presence == Presence.Always)
            {
                Violations.Add($"{text}: empty, but said to be always there");
            }

            return;
        }

        NonEmpty++;
        NonEmptyProved += facts.Presence == Presence.Always ? 1 : 0;
        if (facts.Presence == Presence.Never)
        {
            Violations.Add($"{text}: {result}, but said to be never there: {Chain(facts)}");
            return;
        }

        foreach (JsonElement series in result.EnumerateArray())
        {
            AddSeries(text, facts, series);
        }
    }

    private void AddSeries(string text, NodeFacts facts, JsonElement series)
    {
        double value = ValueOf(series.GetProperty("value"));
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (series.TryGetProperty("labels", out JsonElement given))
        {
            foreach (JsonProperty label in given.EnumerateObject())
            {
                labels[label.Name] = label.Value.GetString()!;
            }
        }

        if (!facts.Relevant.Any(alternative => Allows(alternative, labels, value)))
        {
            Violations.Add($"{text}: {series} is outside {string.Join(" | ", facts.Relevant.Select(static a => $"{a.Value} {{{a.Labels}}}"))}");
        }

        Series++;
        ValueSet values = facts.Value;
        SeriesBounded += values.IsBounded ? 1 : 0;
        SeriesExact += values.Single is not null ? 1 : 0;
        SeriesWithoutNaN += values.MayBeNaN ? 0 : 1;
        LabelFacts known = facts.Labels;
        Labels += labels.Count;
        LabelsPresent += labels.Keys.Count(known.IsPresent);
        foreach (string label in KnownLabels)
        {
            if (!labels.ContainsKey(label))
            {
                MissingLabels++;
                MissingImpossible += known.IsImpossible(label) ? 1 : 0;
            }
        }
    }

    /// <summary>Expressions that were empty whenever they were evaluated, at least once, without a proof; with the reason that could be.</summary>
    public Dictionary<string, List<string>> EmptyWithoutProof()
    {
        var causes = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach ((string text, (int evaluations, int empty)) in _results)
        {
            Expr root = PromQLParser.Parse(text).Root!;
            if (empty < evaluations || _facts.ForExpression(root).Result.Presence == Presence.Never)
            {
                continue;
            }

            string cause = CauseOf(root);
            if (!causes.TryGetValue(cause, out List<string>? list))
            {
                causes.Add(cause, list = []);
            }

            list.Add(text);
        }

        return new Dictionary<string, List<string>>(causes, StringComparer.Ordinal);
    }

    /// <summary>The figures as a table.</summary>
    public string Report()
    {
        var report = new StringBuilder();
        report.AppendLine("| fact | pinned down | of | share |").AppendLine("|---|---|---|---|");
        Row("empty results proved empty (never)", EmptyProved, Empty);
        Row("non-empty results proved there (always)", NonEmptyProved, NonEmpty);
        Row("values in a bounded range", SeriesBounded, Series);
        Row("values known exactly", SeriesExact, Series);
        Row("values proved not to be NaN", SeriesWithoutNaN, Series);
        Row("labels there, proved present", LabelsPresent, Labels);
        Row("labels missing, proved impossible", MissingImpossible, MissingLabels);
        return report.ToString();

        void Row(string what, int part, int whole) =>
            report.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {part} | {whole} | {(whole == 0 ? 0 : 100.0 * part / whole):0.0}% |");
    }

    private static string CauseOf(Expr root)
    {
        string[] worldMetrics = ["up", "requests_total", "temp", "level", "info_metric", "dur_bucket", "odd", "heartbeat_seq", "heartbeat_ts", "solo"];
        var selectors = root.DescendantsAndSelf().OfType<VectorSelector>().ToList();
        if (selectors.Any(s => !worldMetrics.Contains(s.Name)))
        {
            return "a metric that this world does not have";
        }

        if (selectors.Any(static s => s.Matchers.Length > 0))
        {
            return "a selector that matches no series of this world";
        }

        if (root.DescendantsAndSelf().OfType<BinaryExpr>().Any(static b => b.Matching is not null))
        {
            return "no partner among the series of this world";
        }

        return root.DescendantsAndSelf().OfType<BinaryExpr>().Any(static b => b.IsComparison) ? "a comparison with values that this world does not have" : "other";
    }

    private static string Chain(NodeFacts facts) => facts.EmptyReason is { } reason ? string.Join(" <- ", reason.Steps().Select(static s => s.Message)) : "";

    /// <summary>Whether a series of a result may come about as the alternative says.</summary>
    /// <param name="alternative">One alternative of the facts.</param>
    /// <param name="labels">The series' labels.</param>
    /// <param name="value">Its value; null for a native histogram.</param>
    public static bool Allows(Alternative alternative, Dictionary<string, string> labels, double? value)
    {
        if (value is { } number ? !alternative.Value.Contains(number) : !alternative.Value.MayBeHistogram)
        {
            return false;
        }

        foreach ((string name, string label) in labels)
        {
            if (!alternative.Labels[name].Values.Contains(label))
            {
                return false;
            }
        }

        foreach ((string name, LabelFact fact) in alternative.Labels.Named)
        {
            if (!labels.ContainsKey(name) && !fact.Values.MayBeMissing)
            {
                return false;
            }
        }

        return true;
    }

    private static double ValueOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
        {
            "NaN" => double.NaN,
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        };
}
