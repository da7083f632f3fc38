using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting;

/// <summary>Writes text in a style, with ANSI codes or without.</summary>
internal sealed class AnsiWriter(TextWriter writer, bool useColor)
{
    public void Write(string text) => writer.Write(text);

    public void Write(AnsiStyle style, string text)
    {
        if (!useColor || text.Length == 0)
        {
            writer.Write(text);
            return;
        }

        writer.Write(CodeOf(style));
        writer.Write(text);
        writer.Write("\e[0m");
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
