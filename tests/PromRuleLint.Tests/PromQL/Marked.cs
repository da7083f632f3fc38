using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.PromQL;

/// <summary>Text in which <c>⟦…⟧</c> marks ranges, so that tests show positions instead of counting them.</summary>
internal static class Marked
{
    /// <summary>The text without marks, and the marked ranges in the order of their starts.</summary>
    public static (string Text, List<TextRange> Ranges) Read(string marked)
    {
        var text = new System.Text.StringBuilder();
        var open = new Stack<int>();
        var ranges = new List<TextRange>();
        foreach (char c in marked)
        {
            if (c == '⟦')
            {
                open.Push(text.Length);
            }
            else if (c == '⟧')
            {
                ranges.Add(new TextRange(open.Pop(), text.Length));
            }
            else
            {
                text.Append(c);
            }
        }

        return (text.ToString(), [.. ranges.OrderBy(r => r.Start).ThenBy(r => r.End)]);
    }

    /// <summary>The text with the ranges of errors marked.</summary>
    public static string Mark(string text, IEnumerable<PromQLError> errors)
    {
        var inserts = new List<(int Offset, int Order, char Mark)>();
        foreach (PromQLError error in errors)
        {
            inserts.Add((error.Range.Start, error.Range.IsEmpty ? 0 : 1, '⟦'));
            inserts.Add((error.Range.End, 0, '⟧'));
        }

        var result = new System.Text.StringBuilder();
        int at = 0;
        foreach ((int offset, _, char mark) in inserts.OrderBy(i => i.Offset).ThenBy(i => i.Order))
        {
            result.Append(text, at, offset - at).Append(mark);
            at = offset;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
