using System.Numerics;

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

    private ref string? PlaceOf(ReadOnlySpan<char> text) => ref _places[string.GetHashCode(text, StringComparison.Ordinal) & (_places.Length - 1)];
}
