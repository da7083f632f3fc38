using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Soundness;

/// <summary>How many claims were held against evaluations, by what they say.</summary>
internal sealed class Tally
{
    public long Trials { get; set; }

    public long Evaluations { get; set; }

    public long Errors { get; set; }

    /// <summary>Samples whose value or labels the facts limit.</summary>
    public long Limited { get; set; }

    public long Never { get; set; }

    public long Always { get; set; }

    /// <summary>Comparisons said to hold for all or for none.</summary>
    public long Decided { get; set; }

    public long Claims => Limited + Never + Always + Decided;
}

/// <summary>
/// One rule file over one set of series: the rules are run as a server runs them, and all that the facts say of each node of
/// each expression is held against what the node evaluates to.
/// </summary>
internal sealed class Trial
{
    private const long Minute = 60_000;
    private const int MaxLabelLength = 10_000;

    private readonly SeriesSet _series = new();
    private readonly Random _random;
    private readonly Tally _tally;
    private readonly RuleSetFacts _facts;
    private readonly RuleFile _file;
    private readonly Evaluator _evaluator;
    private readonly string _external;
    private readonly Dictionary<Rule, HashSet<Labels>> _last = [];
    private readonly List<(Rule Rule, Expr Node, NodeFacts Facts)> _nodes = [];

    private Trial(int seed, Tally tally)
    {
        _random = new Random(seed);
        _tally = tally;
        Text = new RandomRules(_random).Next();
        var series = new RandomSeries(_random);
        Samples = [.. series.Next()];
        _file = RuleFileReader.Read(new SourceText("rules.yml", Text));
        bool delaysNameRemoval = _random.Next(5) == 0;
        _facts = new RuleSetFacts(RuleSet.Create([_file]), new FactsOptions { DelaysNameRemovalOf = _ => delaysNameRemoval });
        _external = RandomRules.Values[_random.Next(RandomRules.Values.Length)];
        _evaluator = new Evaluator(_series, new EvaluationOptions { DelayedNameRemoval = delaysNameRemoval, TypeAndUnitLabels = _random.Next(5) == 0, StartTimestamps = _random.Next(2) == 0 });
    }

    /// <summary>The rule file.</summary>
    public string Text { get; }

    public ImmutableArray<(string Series, string Values, string? StartTimes)> Samples { get; }

    /// <summary>Runs a trial; gives what the evaluation refuted, null for nothing.</summary>
    public static string? Run(int seed, Tally tally)
    {
        var trial = new Trial(seed, tally);
        return trial.Run() is { } refuted ? $"seed {seed}: {refuted}\n{trial.Text}{string.Concat(trial.Samples.Select(static s => $"  {s.Series} {s.Values}\n{(s.StartTimes is { } starts ? $"  {s.Series}@st {starts}\n" : "")}"))}" : null;
    }

    private string? Run()
    {
        _tally.Trials++;
        foreach (Rule rule in _file.Rules)
        {
            if (rule.Expression is { Parse.IsValid: true, Root: { } root } && _facts.ForRule(rule) is { } facts)
            {
                _nodes.AddRange(root.DescendantsAndSelf().Where(static node => node.Type is ExprType.Vector or ExprType.Scalar && node is not (ParenExpr or NumberLiteral)).Select(node => (rule, node, facts.ForNode(node))));
            }
        }

        long start = _random.Next(2) == 0 ? 0 : 1_700_000_000_000;
        foreach ((string series, string values, string? starts) in Samples)
        {
            _series.Load(SeriesDescription.Parse($"{series} {values}"), start, Minute, starts is null ? null : SeriesDescription.Parse($"{series}@st {starts}"));
        }

        for (int step = 0; step < RandomSeries.Length + 7; step++)
        {
            long time = start + step * Minute + _random.Next(3) * 1000;
            foreach (Rule rule in _file.Rules)
            {
                Record(rule, time);
            }

            // The first steps have no window yet; later ones end in silence.
            if (step % 4 == 3 && Check(time) is { } refuted)
            {
                return refuted;
            }
        }

        return null;
    }

    private string? Check(long time)
    {
        foreach ((Rule rule, Expr node, NodeFacts facts) in _nodes)
        {
            if (CheckNode(node, facts, time) is { } refuted)
            {
                return $"{node.Range.In(rule.Expression!.Text).ToString()} at {time}: {refuted}\n  said: {facts}\n  {string.Join("\n  ", facts.Alternatives.Select(static a => $"{(a.IsPossible ? "" : "impossible: " + a.Impossibility!.Message + ": ")}{a.Value} {{{a.Labels}}}"))}";
            }
        }

        return null;
    }

    private string? CheckNode(Expr node, NodeFacts facts, long time)
    {
        _tally.Evaluations++;
        EvaluationResult result;
        try
        {
            result = _evaluator.Instant(node, time);
        }
        catch (EvaluationException e)
        {
            _tally.Errors++;
            return facts.Presence == Presence.Always && node.Type == ExprType.Vector ? $"said to be always there, and fails: {e.Message}" : null;
        }

        if (result.Type == ExprType.Scalar)
        {
            _tally.Limited += facts.Value.IsBounded || !facts.Value.MayBeNaN ? 1 : 0;
            return facts.Value.Contains(result.Scalar) ? null : $"is {result.Scalar:R}";
        }

        _tally.Never += facts.Presence == Presence.Never ? 1 : 0;
        _tally.Always += facts.Presence == Presence.Always ? 1 : 0;
        if (result.Vector.IsEmpty)
        {
            return facts.Presence == Presence.Always ? "said to be always there, and is empty" : null;
        }

        if (facts.Presence == Presence.Never)
        {
            return $"said to be never there, and is {Show(result.Vector[0])}";
        }

        foreach (VectorElement element in result.Vector)
        {
            if (!facts.Alternatives.Any(alternative => alternative.IsPossible && Allows(alternative, element)))
            {
                return $"{Show(element)} is outside of what is said";
            }

            _tally.Limited += facts.Value.IsUnknown && facts.Labels.Named.IsEmpty ? 0 : 1;
        }

        return node is BinaryExpr { IsComparison: true, ReturnsBool: false } comparison ? CheckDecision(comparison, result, time) : null;
    }

    /// <summary>A filter that is said to let everything through returns as many series as it gets.</summary>
    private string? CheckDecision(BinaryExpr comparison, EvaluationResult result, long time)
    {
        (Expr vector, Expr? scalar) = comparison.Left.Type == ExprType.Scalar ? (comparison.Right, comparison.Left) : (comparison.Left, comparison.Right.Type == ExprType.Scalar ? comparison.Right : null);
        if (scalar is null || _nodes.Find(each => ReferenceEquals(each.Node, comparison)).Rule is not { } rule || _facts.ForRule(rule) is not { } facts
            || !ValueSet.IsAlwaysTrue(facts.ForNode(comparison.Left).Value, comparison.Operator, facts.ForNode(comparison.Right).Value))
        {
            return null;
        }

        _tally.Decided++;
        int before = _evaluator.Instant(vector, time).Vector.Length;
        return result.Vector.Length == before ? null : $"said to hold always, and lets {result.Vector.Length} of {before} through";
    }

    private static bool Allows(Alternative alternative, VectorElement element)
    {
        if (element.Histogram is null ? !alternative.Value.Contains(element.Value) : !alternative.Value.MayBeHistogram)
        {
            return false;
        }

        foreach ((string name, string value) in element.Labels)
        {
            if (!alternative.Labels[name].Values.Contains(value))
            {
                return false;
            }
        }

        foreach ((string name, LabelFact fact) in alternative.Labels.Named)
        {
            if (!element.Labels.Contains(name) && !fact.Values.MayBeMissing)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a server does with a rule at each evaluation: a recording rule gives its series, an alerting rule those of <c>ALERTS</c>.</summary>
    private void Record(Rule rule, long time)
    {
        if (rule is not { Name: { } name, Expression: { Parse.IsValid: true, Root: { } root } })
        {
            return;
        }

        var now = new Dictionary<Labels, VectorElement>();
        try
        {
            EvaluationResult result = _evaluator.Instant(root, time);
            foreach (VectorElement element in result.Type == ExprType.Scalar ? [new VectorElement(Labels.Empty, result.Scalar)] : result.Vector)
            {
                Labels labels = element.Labels.With("__name__", rule is AlertingRule ? "ALERTS" : name.Value);
                foreach (LabelEntry label in rule.Labels)
                {
                    labels = labels.With(label.Name.Value, label.Value.Value.Contains("$externalLabels", StringComparison.Ordinal) ? _external : label.Value.Value);
                }

                // A rule that joins a label with itself doubles it each time.
                if (labels.Any(static label => label.Value.Length > MaxLabelLength))
                {
                    return;
                }

                labels = rule is AlertingRule ? labels.With("alertname", name.Value).With("alertstate", "firing") : labels;
                if (!now.TryAdd(labels, rule is AlertingRule ? new VectorElement(labels, 1) : element))
                {
                    return;
                }
            }
        }
        catch (EvaluationException)
        {
            return;
        }

        foreach ((Labels labels, VectorElement element) in now)
        {
            if (_series.GetOrAdd(labels) is { Count: var count } series && (count == 0 || series[count - 1].Time < time))
            {
                _series.Append(labels, new Sample(time, element.Value, element.Histogram));
            }
        }

        foreach (Labels gone in _last.GetValueOrDefault(rule, []))
        {
            if (!now.ContainsKey(gone) && _series.GetOrAdd(gone) is { Count: > 0 } series && series[series.Count - 1].Time < time)
            {
                _series.Append(gone, time, StaleMark.Value);
            }
        }

        _last[rule] = [.. now.Keys];
    }

    private static string Show(VectorElement element) => $"{element.Labels} {(element.Histogram is { } histogram ? histogram.ToString() : element.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))}";
}
