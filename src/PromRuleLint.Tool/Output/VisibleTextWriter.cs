using System.Text;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>Writes text so that nothing of a file, its name or a message reaches a terminal or a log raw.</summary>
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
    public override void Write(char value) => _inner.Write(value is '\n' or '\r' ? value.ToString() : VisibleText.OneLine(value.ToString()));

    /// <inheritdoc/>
    public override void Write(string? value) => _inner.Write(VisibleText.Lines(value ?? ""));

    /// <summary>Writes one line: a line break in the text is part of a name or a message, and becomes a space.</summary>
    public override void WriteLine(string? value) => _inner.WriteLine(VisibleText.OneLine(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine() => _inner.WriteLine();

    /// <inheritdoc/>
    public override void Flush() => _inner.Flush();
}
