using PromRuleLint.Text;

namespace PromRuleLint.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Range">Where, in UTF-16 offsets of the file's text.</param>
public sealed record Location(SourceText Source, SourceRange Range)
{
    /// <summary>The file's name as the host gave it.</summary>
    public string Path => Source.Path;

    /// <summary>Line and column of the start, 1-based.</summary>
    public LineColumn Start => Source.GetPosition(Range.Start);

    /// <summary>Line and column just after the end, 1-based.</summary>
    public LineColumn End => Source.GetPosition(Range.End);

    /// <summary>The place as <c>path:line:column</c>.</summary>
    public override string ToString() => $"{Path}:{Start}";
}
