using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A <c>$name</c>, <c>$1</c> or <c>${name}</c> in the replacement of <c>label_replace</c>, as Go's <c>regexp.Expand</c> reads it.</summary>
/// <param name="Name">The name or number.</param>
/// <param name="Range">Where it stands in the decoded replacement, from the <c>$</c>.</param>
internal sealed record ReplacementReference(string Name, TextRange Range)
{
    /// <summary>All of a replacement. <c>$$</c> is a dollar sign, and so is one that no name follows.</summary>
    public static IEnumerable<ReplacementReference> FindAll(string replacement)
    {
        for (int start = replacement.IndexOf('$', StringComparison.Ordinal); start >= 0 && start + 1 < replacement.Length;)
        {
            int from = start + 1;
            if (replacement[from] != '$')
            {
                bool braces = replacement[from] == '{';
                int nameStart = braces ? from + 1 : from;
                int nameEnd = nameStart;
                while (nameEnd < replacement.Length && (replacement[nameEnd] == '_' || char.IsLetter(replacement[nameEnd]) || char.GetUnicodeCategory(replacement[nameEnd]) == UnicodeCategory.DecimalDigitNumber))
                {
                    nameEnd++;
                }

                bool isClosed = !braces || (nameEnd < replacement.Length && replacement[nameEnd] == '}');
                if (nameEnd > nameStart && isClosed)
                {
                    from = braces ? nameEnd + 1 : nameEnd;
                    yield return new ReplacementReference(replacement[nameStart..nameEnd], new TextRange(start, from));
                }
            }
            else
            {
                from++;
            }

            start = from < replacement.Length ? replacement.IndexOf('$', from) : -1;
        }
    }

    /// <summary>Whether the pattern has the group; 0 is the whole match.</summary>
    public bool Exists(ImmutableArray<Re2Group> groups) => Exists(Name, groups);

    /// <summary>
    /// The number of a group that an unbraced reference runs past, as <c>$1_total</c> runs past 1; null where it does not.
    /// </summary>
    public string? ShorterGroup(ImmutableArray<Re2Group> groups)
    {
        string digits = string.Concat(Name.TakeWhile(char.IsAsciiDigit));
        bool isBraced = Range.Length > Name.Length + 1;
        return !isBraced && digits.Length > 0 && digits.Length < Name.Length && Exists(digits, groups) ? digits : null;
    }

    private static bool Exists(string name, ImmutableArray<Re2Group> groups)
    {
        bool isNumber = name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0');
        return isNumber
            ? int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= groups.Length
            : groups.Any(group => group.Name == name);
    }
}
