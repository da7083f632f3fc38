using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>Finds the comments of a file: every <c>#</c> after white space that is in no scalar.</summary>
/// <param name="source">The text of the file.</param>
/// <param name="text">The text as it was read, perhaps with parts blanked out.</param>
internal sealed class YamlComments(string source, string text)
{
    /// <summary>Finds the comments before an offset.</summary>
    /// <param name="scalars">In order the scalars that may hold a <c>#</c>.</param>
    /// <param name="end">How far the text was read; all scalars count.</param>
    public ImmutableArray<YamlComment> Find(IReadOnlyList<SourceRange> scalars, int end)
    {
        var comments = ImmutableArray.CreateBuilder<YamlComment>();
        int from = 0;
        foreach (SourceRange scalar in scalars)
        {
            Add(comments, from, scalar.Start);
            from = Math.Max(from, scalar.End);
            if (scalar.Length > 0 && text[scalar.Start] is '|' or '>')
            {
                Add(comments, scalar.Start, Math.Min(LineEnd(scalar.Start), scalar.End));
            }
        }

        Add(comments, from, end);
        return comments.ToImmutable();
    }

    private void Add(ImmutableArray<YamlComment>.Builder comments, int start, int end)
    {
        while (start < end)
        {
            int at = text.AsSpan(start, end - start).IndexOf('#');
            if (at < 0)
            {
                return;
            }

            at += start;
            if ((at > 0 && text[at - 1] is not (' ' or '\t' or '\n' or '\r')) || source[at] != '#')
            {
                start = at + 1;
                continue;
            }

            int lineEnd = LineEnd(at);
            int lineStart = at;
            while (lineStart > 0 && text[lineStart - 1] is ' ' or '\t')
            {
                lineStart--;
            }

            comments.Add(new YamlComment(new SourceRange(at, lineEnd), lineStart == 0 || text[lineStart - 1] is '\n' or '\r'));
            start = lineEnd;
        }
    }

    private int LineEnd(int at)
    {
        int length = text.AsSpan(at).IndexOfAny(YamlCharacters.Breaks);
        return length < 0 ? text.Length : at + length;
    }
}
