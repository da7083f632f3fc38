namespace PromRuleLint.Evaluation;

/// <summary>
/// Sorting that keeps equal elements in the order in which Go leaves them: up to twelve it sorts by insertion, which comparisons that are
/// no order (of NaN) survive. More are merged; there Go's order of equal elements has no meaning.
/// </summary>
internal static class GoSort
{
    private const int InsertionLimit = 12;

    public static void Sort<T>(List<T> items, Func<T, T, bool> isBefore)
    {
        if (items.Count > InsertionLimit)
        {
            T[] sorted = [.. items];
            Merge(sorted, isBefore);
            items.Clear();
            items.AddRange(sorted);
            return;
        }

        for (int i = 1; i < items.Count; i++)
        {
            for (int j = i; j > 0 && isBefore(items[j], items[j - 1]); j--)
            {
                (items[j], items[j - 1]) = (items[j - 1], items[j]);
            }
        }
    }

    private static void Merge<T>(T[] items, Func<T, T, bool> isBefore)
    {
        var other = new T[items.Length];
        for (int width = 1; width < items.Length; width *= 2)
        {
            for (int start = 0; start < items.Length; start += 2 * width)
            {
                int middle = Math.Min(start + width, items.Length);
                int end = Math.Min(start + (2 * width), items.Length);
                for (int i = start, j = middle, to = start; to < end; to++)
                {
                    bool right = i >= middle || (j < end && isBefore(items[j], items[i]));
                    other[to] = right ? items[j++] : items[i++];
                }
            }

            other.CopyTo(items, 0);
        }
    }
}
