namespace PromRuleLint.Text;

/// <summary>
/// A range of a file's text in UTF-16 code units, 0-based, <see cref="End"/> exclusive. What counts in the decoded text of
/// an expression or a template is a <see cref="TextRange"/>; <see cref="ScalarMap"/> leads from there to here.
/// </summary>
/// <param name="Start">Offset of the first code unit.</param>
/// <param name="End">Offset just after the last code unit; not before <paramref name="Start"/>.</param>
public readonly record struct SourceRange(int Start, int End)
{
    /// <summary>How many code units the range covers.</summary>
    public int Length => End - Start;

    /// <summary>Whether the range covers nothing.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>Whether <paramref name="other"/> lies wholly inside this range.</summary>
    public bool Contains(SourceRange other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the code unit at <paramref name="offset"/> lies inside this range.</summary>
    public bool Contains(int offset) => offset >= Start && offset < End;

    /// <summary>Whether the two ranges share at least one code unit.</summary>
    public bool OverlapsWith(SourceRange other) => Start < other.End && other.Start < End;

    /// <summary>The smallest range that covers both.</summary>
    public static SourceRange Union(SourceRange a, SourceRange b) => new(Math.Min(a.Start, b.Start), Math.Max(a.End, b.End));

    /// <summary>The same range, moved by <paramref name="delta"/> code units.</summary>
    public SourceRange Shift(int delta) => new(Start + delta, End + delta);

    /// <summary>The text that the range covers in <paramref name="text"/>, the text of the file.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}..{End})";
}
