using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>The verbs of a format as Go's <c>fmt.Sprintf</c> reads them.</summary>
internal static class PrintfFormat
{
    private const string KnownVerbs = "vTtbcdoOqxXUeEfFgGsp";

    private static readonly AsciiSet NumberCharacters = new("0123456789+-._eExXpPaAbBcCdDfFiInNtTyY");

    /// <summary>
    /// The verbs in order, each for one argument. False where that is not so plain: with <c>*</c> or explicit argument indexes.
    /// </summary>
    /// <param name="format">The format, decoded.</param>
    /// <param name="verbs">Where each verb stands in it, from its <c>%</c> on; its last character is the verb, but where the format ends before one.</param>
    public static bool TryRead(string format, out List<TextRange> verbs)
    {
        verbs = [];
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                continue;
            }

            int start = i++;
            while (i < format.Length && (format[i] is '#' or '+' or '-' or ' ' or '.' || char.IsAsciiDigit(format[i])))
            {
                i++;
            }

            if (i == format.Length)
            {
                verbs.Add(new TextRange(start, i));
                return true;
            }

            if (format[i] is '*' or '[' || char.IsSurrogate(format[i]))
            {
                return false;
            }

            if (format[i] != '%')
            {
                verbs.Add(new TextRange(start, i + 1));
            }
        }

        return true;
    }

    /// <summary>Whether a letter is a verb.</summary>
    public static bool IsVerb(char verb) => KnownVerbs.Contains(verb);

    /// <summary>Whether what a format prints may be read as a number again: not where letters, signs or spaces stand around its verbs.</summary>
    public static bool CanBeNumber(string format)
    {
        if (!TryRead(format, out List<TextRange> verbs))
        {
            return true;
        }

        int at = 0;
        foreach (TextRange verb in verbs)
        {
            if (NumberCharacters.EndOf(format, at) < verb.Start)
            {
                return false;
            }

            at = verb.End;
        }

        return NumberCharacters.EndOf(format, at) == format.Length;
    }

    /// <summary>Whether a verb can print a value of a type; true where that is not known.</summary>
    public static bool CanPrint(char verb, ValueType type)
    {
        string? verbs = type switch
        {
            ValueType.String or ValueType.NoNumber => "vsqxXT",
            ValueType.Integer => "vbcdoOqxXUT",
            ValueType.Float or ValueType.AlertValue or ValueType.SampleValue => "vbeEfFgGxXT",
            ValueType.Bool => "vtT",
            ValueType.Unknown => null,
            _ => KnownVerbs,
        };
        return verbs?.Contains(verb) ?? true;
    }
}
