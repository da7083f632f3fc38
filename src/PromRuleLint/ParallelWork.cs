namespace PromRuleLint;

/// <summary>Work on items that do not depend on each other.</summary>
internal static class ParallelWork
{
    /// <summary>Does the work on each item, on all processors unless there is one item or the options allow for one thread.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="threads">How the work is shared, and what ends it early.</param>
    /// <param name="work">The work on the item of an index.</param>
    /// <exception cref="OperationCanceledException">The work was ended early.</exception>
    public static void For(int count, ParallelOptions threads, Action<int> work)
    {
        // Threads of the pool take longer to start than a little work takes.
        if (count > 1 && threads.MaxDegreeOfParallelism != 1)
        {
            Parallel.For(0, count, threads, work);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            threads.CancellationToken.ThrowIfCancellationRequested();
            work(i);
        }
    }
}
