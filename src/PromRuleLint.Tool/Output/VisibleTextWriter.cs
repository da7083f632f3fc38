using System.Text;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>
/// Standard error: nothing of a file, its name or a message reaches a terminal or a log raw. Where it takes nothing (a full
/// disk, a reader that is gone) there is nowhere to say so; what is written is lost and the exit code stays.
/// </summary>
internal sealed class VisibleTextWriter : TextWriter
{
    private readonly TextWriter _inner;

    public VisibleTextWriter(TextWriter inner)
    {
        _inner = inner;
        CoreNewLine = inner.NewLine.ToCharArray();
    }

    /// <inheritdoc/>
    public override Encoding Encoding => _inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(value is '\n' or '\r' ? value.ToString() : VisibleText.OneLine(value.ToString()));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(VisibleText.Lines(value ?? ""));

    /// <summary>Writes one line: a line break in the text is part of a name or a message, and becomes a space.</summary>
    public override void WriteLine(string? value) => Try(VisibleText.OneLine(value ?? "") + _inner.NewLine);

    /// <inheritdoc/>
    public override void WriteLine() => Try(_inner.NewLine);

    /// <inheritdoc/>
    public override void Flush() => Try("");

    private void Try(string text)
    {
        try
        {
            _inner.Write(text);
            _inner.Flush();
        }
        catch (IOException)
        {
        }
    }
}
