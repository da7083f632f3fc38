namespace PromRuleLint.Checks.Semantics;

/// <summary>What a value measures.</summary>
internal enum Dimension
{
    /// <summary>Seconds and their parts and multiples; a timestamp too.</summary>
    Time,

    /// <summary>Bytes, bits and their multiples.</summary>
    Data,

    /// <summary>A part of a whole.</summary>
    Ratio,

    /// <summary>Degrees Celsius; other scales are other dimensions, because no factor converts between them.</summary>
    Celsius,

    /// <summary>Degrees Fahrenheit.</summary>
    Fahrenheit,

    /// <summary>Volts.</summary>
    Voltage,

    /// <summary>Amperes.</summary>
    Current,

    /// <summary>Watts.</summary>
    Power,

    /// <summary>Joules.</summary>
    Energy,

    /// <summary>Meters.</summary>
    Length,

    /// <summary>Grams.</summary>
    Mass,

    /// <summary>Hertz.</summary>
    Frequency,
}
