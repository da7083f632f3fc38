namespace PromRuleLint.Regex;

/// <summary>
/// Sets of code points as arrays of pairs, first and last, ascending, neither touching nor overlapping.
/// </summary>
internal static class RuneSets
{
    /// <summary>The largest code point.</summary>
    public const int MaxRune = 0x10FFFF;

    public static readonly int[] Digit = ['0', '9'];
    public static readonly int[] Space = ['\t', '\n', '\f', '\r', ' ', ' '];
    public static readonly int[] Word = ['0', '9', 'A', 'Z', '_', '_', 'a', 'z'];

    /// <summary>The class behind <c>[:name:]</c>; null where there is none of that name.</summary>
    public static int[]? Posix(ReadOnlySpan<char> name) => name switch
    {
        "alnum" => ['0', '9', 'A', 'Z', 'a', 'z'],
        "alpha" => ['A', 'Z', 'a', 'z'],
        "ascii" => [0, 0x7F],
        "blank" => ['\t', '\t', ' ', ' '],
        "cntrl" => [0, 0x1F, 0x7F, 0x7F],
        "digit" => Digit,
        "graph" => ['!', '~'],
        "lower" => ['a', 'z'],
        "print" => [' ', '~'],
        "punct" => ['!', '/', ':', '@', '[', '`', '{', '~'],
        "space" => ['\t', '\r', ' ', ' '],
        "upper" => ['A', 'Z'],
        "word" => Word,
        "xdigit" => ['0', '9', 'A', 'F', 'a', 'f'],
        _ => null,
    };

    /// <summary>Sorts and merges ranges that were collected in any order.</summary>
    public static int[] Normalize(List<(int Low, int High)> ranges)
    {
        ranges.Sort();
        var result = new List<int>(ranges.Count * 2);
        foreach ((int low, int high) in ranges)
        {
            if (result.Count > 0 && low <= result[^1] + 1)
            {
                result[^1] = Math.Max(result[^1], high);
            }
            else
            {
                result.Add(low);
                result.Add(high);
            }
        }

        return [.. result];
    }

    /// <summary>All code points that are not in <paramref name="set"/>.</summary>
    public static int[] Negate(int[] set)
    {
        var result = new List<int>(set.Length + 2);
        int next = 0;
        for (int i = 0; i < set.Length; i += 2)
        {
            if (next < set[i])
            {
                result.Add(next);
                result.Add(set[i] - 1);
            }

            next = set[i + 1] + 1;
        }

        if (next <= MaxRune)
        {
            result.Add(next);
            result.Add(MaxRune);
        }

        return [.. result];
    }

    /// <summary>Adds the ranges of <paramref name="set"/> to <paramref name="target"/>.</summary>
    public static void AddTo(List<(int Low, int High)> target, int[] set)
    {
        for (int i = 0; i < set.Length; i += 2)
        {
            target.Add((set[i], set[i + 1]));
        }
    }

    /// <summary>Whether <paramref name="rune"/> is in <paramref name="set"/>.</summary>
    public static bool Contains(int[] set, int rune)
    {
        int low = 0;
        int high = (set.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (rune < set[2 * middle])
            {
                high = middle - 1;
            }
            else if (rune > set[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many code points are in <paramref name="set"/>.</summary>
    public static int Count(int[] set)
    {
        int count = 0;
        for (int i = 0; i < set.Length; i += 2)
        {
            count += set[i + 1] - set[i] + 1;
        }

        return count;
    }
}
