namespace PromRuleLint.Templates.Execution;

/// <summary>A verb of a format with its flags, as Go's <c>fmt</c> reads them.</summary>
internal readonly record struct FormatVerb()
{
    /// <summary>The verb itself.</summary>
    public char Verb { get; init; }

    /// <summary>The least number of characters; 0 where none is given.</summary>
    public int Width { get; init; }

    /// <summary>The precision; −1 where none is given.</summary>
    public int Precision { get; init; } = -1;

    /// <summary><c>-</c>: pad on the right.</summary>
    public bool Minus { get; init; }

    /// <summary><c>+</c>: always a sign.</summary>
    public bool Plus { get; init; }

    /// <summary><c>#</c>: the alternate form.</summary>
    public bool Sharp { get; init; }

    /// <summary>A space in place of a sign.</summary>
    public bool Space { get; init; }

    /// <summary><c>0</c>: pad with zeros.</summary>
    public bool Zero { get; init; }
}
