using System.Diagnostics;

namespace PromRuleLint.PromQL;

/// <summary>
/// Counts steps of reading in debug builds, so that tests can show without a clock that work grows no faster than the text. Release
/// builds hold neither the calls nor the count.
/// </summary>
internal static class WorkCounter
{
#if DEBUG
#pragma warning disable RS0030 // Debug builds only: the count must not depend on other threads.
    [ThreadStatic]
#pragma warning restore RS0030
    private static long _steps;

    /// <summary>Steps of this thread so far.</summary>
    public static long Steps => _steps;
#endif

    /// <summary>One token scanned or looked at, or one node checked.</summary>
    [Conditional("DEBUG")]
    public static void Step()
    {
#if DEBUG
        _steps++;
#endif
    }
}
