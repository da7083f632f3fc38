namespace PromRuleLint.Regex;

/// <summary>Simple case folding as Go's <c>unicode.SimpleFold</c> goes round it: <c>k → K (Kelvin) → K → k</c>.</summary>
internal static class CaseFolding
{
    private static readonly int[] From = Expand(targets: false);
    private static readonly int[] To = Expand(targets: true);

    /// <summary>The next code point in the same class, the smallest after the largest; <paramref name="rune"/> itself where it is alone.</summary>
    public static int Next(int rune)
    {
        int index = Array.BinarySearch(From, rune);
        return index < 0 ? rune : To[index];
    }

    /// <summary>Adds the range and everything that folds together with something in it.</summary>
    public static void AddFolded(List<(int Low, int High)> target, int low, int high)
    {
        target.Add((low, high));
        int index = Array.BinarySearch(From, low);
        for (index = index < 0 ? ~index : index; index < From.Length && From[index] <= high; index++)
        {
            for (int rune = To[index]; rune != From[index]; rune = Next(rune))
            {
                target.Add((rune, rune));
            }
        }
    }

    /// <summary>The set with everything that folds together with something in it.</summary>
    public static int[] Fold(int[] set)
    {
        var ranges = new List<(int Low, int High)>();
        for (int i = 0; i < set.Length; i += 2)
        {
            AddFolded(ranges, set[i], set[i + 1]);
        }

        return RuneSets.Normalize(ranges);
    }

    private static int[] Expand(bool targets)
    {
        List<int> from = [];
        List<int> to = [];
        ReadOnlySpan<int> runs = UnicodeFolding.Runs;
        for (int i = 0; i < runs.Length; i += 4)
        {
            for (int rune = runs[i]; rune <= runs[i + 1]; rune += runs[i + 2])
            {
                from.Add(rune);
                to.Add(rune + runs[i + 3]);
            }
        }

        int[] keys = [.. from];
        int[] values = targets ? [.. to] : [.. from];
        Array.Sort(keys, values);
        return values;
    }
}
