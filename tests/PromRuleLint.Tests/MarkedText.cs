using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>
/// A text in which ranges are shown, not counted: <c>⟦…⟧</c>, or <c>⟦Label:…⟧</c> with a label of letters and digits that
/// begins with a capital. Marks may nest.
/// </summary>
internal sealed record MarkedText(string Text, ImmutableArray<MarkedText.Mark> Marks)
{
    /// <summary>Takes the marks out of a text; the ranges count in what is left.</summary>
    public static MarkedText Parse(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var open = new Stack<(string Label, int Start)>();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        for (int i = 0; i < marked.Length; i++)
        {
            switch (marked[i])
            {
                case '⟦':
                    string label = LabelAt(marked, i + 1);
                    open.Push((label, text.Length));
                    i += label.Length == 0 ? 0 : label.Length + 1;
                    break;

                case '⟧':
                    (string opened, int start) = open.Pop();
                    marks.Add(new Mark(opened, new TextRange(start, text.Length)));
                    break;

                default:
                    text.Append(marked[i]);
                    break;
            }
        }

        return open.Count == 0
            ? new MarkedText(text.ToString(), [.. marks.OrderBy(static mark => mark.Range.Start).ThenBy(static mark => mark.Range.End)])
            : throw new FormatException("A '⟦' is not closed.");
    }

    /// <summary>Writes the marks into a text: the inverse of <see cref="Parse"/>, for messages of failed tests.</summary>
    public static string Show(string text, IEnumerable<Mark> marks)
    {
        var inserts = new List<(int At, int Order, string What)>();
        foreach (Mark mark in marks)
        {
            inserts.Add((mark.Range.Start, 1, mark.Label.Length == 0 ? "⟦" : $"⟦{mark.Label}:"));
            inserts.Add((mark.Range.End, mark.Range.IsEmpty ? 2 : 0, "⟧"));
        }

        var shown = new StringBuilder(text);
        foreach ((int at, _, string what) in inserts.OrderBy(static i => i.At).ThenBy(static i => i.Order).Reverse())
        {
            shown.Insert(at, what);
        }

        return shown.ToString();
    }

    private static string LabelAt(string text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return end > at && end < text.Length && text[end] == ':' && char.IsAsciiLetterUpper(text[at]) ? text[at..end] : "";
    }

    /// <summary>A marked range.</summary>
    /// <param name="Label">What stands before its colon; empty for none.</param>
    /// <param name="Range">Where, in the text without marks.</param>
    public readonly record struct Mark(string Label, TextRange Range)
    {
        public Mark(string label, SourceRange place)
            : this(label, new TextRange(place.Start, place.End))
        {
        }

        /// <summary>The range where the text is that of a file.</summary>
        public SourceRange Place => new(Range.Start, Range.End);
    }
}
