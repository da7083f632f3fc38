using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Arithmetic, comparisons and trimming between two vectors, element by element of each match group.</summary>
internal sealed class VectorMatchingOperation
{
    // Where a side has no series of a group and a fill value stands in.
    private const int Filled = -1;

    private readonly ExpressionEvaluator _evaluator;
    private readonly BinaryExpr _expr;
    private readonly VectorMatching _matching;
    private readonly MatchSignatures _signatures;
    private readonly bool _swapped;
    private readonly List<Row> _many;
    private readonly List<Row> _one;
    private readonly int[] _manyOrdinals;
    private readonly int[] _oneOrdinals;
    private readonly Dictionary<(int Many, int One), Row> _results = [];
    private readonly List<Row> _order = [];
    private readonly int[] _oneOfGroup;
    private readonly HashSet<(int Group, Labels Labels)> _matched = [];
    private readonly bool[] _isMatched;
    private EvaluationAnnotation? _lastError;

    public VectorMatchingOperation(ExpressionEvaluator evaluator, BinaryExpr expr, List<Row> left, List<Row> right)
    {
        this._evaluator = evaluator;
        this._expr = expr;
        _matching = expr.Matching!;
        _signatures = new MatchSignatures(_matching, left, right);
        _swapped = _matching.Cardinality == MatchCardinality.OneToMany;
        (_many, _one) = _swapped ? (right, left) : (left, right);
        (_manyOrdinals, _oneOrdinals) = _swapped ? (_signatures.Right, _signatures.Left) : (_signatures.Left, _signatures.Right);
        _oneOfGroup = new int[_signatures.Count];
        _isMatched = new bool[_signatures.Count];
    }

    public List<Row> Evaluate()
    {
        for (int step = 0; step < _evaluator.Steps.Count; step++)
        {
            _evaluator.Run.CheckCancellation();
            _lastError = null;
            EvaluateStep(step);
            if (_lastError is not null)
            {
                _evaluator.Run.Annotations.Add(_lastError);
            }
        }

        return _order.FindAll(static row => row.HasAny());
    }

    private void EvaluateStep(int step)
    {
        bool anyMany = _many.Exists(row => row.Has(step));
        bool anyOne = _one.Exists(row => row.Has(step));
        bool fills = _matching.FillLeft is not null || _matching.FillRight is not null;
        if ((!anyMany && !anyOne) || (!(anyMany && anyOne) && !fills))
        {
            return;
        }

        Array.Fill(_oneOfGroup, Filled);
        Array.Clear(_isMatched);
        _matched.Clear();
        for (int i = 0; i < _one.Count; i++)
        {
            if (_one[i].Has(step))
            {
                RequireUnique(i);
                _oneOfGroup[_oneOrdinals[i]] = i;
            }
        }

        // Fill values go with the sides as written, as the reference has them after it has swapped the sides.
        for (int i = 0; i < _many.Count; i++)
        {
            if (_many[i].Has(step) && (_oneOfGroup[_manyOrdinals[i]] != Filled || _matching.FillRight is not null))
            {
                Combine(step, i, _oneOfGroup[_manyOrdinals[i]], _manyOrdinals[i]);
            }
        }

        for (int group = 0; group < _oneOfGroup.Length && _matching.FillLeft is not null; group++)
        {
            if (_oneOfGroup[group] != Filled && !_isMatched[group])
            {
                Combine(step, Filled, _oneOfGroup[group], group);
            }
        }
    }

    private void RequireUnique(int index)
    {
        int other = _oneOfGroup[_oneOrdinals[index]];
        if (other != Filled)
        {
            Labels labels = _one[index].Labels;
            Labels[] both = [labels, _one[other].Labels];
            Array.Sort(both, Labels.Compare);
            throw QueryRun.Error(
                _expr,
                $"found duplicate series for the match group {Messages.Show(_signatures.Compute(labels))} on the {(_swapped ? "left" : "right")} hand-side of the operation: [{Messages.Show(both[0])}, {Messages.Show(both[1])}];many-to-many matching not allowed: matching labels must be unique on one side");
        }
    }

    private void Combine(int step, int manyIndex, int oneIndex, int group)
    {
        double manyValue = manyIndex == Filled ? _matching.FillLeft!.Value : _many[manyIndex].Floats[step];
        double oneValue = oneIndex == Filled ? _matching.FillRight!.Value : _one[oneIndex].Floats[step];
        FloatHistogram? manyHistogram = manyIndex == Filled ? null : _many[manyIndex].HistogramAt(step);
        FloatHistogram? oneHistogram = oneIndex == Filled ? null : _one[oneIndex].HistogramAt(step);
        ElementResult element = _swapped
            ? ElementOperations.Apply(_expr, oneValue, oneHistogram, manyValue, manyHistogram, _evaluator.Run.Annotations)
            : ElementOperations.Apply(_expr, manyValue, manyHistogram, oneValue, oneHistogram, _evaluator.Run.Annotations);
        if (!element.IsDefined)
        {
            _lastError = element.Error;
            return;
        }

        Row result = ResultOf(manyIndex, oneIndex);
        RequireUniqueResult(group, result.Labels);
        if (_expr.IsComparison)
        {
            _evaluator.Run.Options.Observer?.Compared(_expr, element.Keeps);
        }

        if (_expr.ReturnsBool)
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
        if (_matching.Cardinality == MatchCardinality.OneToOne)
        {
            if (_isMatched[group])
            {
                throw QueryRun.Error(_expr, "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
            }
        }
        else if (!_matched.Add((group, labels)))
        {
            throw QueryRun.Error(_expr, "multiple matches for labels: grouping labels must ensure unique matches");
        }

        _isMatched[group] = true;
    }

    private Row ResultOf(int manyIndex, int oneIndex)
    {
        if (!_results.TryGetValue((manyIndex, oneIndex), out Row? result))
        {
            Labels manyLabels = manyIndex == Filled ? _signatures.Compute(_one[oneIndex].Labels) : _many[manyIndex].Labels;
            Labels oneLabels = oneIndex == Filled ? _signatures.Compute(_many[manyIndex].Labels) : _one[oneIndex].Labels;
            result = _evaluator.NewRow(ResultLabels(manyLabels, oneLabels), _expr.ReturnsBool);
            _results.Add((manyIndex, oneIndex), result);
            _order.Add(result);
        }

        return result;
    }

    private Labels ResultLabels(Labels manyLabels, Labels oneLabels)
    {
        Labels labels = _expr.DropsMetricName ? manyLabels.WithoutMetadata() : manyLabels;
        if (_matching.Cardinality == MatchCardinality.OneToOne)
        {
            var names = new HashSet<string>(_matching.Labels.Select(static label => label.Name), StringComparer.Ordinal);
            labels = _matching.IsOn ? labels.Only(names) : labels.AllBut(names);
        }

        foreach (LabelName included in _matching.Include)
        {
            labels = labels.With(included.Name, oneLabels[included.Name]);
        }

        return _expr.ReturnsBool ? _evaluator.Unnamed(labels) : labels;
    }
}
