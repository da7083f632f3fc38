using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using PromRuleLint.Regex;

namespace PromRuleLint.Hosting;

/// <summary>
/// One part of a glob, without <c>/</c>. <c>*</c> and <c>?</c> are matched by <see cref="FileSystemName"/>, which knows no
/// brackets: a part with brackets is a pattern in RE2 syntax. Neither backtracks: the cost is the length of the part times that of the name.
/// </summary>
internal sealed class GlobPart
{
    private readonly string _text;
    private readonly Re2Pattern? _pattern;

    public GlobPart(string text, bool hasBrackets)
    {
        _text = text;
        _pattern = hasBrackets && Translate(text) is { } translated && Re2Pattern.Parse(translated) is { Error: null } pattern ? pattern : null;
    }

    /// <summary>Whether it stands for any number of parts, none included.</summary>
    public bool IsAnyNumber => _text == "**";

    public bool IsMatch(string name) =>
        _pattern is null ? FileSystemName.MatchesSimpleExpression(_text, name, ignoreCase: false) : _pattern.IsMatch(name);

    /// <summary>The part in RE2 syntax; null where no bracket of it is closed, so that each is itself.</summary>
    private static string? Translate(string part)
    {
        var pattern = new StringBuilder(part.Length + 16);
        bool hasSet = false;
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] == '[' && EndOfSet(part, i) is > 0 and int end)
            {
                AppendSet(pattern, part.AsSpan(i + 1, end - i - 1));
                hasSet = true;
                i = end;
            }
            else
            {
                pattern.Append(part[i] switch { '*' => ".*", '?' => ".", var other => Re2Pattern.Quote(other.ToString()) });
            }
        }

        return hasSet ? pattern.ToString() : null;
    }

    /// <summary>Where the bracket is closed that opens at a place; -1 where it is not. A closing one that comes first is one of the characters.</summary>
    private static int EndOfSet(string part, int open)
    {
        int first = open + 1 < part.Length && part[open + 1] is '!' or '^' ? open + 2 : open + 1;
        return first + 1 < part.Length ? part.IndexOf(']', first + 1) : -1;
    }

    private static void AppendSet(StringBuilder pattern, ReadOnlySpan<char> text)
    {
        bool isNegated = text[0] is '!' or '^';
        Rune[] set = [.. (isNegated ? text[1..] : text).ToString().EnumerateRunes()];
        var ranges = new StringBuilder();
        for (int i = 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1].Value == '-';
            Rune last = isRange ? set[i + 2] : set[i];

            // Nothing is in a range that ends before it begins.
            if (set[i] <= last)
            {
                ranges.Append(CultureInfo.InvariantCulture, $@"\x{{{set[i].Value:X}}}-\x{{{last.Value:X}}}");
            }

            i += isRange ? 2 : 0;
        }

        pattern.Append(ranges.Length > 0 ? $"[{(isNegated ? "^" : "")}{ranges}]" : isNegated ? "." : @"[^\x{0}-\x{10FFFF}]");
    }
}
