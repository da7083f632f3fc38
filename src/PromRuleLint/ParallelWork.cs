namespace PromRuleLint;

/// <summary>Work on items that do not depend on each other.</summary>
internal static class ParallelWork
{
    /// <summary>Does the work on each item, on all processors unless there is one item or the options allow for one thread.</summary>
    /// <param name="count">How many items there are; what takes long comes first, for then the processors end at the same time.</param>
    /// <param name="threads">How the work is shared, and what ends it early.</param>
    /// <param name="work">The work on the item of an index.</param>
    /// <exception cref="OperationCanceledException">The work was ended early.</exception>
    public static void For(int count, ParallelOptions threads, Action<int> work)
    {
        int most = threads.MaxDegreeOfParallelism < 0 ? Environment.ProcessorCount : Math.Min(threads.MaxDegreeOfParallelism, Environment.ProcessorCount);
        if (IsShared(count, threads) && most > 1)
        {
            new SharedWork(count, work, threads.CancellationToken).Run(Math.Min(count, most));
            return;
        }

        InOrder(count, threads, work);
    }

    /// <summary>Does the work on each item as above, on the largest first, so that no thread is left with one at the end.</summary>
    /// <param name="sizes">How much work each item is, compared with others.</param>
    /// <param name="threads">How the work is shared, and what ends it early.</param>
    /// <param name="work">The work on the item of an index.</param>
    /// <exception cref="OperationCanceledException">The work was ended early.</exception>
    public static void LargestFirst(int[] sizes, ParallelOptions threads, Action<int> work)
    {
        if (IsShared(sizes.Length, threads))
        {
            int[] order = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(i => sizes[i])];
            For(order.Length, threads, i => work(order[i]));
            return;
        }

        InOrder(sizes.Length, threads, work);
    }

    // Threads of the pool take longer to start than a little work takes.
    private static bool IsShared(int count, ParallelOptions threads) => count > 1 && threads.MaxDegreeOfParallelism != 1;

    private static void InOrder(int count, ParallelOptions threads, Action<int> work)
    {
        for (int i = 0; i < count; i++)
        {
            threads.CancellationToken.ThrowIfCancellationRequested();
            work(i);
        }
    }
}
