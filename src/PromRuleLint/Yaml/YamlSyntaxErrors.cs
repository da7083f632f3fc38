using PromRuleLint.Text;

namespace PromRuleLint.Yaml;

/// <summary>Says in a person's words what the YAML parser found. The scanner's errors are in them already.</summary>
internal static class YamlSyntaxErrors
{
    /// <summary>Describes an error.</summary>
    /// <param name="source">The file.</param>
    /// <param name="said">What the parser says.</param>
    /// <param name="at">Where it says it.</param>
    /// <param name="readTo">The offset up to which all was well.</param>
    /// <param name="openBracket">The offset of the innermost bracket or brace that is open; -1 for none.</param>
    public static YamlError Describe(SourceText source, string said, SourceRange at, int readTo, int openBracket)
    {
        string text = source.Text;
        (int start, int end) = at;
        if (start == 0 && end == 0)
        {
            start = end = readTo;
        }

        start = Math.Clamp(start, 0, text.Length);
        end = Math.Clamp(end, start, text.Length);
        if (openBracket >= 0 && IsAtEnd(text, start))
        {
            return new YamlError(YamlErrorKind.Syntax, new SourceRange(openBracket, openBracket + 1), $"This '{text[openBracket]}' is not closed.");
        }

        if (PlainFirstLines(text, start) is { } plain)
        {
            return new YamlError(YamlErrorKind.Syntax, plain, "This text is no part of a mapping; begin its lines with '#' if it is a comment.");
        }

        if (TemplateBefore(text, start) is >= 0 and int template)
        {
            return new YamlError(YamlErrorKind.Syntax, new SourceRange(template, template + 2), "A value that begins with '{{' must stand in quotes, or YAML takes it for a mapping.");
        }

        if (BracketBefore(text, start) is { } value)
        {
            string kind = text[value.Start] == '{' ? "mapping" : "list";
            return new YamlError(YamlErrorKind.Syntax, value, $"A value that begins with '{text[value.Start]}' must stand in quotes, or YAML takes it for a {kind}.");
        }

        string message = said switch
        {
            var m when m.Contains(YamlParserMessages.ExpectedCommaOrBracket, StringComparison.Ordinal) => "A ',' or a ']' must stand here; put the value before it in quotes if this is part of it.",
            var m when m.Contains(YamlParserMessages.ExpectedCommaOrBrace, StringComparison.Ordinal) => "A ',' or a '}' must stand here; put the value before it in quotes if this is part of it.",
            var m when m.Contains(YamlParserMessages.ExpectedKey, StringComparison.Ordinal) && FollowsQuote(text, start) =>
                "This stands after the closing quote; put the whole value in quotes, and write a quote in it as \\\" in double quotes, as '' in single quotes.",
            var m when m.Contains(YamlParserMessages.ExpectedKey, StringComparison.Ordinal) => "This does not line up with the keys of the mapping around it; fix the indentation.",
            var m when m.Contains(YamlParserMessages.ExpectedListItem, StringComparison.Ordinal) => "This does not line up with the '- ' of the list around it; fix the indentation, or begin the line with '- '.",
            var m when m.Contains(YamlParserMessages.ExpectedContent, StringComparison.Ordinal) => "A value must stand here.",
            var m when m.Contains(YamlParserMessages.ExpectedDocumentEnd, StringComparison.Ordinal) => "The document ends before this, and Prometheus ignores all that follows; fix the indentation of what stands above.",
            var m when m.Contains(YamlParserMessages.ExpectedDocumentStart, StringComparison.Ordinal) => "The document ends before this; fix the indentation, or write '---' before it if it begins another document.",
            var m when m.Contains(YamlParserMessages.UndefinedTagHandle, StringComparison.Ordinal) => "This tag is not declared; put the value in quotes if it begins with '!'.",
            var m => m,
        };
        return new YamlError(YamlErrorKind.Syntax, new SourceRange(start, start == end ? WordEnd(text, start) : end), message);
    }

    /// <summary>The lines that the text begins with, where they are sentences and all was well up to the line that follows them; null otherwise.</summary>
    private static SourceRange? PlainFirstLines(string text, int at)
    {
        SourceRange? plain = null;
        int start = 0;
        while (start < at)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n') is >= 0 and int found ? found : text.Length - start;
            ReadOnlySpan<char> line = text.AsSpan(start, length).TrimEnd();
            if (start + length >= at)
            {
                return plain;
            }

            if (!line.IsEmpty && char.IsLetterOrDigit(line[0]) && line[^1] != ':' && !line.Contains(": ", StringComparison.Ordinal))
            {
                plain = new SourceRange(plain?.Start ?? start, start + line.Length);
            }
            else if (!line.IsEmpty && (plain is not null || !(line[0] == '#' || line.SequenceEqual("---"))))
            {
                return null;
            }

            start += length + 1;
        }

        return null;
    }

    /// <summary>The offset of a template that a value on the line of <paramref name="at"/> begins with, before it; -1 for none.</summary>
    private static int TemplateBefore(string text, int at)
    {
        int line = text.AsSpan(0, at).LastIndexOfAny('\r', '\n') + 1;
        int template = text.AsSpan(line, at - line).IndexOf(": {{", StringComparison.Ordinal);
        return template < 0 || text.AsSpan(line, template).ContainsAny('"', '\'') ? -1 : line + template + 2;
    }

    /// <summary>The value on the line of <paramref name="at"/> that begins with a bracket and goes on after it is closed; null where none does.</summary>
    private static SourceRange? BracketBefore(string text, int at)
    {
        int line = text.AsSpan(0, at).LastIndexOfAny('\r', '\n') + 1;
        int lineEnd = text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and int length ? at + length : text.Length;
        int colon = text.AsSpan(line, lineEnd - line).IndexOf(": ");
        int start = line + colon + 2;
        while (colon >= 0 && start < lineEnd && text[start] == ' ')
        {
            start++;
        }

        if (colon < 0 || start >= lineEnd || text[start] is not ('{' or '['))
        {
            return null;
        }

        int close = text.AsSpan(start, lineEnd - start).IndexOf(text[start] == '{' ? '}' : ']');
        ReadOnlySpan<char> rest = close < 0 ? default : text.AsSpan(start + close + 1, lineEnd - start - close - 1).Trim();
        return rest.IsEmpty || rest[0] is '#' or ',' or '}' or ']' ? null : new SourceRange(start, lineEnd);
    }

    private static bool FollowsQuote(string text, int at)
    {
        int line = text.AsSpan(0, at).LastIndexOfAny('\r', '\n') + 1;
        return text.AsSpan(line, at - line).TrimEnd() is [.., '"' or '\''];
    }

    private static bool IsAtEnd(string text, int at) => text.AsSpan(at).IndexOfAnyExcept(" \t\r\n") < 0;

    private static int WordEnd(string text, int at)
    {
        int end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'))
        {
            end++;
        }

        return end > at ? end : Math.Min(at + 1, text.Length);
    }
}
