using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>The match groups of two vectors: a number for each set of values of the labels that are matched on.</summary>
internal sealed class MatchSignatures
{
    private readonly HashSet<string> _names;
    private readonly bool _isOn;
    private readonly Dictionary<Labels, int> _ordinals = [];

    public MatchSignatures(VectorMatching matching, List<Row> left, List<Row> right)
    {
        _isOn = matching.IsOn;
        _names = new HashSet<string>(matching.Labels.Select(static label => label.Name), StringComparer.Ordinal);
        if (!_isOn)
        {
            _names.Add(Labels.MetricNameLabel);
        }

        Left = Number(left);
        Right = Number(right);
    }

    public int Count => _ordinals.Count;

    public int[] Left { get; }

    public int[] Right { get; }

    /// <summary>The labels that are matched on.</summary>
    public Labels Compute(Labels labels) => _isOn ? labels.Only(_names) : labels.AllBut(_names);

    private int[] Number(List<Row> rows)
    {
        var numbers = new int[rows.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            Labels signature = Compute(rows[i].Labels);
            if (!_ordinals.TryGetValue(signature, out numbers[i]))
            {
                numbers[i] = _ordinals.Count;
                _ordinals.Add(signature, numbers[i]);
            }
        }

        return numbers;
    }
}
