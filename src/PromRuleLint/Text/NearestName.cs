namespace PromRuleLint.Text;

/// <summary>Finds what was probably meant by a name that is not known.</summary>
internal static class NearestName
{
    // Longer names are not compared: nobody misspells by hand what is that long, and the work stays bounded.
    private const int MaxLength = 128;

    /// <summary>
    /// The candidate that differs least from <paramref name="name"/>, where it differs by little enough to be meant: by case,
    /// or by one edit in three characters of a longer name, and by no more than <paramref name="maxEdits"/>. Null where none
    /// does. Between equals the first wins.
    /// </summary>
    public static string? Find(ReadOnlySpan<char> name, IEnumerable<string> candidates, int maxEdits = int.MaxValue)
    {
        if (name.IsEmpty || name.Length > MaxLength)
        {
            return null;
        }

        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            if (candidate.Length > MaxLength || name.SequenceEqual(candidate))
            {
                continue;
            }

            // In names of up to three characters one edit makes another name.
            int longest = Math.Max(name.Length, candidate.Length);
            int limit = longest <= 3 ? 0 : Math.Min(longest / 3, maxEdits);
            if (Math.Abs(name.Length - candidate.Length) > limit)
            {
                continue;
            }

            int distance = name.Equals(candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate, Math.Min(limit, bestDistance));
            if (distance <= limit && distance < bestDistance && distance < candidate.Length)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>Edits between two names, case aside; swapping two neighbors is one edit. Of more than <paramref name="limit"/> only that they are more is found.</summary>
    internal static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit = int.MaxValue)
    {
        Span<int> beforeLast = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        int leastOfLast = 0;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                bool same = Same(a[i - 1], b[j - 1]);
                int distance = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    distance = Math.Min(distance, beforeLast[j - 2] + 1);
                }

                current[j] = distance;
                least = Math.Min(least, distance);
            }

            // A swap reaches back over one row and costs one edit.
            if (least > limit && leastOfLast >= limit)
            {
                return least;
            }

            leastOfLast = least;
            Span<int> spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }

        return last[b.Length];
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
