using System.Globalization;

namespace PromRuleLint.Regex;

/// <summary>
/// The classes behind <c>\p{…}</c>: general categories, by the data of the runtime, and scripts. Names are compared as
/// they stand in Go's <c>unicode.Categories</c> and <c>unicode.Scripts</c>; aliases and other spellings are unknown.
/// </summary>
internal static class UnicodeClasses
{
    private static readonly Lazy<int[][]> Categories = new(ReadCategories);

    /// <summary>The class of that name; null where Go knows none.</summary>
    public static int[]? Find(string name)
    {
        if (name == "Any")
        {
            return [0, RuneSets.MaxRune];
        }

        if (UnicodeScripts.Ranges.TryGetValue(name, out string? text))
        {
            return ReadScript(text);
        }

        UnicodeCategory[] categories = CategoriesOf(name);
        if (categories.Length == 0)
        {
            return null;
        }

        var ranges = new List<(int Low, int High)>();
        foreach (UnicodeCategory category in categories)
        {
            RuneSets.AddTo(ranges, Categories.Value[(int)category]);
        }

        return RuneSets.Normalize(ranges);
    }

    private static UnicodeCategory[] CategoriesOf(string name) => name switch
    {
        "C" => [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.PrivateUse, UnicodeCategory.Surrogate, UnicodeCategory.OtherNotAssigned],
        "Cc" => [UnicodeCategory.Control],
        "Cf" => [UnicodeCategory.Format],
        "Cn" => [UnicodeCategory.OtherNotAssigned],
        "Co" => [UnicodeCategory.PrivateUse],
        "Cs" => [UnicodeCategory.Surrogate],
        "L" => [UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter, UnicodeCategory.ModifierLetter, UnicodeCategory.OtherLetter],
        "LC" => [UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter],
        "Ll" => [UnicodeCategory.LowercaseLetter],
        "Lm" => [UnicodeCategory.ModifierLetter],
        "Lo" => [UnicodeCategory.OtherLetter],
        "Lt" => [UnicodeCategory.TitlecaseLetter],
        "Lu" => [UnicodeCategory.UppercaseLetter],
        "M" => [UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark],
        "Mc" => [UnicodeCategory.SpacingCombiningMark],
        "Me" => [UnicodeCategory.EnclosingMark],
        "Mn" => [UnicodeCategory.NonSpacingMark],
        "N" => [UnicodeCategory.DecimalDigitNumber, UnicodeCategory.LetterNumber, UnicodeCategory.OtherNumber],
        "Nd" => [UnicodeCategory.DecimalDigitNumber],
        "Nl" => [UnicodeCategory.LetterNumber],
        "No" => [UnicodeCategory.OtherNumber],
        "P" => [UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation, UnicodeCategory.ClosePunctuation, UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation, UnicodeCategory.OtherPunctuation],
        "Pc" => [UnicodeCategory.ConnectorPunctuation],
        "Pd" => [UnicodeCategory.DashPunctuation],
        "Pe" => [UnicodeCategory.ClosePunctuation],
        "Pf" => [UnicodeCategory.FinalQuotePunctuation],
        "Pi" => [UnicodeCategory.InitialQuotePunctuation],
        "Po" => [UnicodeCategory.OtherPunctuation],
        "Ps" => [UnicodeCategory.OpenPunctuation],
        "S" => [UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol],
        "Sc" => [UnicodeCategory.CurrencySymbol],
        "Sk" => [UnicodeCategory.ModifierSymbol],
        "Sm" => [UnicodeCategory.MathSymbol],
        "So" => [UnicodeCategory.OtherSymbol],
        "Z" => [UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator],
        "Zl" => [UnicodeCategory.LineSeparator],
        "Zp" => [UnicodeCategory.ParagraphSeparator],
        "Zs" => [UnicodeCategory.SpaceSeparator],
        _ => [],
    };

    private static int[] ReadScript(string text)
    {
        var set = new List<int>();
        int end = 0;
        foreach (Range part in text.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> pair = text.AsSpan(part);
            int plus = pair.IndexOf('+');
            int low = end + int.Parse(plus < 0 ? pair : pair[..plus], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            end = plus < 0 ? low : low + int.Parse(pair[(plus + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            set.Add(low);
            set.Add(end);
        }

        return [.. set];
    }

    private static int[][] ReadCategories()
    {
        var sets = new List<int>[(int)UnicodeCategory.OtherNotAssigned + 1];
        for (int i = 0; i < sets.Length; i++)
        {
            sets[i] = [];
        }

        int low = 0;
        UnicodeCategory current = CharUnicodeInfo.GetUnicodeCategory(0);
        for (int rune = 1; rune <= RuneSets.MaxRune + 1; rune++)
        {
            UnicodeCategory category = rune <= RuneSets.MaxRune ? CharUnicodeInfo.GetUnicodeCategory(rune) : (UnicodeCategory)(-1);
            if (category == current)
            {
                continue;
            }

            sets[(int)current].Add(low);
            sets[(int)current].Add(rune - 1);
            (low, current) = (rune, category);
        }

        return [.. sets.Select(set => set.ToArray())];
    }
}
