namespace PromRuleLint.Testing;

/// <summary>Pairs items with others that each may be several of: as many as can be paired (augmenting paths).</summary>
internal static class LoosePairs
{
    /// <summary>Beyond this many items each takes the first other that is left.</summary>
    private const int MaxItems = 200;

    /// <summary>The partner of each item; -1 for one that is left.</summary>
    /// <param name="items">How many items there are.</param>
    /// <param name="others">How many others there are.</param>
    /// <param name="fits">Whether an item and another may be a pair.</param>
    public static int[] Find(int items, int others, Func<int, int, bool> fits)
    {
        int[] partners = [.. Enumerable.Repeat(-1, items)];
        int[] owners = [.. Enumerable.Repeat(-1, others)];
        for (int item = 0; item < items; item++)
        {
            Seek(item, new bool[others]);
        }

        return partners;

        // No deeper than there are items, of which there are few or whose partners are not moved.
        bool Seek(int item, bool[] seen)
        {
            for (int other = 0; other < others; other++)
            {
                if (seen[other] || (items > MaxItems && owners[other] >= 0) || !fits(item, other))
                {
                    continue;
                }

                seen[other] = true;
                if (owners[other] < 0 || Seek(owners[other], seen))
                {
                    owners[other] = item;
                    partners[item] = other;
                    return true;
                }
            }

            return false;
        }
    }
}
