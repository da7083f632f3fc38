namespace PromRuleLint.Evaluation;

/// <summary>
/// Keeps the k best values with the worst of them on top, in the order in which Go's <c>container/heap</c> keeps them, which decides
/// between equal values. Not a number is worse than all numbers.
/// </summary>
internal sealed class ValueHeap(bool keepsSmallest)
{
    private readonly List<(int Index, double Value)> _items = [];

    public int Count => _items.Count;

    public void Append(int index, double value) => _items.Add((index, value));

    /// <summary>Takes a value in if there is room or it is better than the worst.</summary>
    public void Offer(int index, double value, long k)
    {
        if (_items.Count < k)
        {
            _items.Add((index, value));
            Up(_items.Count - 1);
        }
        else if (IsWorse(_items[0].Value, value) && !(double.IsNaN(_items[0].Value) && double.IsNaN(value)))
        {
            _items[0] = (index, value);
            Down();
        }
    }

    /// <summary>The indexes, the best value first if they are to be sorted.</summary>
    public IEnumerable<int> Indexes(bool sorted)
    {
        if (sorted)
        {
            GoSort.Sort(_items, (left, right) => IsWorse(right.Value, left.Value));
        }

        return _items.Select(static item => item.Index);
    }

    private bool IsWorse(double left, double right) => double.IsNaN(left) || (keepsSmallest ? left > right : left < right);

    private void Up(int at)
    {
        while (at > 0 && IsWorse(_items[at].Value, _items[(at - 1) / 2].Value))
        {
            Swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void Down()
    {
        for (int at = 0; (2 * at) + 1 < _items.Count;)
        {
            int child = (2 * at) + 1;
            child += child + 1 < _items.Count && IsWorse(_items[child + 1].Value, _items[child].Value) ? 1 : 0;
            if (!IsWorse(_items[child].Value, _items[at].Value))
            {
                return;
            }

            Swap(at, child);
            at = child;
        }
    }

    private void Swap(int left, int right) => (_items[left], _items[right]) = (_items[right], _items[left]);
}
