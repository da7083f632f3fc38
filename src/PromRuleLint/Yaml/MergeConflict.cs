using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>What a version control system leaves in a file where two versions of it differ.</summary>
/// <param name="Marker">The line that opens the conflict.</param>
/// <param name="LeftOut">What stands in the way of reading the first version: the marks, and the other versions.</param>
internal readonly record struct MergeConflict(SourceRange Marker, ImmutableArray<SourceRange> LeftOut)
{
    private const int MarkLength = 7;

    /// <summary>All conflicts of a text: lines that begin with seven &lt;, =, and &gt;, and perhaps | before the =.</summary>
    public static ImmutableArray<MergeConflict> FindAll(string text)
    {
        var found = ImmutableArray.CreateBuilder<MergeConflict>();
        SourceRange? opened = null;
        int second = -1;
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n');
            int end = length < 0 ? text.Length : start + length;
            ReadOnlySpan<char> line = text.AsSpan(start, end - start);
            if (IsMark(line, '<'))
            {
                (opened, second) = (new SourceRange(start, end), -1);
            }
            else if (opened is not null && second < 0 && (IsMark(line, '|') || IsMark(line, '=')))
            {
                second = start;
            }
            else if (opened is { } marker && second >= 0 && IsMark(line, '>'))
            {
                found.Add(new MergeConflict(marker, [marker, new SourceRange(second, end)]));
                opened = null;
            }

            start = end + 1;
        }

        return found.ToImmutable();
    }

    private static bool IsMark(ReadOnlySpan<char> line, char mark) =>
        line.Length >= MarkLength && line[..MarkLength].IndexOfAnyExcept(mark) < 0 && (line.Length == MarkLength || line[MarkLength] == ' ');
}
