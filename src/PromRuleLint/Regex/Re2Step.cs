namespace PromRuleLint.Regex;

/// <summary>One step of a <see cref="Re2Program"/>.</summary>
internal enum Re2Step : byte
{
    /// <summary>The whole value was matched.</summary>
    Match,

    /// <summary>Consumes the code point <see cref="Re2Instruction.Argument"/>.</summary>
    Rune,

    /// <summary>Consumes a code point of the class with the index <see cref="Re2Instruction.Argument"/>.</summary>
    Class,

    /// <summary>Consumes any code point.</summary>
    Any,

    /// <summary>Goes on at <see cref="Re2Instruction.Next"/>, which a search prefers, and at <see cref="Re2Instruction.Argument"/>.</summary>
    Split,

    /// <summary>Keeps the position in the slot <see cref="Re2Instruction.Argument"/>; only in a program with captures.</summary>
    Save,

    /// <summary>Goes on where the assertion <see cref="Re2Instruction.Argument"/> (an <see cref="Re2Op"/>) holds.</summary>
    Assert,

    /// <summary>Goes on nowhere.</summary>
    Fail,
}
