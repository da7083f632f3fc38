using System.Globalization;
using PromRuleLint.Operations.Textfiles;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>One beat.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Timestamp">When it was written, Unix time in seconds.</param>
internal readonly record struct Heartbeat(long Sequence, long Timestamp)
{
    /// <summary>The highest number that a sample can hold so that the next one differs.</summary>
    public const long MaxSequence = (1L << 53) - 1;

    /// <summary>A sample's value as the number of a beat; null where it is none.</summary>
    public static long? AsSequence(double? value) => value is >= 0 and <= MaxSequence && value == Math.Floor(value.Value) ? (long)value : null;
}
