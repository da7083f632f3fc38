namespace PromRuleLint.Text;

/// <summary>
/// A place in a file as people and MSBuild count it: line and column are 1-based, a column is one UTF-16 code unit
/// (a tab is one column, a character outside the basic plane is two), as editors and the Language Server Protocol count.
/// A byte-order mark is not part of the text and takes no column. Lines end at LF, CRLF or CR.
/// </summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column in UTF-16 code units.</param>
public readonly record struct LineColumn(int Line, int Column) : IComparable<LineColumn>
{
    /// <inheritdoc/>
    public int CompareTo(LineColumn other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <summary>Whether <paramref name="left"/> stands before <paramref name="right"/>.</summary>
    public static bool operator <(LineColumn left, LineColumn right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> stands after <paramref name="right"/>.</summary>
    public static bool operator >(LineColumn left, LineColumn right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not stand after <paramref name="right"/>.</summary>
    public static bool operator <=(LineColumn left, LineColumn right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not stand before <paramref name="right"/>.</summary>
    public static bool operator >=(LineColumn left, LineColumn right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
