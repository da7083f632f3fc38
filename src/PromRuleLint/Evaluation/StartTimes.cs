namespace PromRuleLint.Evaluation;

/// <summary>What the start times of samples say of resets between two of them.</summary>
internal static class StartTimes
{
    /// <summary>Whether the counter began anew between two samples.</summary>
    public static bool IsReset(long previousStart, long previousTime, long start, long time)
    {
        if (start == 0 || start >= time || start < previousTime)
        {
            return false;
        }

        if (start > previousTime)
        {
            return true;
        }

        // It began at the previous sample. For deltas that is a reset; for a counter whose start was unknown it is not.
        return previousStart <= previousTime && previousStart != 0 && previousStart != previousTime;
    }

    /// <summary>Whether a sample claims a start before the previous sample that is not the previous one's start.</summary>
    public static bool Overlaps(long previousStart, long previousTime, long start) => start != 0 && start < previousTime && start != previousStart;
}
