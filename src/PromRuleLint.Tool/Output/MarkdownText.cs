using System.Text;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>Shows the Markdown of the check pages in a terminal: headings, paragraphs, lists, tables and code blocks.</summary>
internal sealed class MarkdownText(AnsiWriter ansi, int width)
{
    private readonly List<string> _paragraph = [];

    public void Write(string markdown)
    {
        bool inCode = false;
        foreach (string line in markdown.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                EndParagraph();
                inCode = !inCode;
            }
            else if (inCode)
            {
                ansi.Write(AnsiStyle.Information, line.Length == 0 ? "" : "    " + WithoutMarks(line));
                ansi.WriteLine();
            }
            else
            {
                WriteProse(line);
            }
        }

        EndParagraph();
    }

    private void WriteProse(string line)
    {
        if (line.StartsWith('#'))
        {
            EndParagraph();
            ansi.Write(AnsiStyle.Strong, Inline(line.TrimStart('#').Trim()));
            ansi.WriteLine();
        }
        else if (line.StartsWith('|'))
        {
            EndParagraph();
            if (!line.AsSpan().ContainsAnyExcept("|-: "))
            {
                return;
            }

            ansi.Write("  " + Inline(string.Join("  ", line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))));
            ansi.WriteLine();
        }
        else if (string.IsNullOrWhiteSpace(line))
        {
            EndParagraph();
            ansi.WriteLine();
        }
        else
        {
            if (line.TrimStart().StartsWith("- ", StringComparison.Ordinal))
            {
                EndParagraph();
            }

            _paragraph.Add(line);
        }
    }

    private void EndParagraph()
    {
        if (_paragraph.Count == 0)
        {
            return;
        }

        string first = _paragraph[0];
        int indent = first.Length - first.TrimStart().Length;
        bool isItem = first.AsSpan(indent).StartsWith("- ");
        string lead = new(' ', isItem ? indent + 2 : indent);
        string text = Inline(string.Join(' ', _paragraph.Select(static line => line.Trim())));
        _paragraph.Clear();

        var current = new StringBuilder(isItem ? new string(' ', indent) : lead);
        int start = current.Length;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (current.Length > start && current.Length + 1 + word.Length > width)
            {
                ansi.Write(current.ToString());
                ansi.WriteLine();
                current.Clear().Append(lead);
                start = current.Length;
            }

            current.Append(current.Length > start ? " " : "").Append(word);
        }

        ansi.Write(current.ToString());
        ansi.WriteLine();
    }

    // [text](target) becomes text (target); marks of emphasis are dropped outside of code.
    private static string Inline(string text)
    {
        var result = new StringBuilder(text.Length);
        bool inCode = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '`')
            {
                inCode = !inCode;
                result.Append(c);
            }
            else if (!inCode && c == '*' && i + 1 < text.Length && text[i + 1] == '*')
            {
                i++;
            }
            else if (!inCode && c == '[' && text.IndexOf("](", i, StringComparison.Ordinal) is > 0 and var middle && text.IndexOf(')', middle) is > 0 and var end)
            {
                result.Append(text, i + 1, middle - i - 1).Append(" (").Append(text, middle + 2, end - middle - 2).Append(')');
                i = end;
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    // The pages mark what is found as ⟦…⟧ or ⟦PRL3001:…⟧.
    private static string WithoutMarks(string line)
    {
        if (!line.Contains('⟦'))
        {
            return line.Replace("⟧", "", StringComparison.Ordinal);
        }

        var result = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '⟦')
            {
                i += line.Length > i + 8 && line.AsSpan(i + 1).StartsWith("PRL") && line[i + 8] == ':' ? 8 : 0;
            }
            else if (line[i] != '⟧')
            {
                result.Append(line[i]);
            }
        }

        return result.ToString();
    }
}
