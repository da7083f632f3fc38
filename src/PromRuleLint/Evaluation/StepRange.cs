namespace PromRuleLint.Evaluation;

/// <summary>The times of an evaluation in Unix milliseconds.</summary>
internal readonly record struct StepRange(long Start, long Interval, int Count)
{
    public bool IsInstant => Count == 1;

    public long End => Start + (Interval * (Count - 1));

    public long this[int step] => Start + (Interval * step);

    public static StepRange Create(long start, long end, long interval) =>
        new(start, interval, end < start ? 0 : checked((int)Math.Min(((end - start) / interval) + 1, int.MaxValue)));
}
