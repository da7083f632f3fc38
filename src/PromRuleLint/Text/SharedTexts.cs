using System.Numerics;
using System.Runtime.InteropServices;

namespace PromRuleLint.Text;

/// <summary>
/// Makes equal texts one object: names and values repeat in the files of a run. A text gives its place up to another with the
/// same hash, so that nothing grows and nothing is locked. May be asked from several threads.
/// </summary>
internal sealed class SharedTexts
{
    /// <summary>Longer ones are not looked up: they seldom stand twice.</summary>
    private const int Longest = 256;

    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly RecentItems<string> _known;

    /// <summary>Makes a set of texts.</summary>
    /// <param name="characters">How long the files are together.</param>
    public SharedTexts(long characters) => _known = new RecentItems<string>(characters);

    /// <summary>A text with the given characters.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
        {
            return text.ToString();
        }

        ulong hash = Hash(text);
        if (_known.Find(hash) is { } known && text.SequenceEqual(known))
        {
            return known;
        }

        string made = text.ToString();
        _known.Keep(hash, made);
        return made;
    }

    /// <summary>A text that is equal to the given one.</summary>
    public string Get(string text)
    {
        if (text.Length > Longest)
        {
            return text;
        }

        ulong hash = Hash(text);
        if (_known.Find(hash) is { } known && known == text)
        {
            return known;
        }

        _known.Keep(hash, text);
        return text;
    }

    /// <summary>A hash that is quick rather than safe: texts with one hash only take each other's place.</summary>
    internal static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = (uint)text.Length;
        ReadOnlySpan<ulong> fours = MemoryMarshal.Cast<char, ulong>(text);
        foreach (ulong four in fours)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ four) * Factor;
        }

        foreach (char c in text[(fours.Length * (sizeof(ulong) / sizeof(char)))..])
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ c) * Factor;
        }

        return hash;
    }
}
