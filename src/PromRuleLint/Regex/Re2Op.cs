namespace PromRuleLint.Regex;

/// <summary>What a node of a pattern is. The order of the four that match one code point is that of Go's <c>Op</c>, which its merging goes by.</summary>
internal enum Re2Op
{
    Empty,
    Literal,
    Class,
    AnyButNewline,
    Any,
    BeginLine,
    EndLine,
    BeginText,
    EndText,
    WordBoundary,
    NoWordBoundary,
    Capture,
    Repeat,
    Concat,
    Alternate,
}
