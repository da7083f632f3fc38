using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Arithmetic, comparisons and trimming between two vectors, element by element of each match group.</summary>
internal sealed class VectorMatchingOperation
{
    // Where a side has no series of a group and a fill value stands in.
    private const int Filled = -1;

    private readonly ExpressionEvaluator evaluator;
    private readonly BinaryExpr expr;
    private readonly VectorMatching matching;
    private readonly MatchSignatures signatures;
    private readonly bool swapped;
    private readonly List<Row> many;
    private readonly List<Row> one;
    private readonly int[] manyOrdinals;
    private readonly int[] oneOrdinals;
    private readonly Dictionary<(int Many, int One), Row> results = [];
    private readonly List<Row> order = [];
    private readonly int[] oneOfGroup;
    private readonly HashSet<(int Group, Labels Labels)> matched = [];
    private readonly bool[] isMatched;
    private EvaluationAnnotation? lastError;

    public VectorMatchingOperation(ExpressionEvaluator evaluator, BinaryExpr expr, List<Row> left, List<Row> right)
    {
        this.evaluator = evaluator;
        this.expr = expr;
        matching = expr.Matching!;
        signatures = new MatchSignatures(matching, left, right);
        swapped = matching.Cardinality == MatchCardinality.OneToMany;
        (many, one) = swapped ? (right, left) : (left, right);
        (manyOrdinals, oneOrdinals) = swapped ? (signatures.Right, signatures.Left) : (signatures.Left, signatures.Right);
        oneOfGroup = new int[signatures.Count];
        isMatched = new bool[signatures.Count];
    }

    public List<Row> Evaluate()
    {
        for (int step = 0; step < evaluator.Steps.Count; step++)
        {
            evaluator.Run.CheckCancellation();
            lastError = null;
            EvaluateStep(step);
            if (lastError is not null)
            {
                evaluator.Run.Annotations.Add(lastError);
            }
        }

        return order.FindAll(static row => row.HasAny());
    }

    private void EvaluateStep(int step)
    {
        bool anyMany = many.Exists(row => row.Has(step));
        bool anyOne = one.Exists(row => row.Has(step));
        bool fills = matching.FillLeft is not null || matching.FillRight is not null;
        if ((!anyMany && !anyOne) || (!(anyMany && anyOne) && !fills))
        {
            return;
        }

        Array.Fill(oneOfGroup, Filled);
        Array.Clear(isMatched);
        matched.Clear();
        for (int i = 0; i < one.Count; i++)
        {
            if (one[i].Has(step))
            {
                RequireUnique(i);
                oneOfGroup[oneOrdinals[i]] = i;
            }
        }

        // Fill values go with the sides as written, as the reference has them after it has swapped the sides.
        for (int i = 0; i < many.Count; i++)
        {
            if (many[i].Has(step) && (oneOfGroup[manyOrdinals[i]] != Filled || matching.FillRight is not null))
            {
                Combine(step, i, oneOfGroup[manyOrdinals[i]], manyOrdinals[i]);
            }
        }

        for (int group = 0; group < oneOfGroup.Length && matching.FillLeft is not null; group++)
        {
            if (oneOfGroup[group] != Filled && !isMatched[group])
            {
                Combine(step, Filled, oneOfGroup[group], group);
            }
        }
    }

    private void RequireUnique(int index)
    {
        int other = oneOfGroup[oneOrdinals[index]];
        if (other != Filled)
        {
            Labels labels = one[index].Labels;
            Labels[] both = [labels, one[other].Labels];
            Array.Sort(both, Labels.Compare);
            throw QueryRun.Error(
                expr,
                $"found duplicate series for the match group {Messages.Show(signatures.Of(labels))} on the {(swapped ? "left" : "right")} hand-side of the operation: [{Messages.Show(both[0])}, {Messages.Show(both[1])}];many-to-many matching not allowed: matching labels must be unique on one side");
        }
    }

    private void Combine(int step, int manyIndex, int oneIndex, int group)
    {
        double manyValue = manyIndex == Filled ? matching.FillLeft!.Value : many[manyIndex].Floats[step];
        double oneValue = oneIndex == Filled ? matching.FillRight!.Value : one[oneIndex].Floats[step];
        FloatHistogram? manyHistogram = manyIndex == Filled ? null : many[manyIndex].HistogramAt(step);
        FloatHistogram? oneHistogram = oneIndex == Filled ? null : one[oneIndex].HistogramAt(step);
        ElementResult element = swapped
            ? ElementOperations.Apply(expr, oneValue, oneHistogram, manyValue, manyHistogram, evaluator.Run.Annotations)
            : ElementOperations.Apply(expr, manyValue, manyHistogram, oneValue, oneHistogram, evaluator.Run.Annotations);
        if (!element.IsDefined)
        {
            lastError = element.Error;
            return;
        }

        Row result = ResultOf(manyIndex, oneIndex);
        RequireUniqueResult(group, result.Labels);
        if (expr.IsComparison)
        {
            evaluator.Run.Options.Observer?.Compared(expr, element.Keeps);
        }

        if (expr.ReturnsBool)
        {
            result.Set(step, element.Keeps ? 1 : 0);
        }
        else if (element.Keeps && element.Histogram is { } histogram)
        {
            result.Set(step, histogram);
        }
        else if (element.Keeps)
        {
            result.Set(step, element.Value);
        }
    }

    private void RequireUniqueResult(int group, Labels labels)
    {
        if (matching.Cardinality == MatchCardinality.OneToOne)
        {
            if (isMatched[group])
            {
                throw QueryRun.Error(expr, "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
            }
        }
        else if (!matched.Add((group, labels)))
        {
            throw QueryRun.Error(expr, "multiple matches for labels: grouping labels must ensure unique matches");
        }

        isMatched[group] = true;
    }

    private Row ResultOf(int manyIndex, int oneIndex)
    {
        if (!results.TryGetValue((manyIndex, oneIndex), out Row? result))
        {
            Labels manyLabels = manyIndex == Filled ? signatures.Of(one[oneIndex].Labels) : many[manyIndex].Labels;
            Labels oneLabels = oneIndex == Filled ? signatures.Of(many[manyIndex].Labels) : one[oneIndex].Labels;
            result = evaluator.NewRow(ResultLabels(manyLabels, oneLabels), expr.ReturnsBool);
            results.Add((manyIndex, oneIndex), result);
            order.Add(result);
        }

        return result;
    }

    private Labels ResultLabels(Labels manyLabels, Labels oneLabels)
    {
        Labels labels = expr.DropsMetricName ? manyLabels.WithoutMetadata() : manyLabels;
        if (matching.Cardinality == MatchCardinality.OneToOne)
        {
            var names = new HashSet<string>(matching.Labels.Select(static label => label.Name), StringComparer.Ordinal);
            labels = matching.IsOn ? labels.Only(names) : labels.AllBut(names);
        }

        foreach (LabelName included in matching.Include)
        {
            labels = labels.With(included.Name, oneLabels[included.Name]);
        }

        return expr.ReturnsBool ? evaluator.Unnamed(labels) : labels;
    }
}
