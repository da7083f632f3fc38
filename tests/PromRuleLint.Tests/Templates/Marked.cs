using PromRuleLint.Text;

namespace PromRuleLint.Tests.Templates;

/// <summary>A text in which ⟦…⟧ marks ranges.</summary>
internal static class Marked
{
    /// <summary>Takes the marks out and gives their ranges in the text that is left.</summary>
    public static (string Text, List<TextRange> Ranges) Read(string marked)
    {
        var text = new System.Text.StringBuilder();
        var open = new Stack<int>();
        var ranges = new List<TextRange>();
        foreach (char c in marked)
        {
            switch (c)
            {
                case '⟦':
                    open.Push(text.Length);
                    break;
                case '⟧':
                    ranges.Add(new TextRange(open.Pop(), text.Length));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        ranges.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return (text.ToString(), ranges);
    }

    /// <summary>Puts marks around ranges that do not overlap.</summary>
    public static string Write(string text, IEnumerable<TextRange> ranges)
    {
        var marked = new System.Text.StringBuilder(text);
        foreach (TextRange range in ranges.OrderByDescending(static range => range.Start).ThenByDescending(static range => range.End))
        {
            marked.Insert(range.End, '⟧').Insert(range.Start, '⟦');
        }

        return marked.ToString();
    }
}
