using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Verification;

/// <summary>A range marked in a text, and the id that is expected there if the mark names one.</summary>
internal sealed record Mark(string? Id, TextRange Range);

/// <summary>
/// Text with ranges marked <c>⟦…⟧</c> or <c>⟦PRL3001:…⟧</c>; marks may nest. Positions in tests are shown, not counted.
/// </summary>
internal sealed record MarkedText(string Text, IReadOnlyList<Mark> Marks)
{
    public static MarkedText Parse(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var marks = new List<Mark>();
        var open = new Stack<(string? Id, int Start)>();
        for (int i = 0; i < marked.Length; i++)
        {
            switch (marked[i])
            {
                case '⟦':
                    string? id = IdAt(marked, i + 1);
                    open.Push((id, text.Length));
                    i += id is null ? 0 : id.Length + 1;
                    break;
                case '⟧':
                    (string? Id, int Start) mark = open.Pop();
                    marks.Add(new Mark(mark.Id, new TextRange(mark.Start, text.Length)));
                    break;
                default:
                    text.Append(marked[i]);
                    break;
            }
        }

        Assert.That(open, Is.Empty, "a mark is not closed");
        return new MarkedText(text.ToString(), marks);
    }

    private static string? IdAt(string marked, int at)
    {
        int end = at;
        while (end < marked.Length && char.IsAsciiLetterUpper(marked[end]))
        {
            end++;
        }

        int digits = end;
        while (end < marked.Length && char.IsAsciiDigit(marked[end]))
        {
            end++;
        }

        return digits > at && end == digits + 4 && end < marked.Length && marked[end] == ':' ? marked[at..end] : null;
    }
}
