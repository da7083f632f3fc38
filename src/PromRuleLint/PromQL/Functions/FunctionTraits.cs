namespace PromRuleLint.PromQL.Functions;

/// <summary>
/// What a function does with the series and values of its subject (<see cref="Function.SubjectIndex"/>), as far as facts and
/// checks ask. The behavior is that of the reference's <c>promql/functions.go</c>.
/// </summary>
[Flags]
internal enum FunctionTraits
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>Each series of the subject gives at most one series, with the same labels but for the metric name and what <see cref="WritesLabels"/> says.</summary>
    KeepsSeries = 1 << 0,

    /// <summary>The metric name stays.</summary>
    KeepsName = 1 << 1,

    /// <summary>The value is a sample of the subject as it is: the current one, or the first or last of a range.</summary>
    KeepsValue = 1 << 2,

    /// <summary>The value is one of the samples of the subject, chosen by its value or place.</summary>
    PicksSample = 1 << 3,

    /// <summary>Sets labels.</summary>
    WritesLabels = 1 << 4,

    /// <summary>NaN gives NaN; of a range, one NaN anywhere in it.</summary>
    PassesNaN = 1 << 5,

    /// <summary>Gives nothing for fewer than two samples in the range.</summary>
    NeedsTwoSamples = 1 << 6,

    /// <summary>Extrapolates to the edges of the range.</summary>
    Extrapolates = 1 << 7,

    /// <summary>Gives fractions even for whole numbers.</summary>
    GivesFractions = 1 << 8,

    /// <summary>Takes each decrease for the restart of a counter.</summary>
    IsCounterAware = 1 << 9,

    /// <summary>Says how much or how fast the subject has changed.</summary>
    MeasuresChange = 1 << 10,

    /// <summary>The value of the subject does not matter, only that and when it is there.</summary>
    IgnoresValue = 1 << 11,

    /// <summary>A part of a date; without an argument, of the time of evaluation.</summary>
    IsDate = 1 << 12,

    /// <summary>Only changes the order of the series.</summary>
    Sorts = 1 << 13,

    /// <summary>Reads the buckets of classic histograms, told apart by <c>le</c>, or native histograms.</summary>
    ReadsBuckets = 1 << 14,

    /// <summary>Reads native histograms and drops floats.</summary>
    ReadsHistograms = 1 << 15,

    /// <summary>Gives nothing for native histograms.</summary>
    DropsHistograms = 1 << 16,

    /// <summary>Limits the value from above, below or both.</summary>
    Clamps = 1 << 17,

    /// <summary>Gives a result where the subject is not there, and none where it is.</summary>
    IsAbsence = 1 << 18,

    /// <summary>Counts how often the value changes or drops.</summary>
    CountsChanges = 1 << 19,

    /// <summary>Says how far the samples of a range lie apart; zero where all are equal.</summary>
    MeasuresSpread = 1 << 20,

    /// <summary>The value is in the unit of the subject.</summary>
    KeepsUnit = 1 << 21,

    /// <summary>The value is the time of a sample of the subject, in seconds since the epoch.</summary>
    GivesTime = 1 << 22,
}
