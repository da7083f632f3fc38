namespace PromRuleLint.Text;

/// <summary>
/// A range of text in UTF-16 code units, 0-based, <see cref="End"/> exclusive. It counts in the decoded text
/// of an expression, a template or a pattern; what counts in a file is a <see cref="SourceRange"/>.
/// </summary>
/// <param name="Start">Offset of the first code unit.</param>
/// <param name="End">Offset just after the last code unit; not before <paramref name="Start"/>.</param>
public readonly record struct TextRange(int Start, int End)
{
    /// <summary>How many code units the range covers.</summary>
    public int Length => End - Start;

    /// <summary>Whether the range covers nothing.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>Whether <paramref name="other"/> lies wholly inside this range.</summary>
    public bool Contains(TextRange other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the code unit at <paramref name="offset"/> lies inside this range.</summary>
    public bool Contains(int offset) => offset >= Start && offset < End;

    /// <summary>Whether the two ranges share at least one code unit.</summary>
    public bool OverlapsWith(TextRange other) => Start < other.End && other.Start < End;

    /// <summary>The smallest range that covers both.</summary>
    public static TextRange Union(TextRange a, TextRange b) => new(Math.Min(a.Start, b.Start), Math.Max(a.End, b.End));

    /// <summary>The same range, moved by <paramref name="delta"/> code units.</summary>
    public TextRange Shift(int delta) => new(Start + delta, End + delta);

    /// <summary>The text that the range covers in <paramref name="text"/>.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}..{End})";
}
