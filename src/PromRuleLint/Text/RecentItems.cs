using System.Numerics;

namespace PromRuleLint.Text;

/// <summary>
/// Finds things again by a hash. A thing gives its place up to another with the same hash, and the oldest goes where there are
/// too many, so that nothing grows and nothing is locked; who finds one has to look whether it is the one that was meant. May be
/// asked from several threads.
/// </summary>
internal sealed class RecentItems<T>
    where T : class
{
    private const int CharactersPerPlace = 128;
    private const int FewestPlaces = 64;
    private const int MostPlaces = 1 << 16;

    // Which item has a hash, counted from 1. The items themselves stand one behind the other: were they scattered by their hash,
    // each collection of young objects would have to look through nearly all of them for young ones.
    private readonly int[] _places;
    private readonly T?[] _items;
    private int _count;

    /// <summary>Makes room.</summary>
    /// <param name="characters">How long the texts are together that the things stand in.</param>
    public RecentItems(long characters)
    {
        _places = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(characters / CharactersPerPlace, FewestPlaces, MostPlaces))];
        _items = new T?[_places.Length];
    }

    /// <summary>What was kept last under a hash, or something else that has taken its room; null for nothing.</summary>
    public T? Find(ulong hash) => _places[PlaceOf(hash)] is > 0 and var number ? _items[number - 1] : null;

    /// <summary>Keeps something under a hash.</summary>
    public void Keep(ulong hash, T item)
    {
        int at = (Interlocked.Increment(ref _count) - 1) & (_items.Length - 1);
        _items[at] = item;
        _places[PlaceOf(hash)] = at + 1;
    }

    private int PlaceOf(ulong hash) => (int)(hash >> 40) & (_places.Length - 1);
}
