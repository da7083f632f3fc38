using System.Runtime.ExceptionServices;

namespace PromRuleLint;

/// <summary>
/// Work that several threads share: each takes one item after the other, and not several at once, so that none waits long for
/// another at the end. By hand, because a collection of garbage walks the stacks of all threads, and <see cref="Parallel"/> puts
/// a dozen frames between the caller and the work.
/// </summary>
/// <param name="count">How many items there are.</param>
/// <param name="work">The work on the item of an index.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class SharedWork(int count, Action<int> work, CancellationToken cancellation)
{
    private readonly object _ending = new();
    private ExceptionDispatchInfo? _failure;
    private int _next = -1;
    private int _helpers;
    private bool _isClosed;

    /// <summary>Does the work on this thread and on others, and waits for those of them that have begun.</summary>
    /// <param name="threads">How many threads there may be, with this one.</param>
    /// <exception cref="OperationCanceledException">The work was ended early.</exception>
    public void Run(int threads)
    {
        for (int i = 1; i < threads; i++)
        {
            ThreadPool.QueueUserWorkItem(static shared => shared.Help(), this, preferLocal: false);
        }

        DoItems();
        lock (_ending)
        {
            _isClosed = true;
            while (_helpers > 0)
            {
                Monitor.Wait(_ending);
            }
        }

        _failure?.Throw();
    }

    private void Help()
    {
        lock (_ending)
        {
            // The others were done before this thread was free.
            if (_isClosed)
            {
                return;
            }

            _helpers++;
        }

        DoItems();
        lock (_ending)
        {
            if (--_helpers == 0)
            {
                Monitor.Pulse(_ending);
            }
        }
    }

    /// <summary>Takes items until there are none. After a failure nobody takes another one.</summary>
    private void DoItems()
    {
        try
        {
            for (int i = Interlocked.Increment(ref _next); i < count && Volatile.Read(ref _failure) is null; i = Interlocked.Increment(ref _next))
            {
                cancellation.ThrowIfCancellationRequested();
                work(i);
            }
        }
        catch (Exception e)
        {
            // Thrown again by the thread that waits for the others.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }
}
