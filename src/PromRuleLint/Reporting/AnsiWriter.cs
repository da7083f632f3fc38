using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Writes text in a style, with ANSI codes or without.</summary>
internal sealed class AnsiWriter(TextWriter writer, bool useColor)
{
    public void Write(ReadOnlySpan<char> text) => writer.Write(text);

    /// <summary>Writes a character several times.</summary>
    public void Write(char character, int count)
    {
        for (int i = 0; i < count; i++)
        {
            writer.Write(character);
        }
    }

    /// <summary>Writes parts in one style, without making one text of them.</summary>
    public void Write(AnsiStyle style, params ReadOnlySpan<string> parts)
    {
        int length = 0;
        foreach (string part in parts)
        {
            length += part.Length;
        }

        bool isStyled = useColor && length > 0;
        if (isStyled)
        {
            writer.Write(CodeOf(style));
        }

        foreach (string part in parts)
        {
            writer.Write(part);
        }

        if (isStyled)
        {
            writer.Write("\e[0m");
        }
    }

    public void WriteLine() => writer.WriteLine();

    private static string CodeOf(AnsiStyle style) => style switch
    {
        AnsiStyle.Error => "\e[1;31m",
        AnsiStyle.Warning => "\e[1;33m",
        AnsiStyle.Information => "\e[1;36m",
        AnsiStyle.Note => "\e[1;34m",
        AnsiStyle.Good => "\e[32m",
        AnsiStyle.Strong => "\e[1m",
        _ => "\e[2m",
    };
}
