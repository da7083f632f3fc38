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

    private const int CharactersPerPlace = 128;
    private const int FewestPlaces = 64;
    private const int MostPlaces = 1 << 16;
    private const ulong Factor = 0x9E3779B97F4A7C15;

    private readonly string?[] _places;

    /// <summary>Makes a set of texts.</summary>
    /// <param name="characters">How long the files are together.</param>
    public SharedTexts(long characters) =>
        _places = new string?[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(characters / CharactersPerPlace, FewestPlaces, MostPlaces))];

    /// <summary>A text with the given characters.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
        {
            return text.ToString();
        }

        ref string? place = ref PlaceOf(text);
        string? known = place;
        return known is not null && text.SequenceEqual(known) ? known : place = text.ToString();
    }

    /// <summary>A text that is equal to the given one.</summary>
    public string Get(string text)
    {
        if (text.Length > Longest)
        {
            return text;
        }

        ref string? place = ref PlaceOf(text);
        string? known = place;
        return known is not null && known == text ? known : place = text;
    }

    private ref string? PlaceOf(ReadOnlySpan<char> text) => ref _places[(int)(Hash(text) >> 40) & (_places.Length - 1)];

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
