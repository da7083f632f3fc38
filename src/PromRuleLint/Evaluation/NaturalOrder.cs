namespace PromRuleLint.Evaluation;

/// <summary>The order of <c>sort_by_label</c>: numbers within a text compare as numbers, as <c>facette/natsort</c>.</summary>
internal static class NaturalOrder
{
    public static bool IsBefore(string left, string right)
    {
        List<string> l = Chunks(left);
        List<string> r = Chunks(right);
        for (int i = 0; i < l.Count; i++)
        {
            if (i >= r.Count)
            {
                return false;
            }

            bool numbers = long.TryParse(l[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long a)
                & long.TryParse(r[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long b);
            if (numbers ? a != b : l[i] != r[i])
            {
                return numbers ? a < b : ByteOrder.Compare(l[i], r[i]) < 0;
            }

            if (i == l.Count - 1 || i == r.Count - 1)
            {
                return i == l.Count - 1;
            }
        }

        return false;
    }

    private static List<string> Chunks(string text)
    {
        var chunks = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int end = start + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]) == char.IsAsciiDigit(text[start]))
            {
                end++;
            }

            chunks.Add(text[start..end]);
            start = end;
        }

        return chunks;
    }
}
