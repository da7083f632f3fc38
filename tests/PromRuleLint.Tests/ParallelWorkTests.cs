namespace PromRuleLint.Tests;

public class ParallelWorkTests
{
    private static readonly int[] Sizes = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3];

    [TestCase(-1)]
    [TestCase(1)]
    [TestCase(3)]
    public void Each_item_is_worked_on_once(int threads)
    {
        for (int count = 0; count < 50; count++)
        {
            int[] times = new int[count];
            ParallelWork.For(count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => Interlocked.Increment(ref times[i]));
            Assert.That(times, Is.All.EqualTo(1));
        }
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Items_are_worked_on_once_whatever_their_sizes(int threads)
    {
        int[] times = new int[Sizes.Length];
        ParallelWork.LargestFirst(Sizes, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => Interlocked.Increment(ref times[i]));
        Assert.That(times, Is.All.EqualTo(1));
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void What_the_work_throws_is_thrown_when_all_threads_have_ended(int threads)
    {
        int running = 0;
        InvalidOperationException? thrown = Assert.Throws<InvalidOperationException>(() => ParallelWork.For(1000, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            Interlocked.Increment(ref running);
            try
            {
                if (i == 500)
                {
                    throw new InvalidOperationException("item 500");
                }
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }));

        Assert.That(thrown!.Message, Is.EqualTo("item 500"));
        Assert.That(running, Is.Zero);
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Work_that_is_ended_early_says_so(int threads)
    {
        using var ending = new CancellationTokenSource();
        int done = 0;
        Assert.Throws<OperationCanceledException>(() => ParallelWork.For(100_000, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ending.Token }, i =>
        {
            if (Interlocked.Increment(ref done) == 10)
            {
                ending.Cancel();
            }
        }));

        Assert.That(done, Is.LessThan(100_000));
    }

    [Test]
    public void Work_may_share_work_itself()
    {
        int done = 0;
        ParallelWork.For(20, new ParallelOptions(), _ => ParallelWork.For(20, new ParallelOptions(), _ => Interlocked.Increment(ref done)));
        Assert.That(done, Is.EqualTo(400));
    }
}
