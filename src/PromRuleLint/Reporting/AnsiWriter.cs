using System.Globalization;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Writes text in a style, with ANSI codes or without.</summary>
internal sealed class AnsiWriter(TextWriter writer, bool useColor)
{
    private const int MaxDigits = 11;

    public void Write(ReadOnlySpan<char> text) => writer.Write(text);

    /// <summary>Writes a number.</summary>
    public void Write(int number)
    {
        Span<char> digits = stackalloc char[MaxDigits];
        number.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        writer.Write(digits[..length]);
    }

    /// <summary>Writes a character several times.</summary>
    public void Write(char character, int count)
    {
        for (int i = 0; i < count; i++)
        {
            writer.Write(character);
        }
    }

    /// <summary>Writes a character several times, at least once, in a style.</summary>
    public void Write(AnsiStyle style, char character, int count)
    {
        Begin(style);
        Write(character, count);
        End();
    }

    /// <summary>Writes a number and a text behind it in one style.</summary>
    /// <param name="style">The style.</param>
    /// <param name="number">The number, which is not negative.</param>
    /// <param name="width">How many characters the number takes at least, with blanks before it.</param>
    /// <param name="text">The text.</param>
    public void Write(AnsiStyle style, int number, int width, string text)
    {
        Begin(style);
        Write(' ', width - CountDigits(number));
        Write(number);
        writer.Write(text);
        End();
    }

    /// <summary>How many digits a number has that is not negative.</summary>
    public static int CountDigits(int number)
    {
        int count = 1;
        for (; number > 9; number /= 10)
        {
            count++;
        }

        return count;
    }

    /// <summary>Writes parts in one style, without making one text of them.</summary>
    public void Write(AnsiStyle style, params ReadOnlySpan<string> parts)
    {
        int length = 0;
        foreach (string part in parts)
        {
            length += part.Length;
        }

        if (length == 0)
        {
            return;
        }

        Begin(style);
        foreach (string part in parts)
        {
            writer.Write(part);
        }

        End();
    }

    public void WriteLine() => writer.WriteLine();

    private void Begin(AnsiStyle style)
    {
        if (useColor)
        {
            writer.Write(CodeOf(style));
        }
    }

    private void End()
    {
        if (useColor)
        {
            writer.Write("\e[0m");
        }
    }

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
