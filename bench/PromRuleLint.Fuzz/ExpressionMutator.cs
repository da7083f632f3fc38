namespace PromRuleLint.Fuzz;

/// <summary>
/// Makes new text from expressions: their pieces are swapped, doubled, dropped and mixed with pieces of others and with characters
/// that mean something to the tokenizer. The same seed gives the same texts.
/// </summary>
internal sealed class ExpressionMutator(IReadOnlyList<string> corpus, int seed)
{
    private const int MaxLength = 2000;

    private static readonly string[] Pieces =
    [
        "(", ")", "{", "}", "[", "]", ",", ":", "=", "==", "!=", "=~", "!~", "<", "<=", ">", ">=", "</", ">/", "+", "-", "*", "/", "%", "^",
        "@", "#", "\n", "\r\n", "\t", " ", "\"", "'", "`", "\\", "\\x", "\\u12", "\\777", "\0", "\uFFFD", "\uD83D", "\uDE00", "😀", "é",
        "and", "or", "unless", "atan2", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset", "anchored",
        "smoothed", "fill(0)", "fill_left", "fill_right(-Inf)", "start()", "end()", "step()", "range()", "min_of(", "max_of(1,2)", "@ start()",
        "offset -5m", "[5m]", "[5m:1m]", "[5m:]", "[step()+1]", "{a=\"b\"}", "{\"a\"}", "{__name__=~\".*\"}", "sum", "topk(5, ", "count_values(\"x\", ",
        "quantile", "limit_ratio", "rate(", "label_replace(", "info(", "vector(1)", "time()", "0x1f", "0777", "1e3", "1_000", ".5", "5.", "Inf", "NaN",
        "1y2w3d4h5m6s7ms", "5m1h", "99999999999999999999", "__name__", "x", "a:b", "le", "job",
    ];

    private readonly Random random = new(seed);

    /// <summary>The next text.</summary>
    public string Next()
    {
        string text = corpus[random.Next(corpus.Count)];
        if (random.Next(50) == 0)
        {
            text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        }

        for (int rounds = random.Next(1, 6); rounds > 0; rounds--)
        {
            text = Mutate(text);
        }

        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    private string Mutate(string text)
    {
        (int start, int end) = Piece(text);
        switch (random.Next(8))
        {
            case 0:
                return text.Remove(start, end - start);
            case 1:
                return text.Insert(end, text[start..end]);
            case 2:
                return string.Concat(text.AsSpan(0, start), Pieces[random.Next(Pieces.Length)], text.AsSpan(end));
            case 3:
                return text.Insert(start, Pieces[random.Next(Pieces.Length)]);
            case 4:
                string other = corpus[random.Next(corpus.Count)];
                (int from, int to) = Piece(other);
                return string.Concat(text.AsSpan(0, start), other.AsSpan(from, to - from), text.AsSpan(end));
            case 5:
                (int second, int secondEnd) = Piece(text);
                return second >= end
                    ? string.Concat(text.AsSpan(0, start), text.AsSpan(second, secondEnd - second), text.AsSpan(end, second - end)) + text[start..end] + text[secondEnd..]
                    : text;
            case 6:
                return text[..start];
            default:
                return text.Length == 0 ? text : text.Remove(start, Math.Min(1, text.Length - start)).Insert(start, ((char)random.Next(1, 0x250)).ToString());
        }
    }

    /// <summary>A stretch of the text: mostly a word or a sign, at times a balanced bracket, at times anything.</summary>
    private (int Start, int End) Piece(string text)
    {
        if (text.Length == 0)
        {
            return (0, 0);
        }

        int start = random.Next(text.Length);
        if (random.Next(6) == 0)
        {
            return (start, random.Next(start, Math.Min(text.Length, start + 60)) + 1);
        }

        if (text[start] is '(' or '{' or '[' && random.Next(2) == 0)
        {
            int depth = 0;
            for (int i = start; i < text.Length; i++)
            {
                depth += text[i] is '(' or '{' or '[' ? 1 : text[i] is ')' or '}' or ']' ? -1 : 0;
                if (depth == 0)
                {
                    return (start, i + 1);
                }
            }
        }

        if (!IsWord(text[start]))
        {
            return (start, start + 1);
        }

        int end = start;
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or ':';
}
