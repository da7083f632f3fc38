namespace PromRuleLint.Evaluation;

/// <summary>
/// Keeps the k best values with the worst of them on top, in the order in which Go's <c>container/heap</c> keeps them, which decides
/// between equal values. Not a number is worse than all numbers.
/// </summary>
internal sealed class ValueHeap(bool keepsSmallest)
{
    private readonly List<(int Index, double Value)> items = [];

    public int Count => items.Count;

    public void Append(int index, double value) => items.Add((index, value));

    /// <summary>Takes a value in if there is room or it is better than the worst.</summary>
    public void Offer(int index, double value, long k)
    {
        if (items.Count < k)
        {
            items.Add((index, value));
            Up(items.Count - 1);
        }
        else if (IsWorse(items[0].Value, value) && !(double.IsNaN(items[0].Value) && double.IsNaN(value)))
        {
            items[0] = (index, value);
            Down();
        }
    }

    /// <summary>The indexes, the best value first if they are to be sorted.</summary>
    public IEnumerable<int> Indexes(bool sorted)
    {
        if (sorted)
        {
            GoSort.Sort(items, (left, right) => IsWorse(right.Value, left.Value));
        }

        return items.Select(static item => item.Index);
    }

    private bool IsWorse(double left, double right) => double.IsNaN(left) || (keepsSmallest ? left > right : left < right);

    private void Up(int at)
    {
        while (at > 0 && IsWorse(items[at].Value, items[(at - 1) / 2].Value))
        {
            Swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void Down()
    {
        for (int at = 0; (2 * at) + 1 < items.Count;)
        {
            int child = (2 * at) + 1;
            child += child + 1 < items.Count && IsWorse(items[child + 1].Value, items[child].Value) ? 1 : 0;
            if (!IsWorse(items[child].Value, items[at].Value))
            {
                return;
            }

            Swap(at, child);
            at = child;
        }
    }

    private void Swap(int left, int right) => (items[left], items[right]) = (items[right], items[left]);
}
