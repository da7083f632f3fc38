using PromRuleLint.Text;

namespace PromRuleLint.PromQL.SeriesNotation;

/// <summary>The text of a series description, where reading stands in it, and what was wrong so far.</summary>
internal sealed class SeriesText(string text)
{
    private readonly List<SeriesError> _errors = [];

    public string Text => text;

    /// <summary>Offset of the next character.</summary>
    public int At { get; set; }

    /// <summary>Whether the values are start timestamps: <c>@st</c> stands after the series.</summary>
    public bool HasStartTimes { get; set; }

    public IReadOnlyList<SeriesError> Errors => _errors;

    /// <summary>The character some way ahead; U+0000 behind the end.</summary>
    public char Peek(int ahead = 0) => At + ahead < text.Length ? text[At + ahead] : '\0';

    /// <summary>Adds an error; gives false, for the reader that returns it.</summary>
    public bool Error(int start, int end, string message)
    {
        start = Math.Min(start, text.Length);
        _errors.Add(new SeriesError(new TextRange(start, Math.Clamp(end, start, text.Length)), message));
        return false;
    }

    /// <summary>Where the item ends that begins at an offset, or here.</summary>
    public int EndOfItem(int? from = null)
    {
        int end = from ?? At;
        while (end < text.Length && !IsSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    public bool SkipSpaces()
    {
        int start = At;
        while (At < text.Length && IsSpace(text[At]))
        {
            At++;
        }

        return At > start;
    }

    public void SkipSpacesAndComments()
    {
        while (SkipSpaces() || Peek() == '#')
        {
            while (Peek() == '#' && At < text.Length)
            {
                while (At < text.Length && text[At] is not ('\n' or '\r'))
                {
                    At++;
                }
            }
        }
    }

    /// <summary>What stands here, for a message.</summary>
    public string Found() => At >= text.Length ? "end of the text" : $"'{Part(At, At + 1)}'";

    /// <summary>A part of the text for a message.</summary>
    public string Part(int start, int end)
    {
        end = Math.Min(end, text.Length);
        return end - start > 40 ? string.Concat(text.AsSpan(start, 39), "…") : text[start..end];
    }

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    public static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
