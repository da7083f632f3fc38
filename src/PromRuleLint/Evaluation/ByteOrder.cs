namespace PromRuleLint.Evaluation;

/// <summary>The order of Go's strings: by their UTF-8 bytes, which is the order of their code points.</summary>
internal static class ByteOrder
{
    public static int Compare(string left, string right)
    {
        int shared = Math.Min(left.Length, right.Length);
        for (int i = 0; i < shared; i++)
        {
            char l = left[i];
            char r = right[i];
            if (l != r)
            {
                // A surrogate stands for a code point above every other UTF-16 unit.
                bool high = char.IsSurrogate(l);
                return high != char.IsSurrogate(r) ? (high ? 1 : -1) : l - r;
            }
        }

        return left.Length - right.Length;
    }
}
