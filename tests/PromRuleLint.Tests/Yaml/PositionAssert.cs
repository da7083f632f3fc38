using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

/// <summary>The law of positions: what stands at a mapped place is the character, its escape, or the line break that was folded to it.</summary>
internal static class PositionAssert
{
    /// <summary>The first decoded offset of a scalar whose mapped place does not hold that character; null where all do.</summary>
    public static string? FirstWrong(string text, YamlScalar scalar)
    {
        ScalarMap map = scalar.Map;
        if (map.DecodedLength != scalar.Value.Length)
        {
            return $"decoded length {map.DecodedLength}, value length {scalar.Value.Length}: {Show(scalar.Value)}";
        }

        int last = -1;
        for (int i = 0; i < scalar.Value.Length; i++)
        {
            int start = map.ToSourceStart(i);
            int end = map.ToSourceEnd(i + 1);
            if (start < last)
            {
                return $"offset {i} goes back to {start}";
            }

            last = start;
            if (start < scalar.Range.Start || start >= text.Length || end <= start || end > text.Length)
            {
                return $"offset {i} maps to [{start}..{end}) outside the scalar {scalar.Range}";
            }

            ReadOnlySpan<char> there = text.AsSpan(start, end - start);
            if (!Stands(scalar, i, there))
            {
                return $"offset {i} ({Show(scalar.Value[i].ToString())}) maps to {Show(there.ToString())}";
            }
        }

        return map.SourceEnd < last ? "the content ends before its last character" : null;
    }

    private static bool Stands(YamlScalar scalar, int i, ReadOnlySpan<char> there)
    {
        char c = scalar.Value[i];
        if (there.Length == 1 && there[0] == c)
        {
            return true;
        }

        bool isBreak = there is "\n" or "\r\n" or "\r" or "\u0085" or "\u2028" or "\u2029";
        switch (c)
        {
            case '\n' when isBreak:
            case ' ' when isBreak && scalar.Style is not YamlScalarStyle.Literal:
                return true;
            case '\'' when scalar.Style == YamlScalarStyle.SingleQuoted:
                return there is "''";
        }

        return scalar.Style == YamlScalarStyle.DoubleQuoted && there[0] == '\\' && Unescape(there).Contains(c);
    }

    private static string Unescape(ReadOnlySpan<char> escape)
    {
        if (escape.Length > 2 && escape[1] is 'x' or 'u' or 'U')
        {
            string text = escape.ToString();
            if (text.Length == 12)
            {
                return new string([(char)Convert.ToInt32(text[2..6], 16), (char)Convert.ToInt32(text[8..], 16)]);
            }

            return char.ConvertFromUtf32(Convert.ToInt32(text[2..], 16));
        }

        const string Kinds = "0abt\tnvfre \"'\\N_LP";
        const string Values = "\0\a\b\t\t\n\v\f\r\u001B \"'\\\u0085\u00A0\u2028\u2029";
        return escape.Length == 2 && Kinds.Contains(escape[1]) ? Values[Kinds.IndexOf(escape[1])].ToString() : "";
    }

    private static string Show(string value) => System.Text.Json.JsonSerializer.Serialize(value);
}
