using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Suppressions;

/// <summary>
/// Reads <c># promrulelint disable PRL3003, missing-realm-matcher until 2026-12-31 -- reason</c>. Other comments are ignored.
/// </summary>
internal static class SuppressionParser
{
    private const string Prefix = "promrulelint";
    private const string PintPrefix = "pint";

    private static readonly (string Word, SuppressionKeyword Keyword)[] Keywords =
    [
        ("disable", SuppressionKeyword.Disable),
        ("disable-line", SuppressionKeyword.DisableLine),
        ("disable-next-line", SuppressionKeyword.DisableNextLine),
        ("disable-rule", SuppressionKeyword.DisableRule),
        ("disable-group", SuppressionKeyword.DisableGroup),
        ("disable-file", SuppressionKeyword.DisableFile),
        ("disable-region", SuppressionKeyword.DisableRegion),
        ("enable", SuppressionKeyword.Enable),
    ];

    /// <summary>The words that may follow <c>promrulelint</c>.</summary>
    internal static IEnumerable<string> Words => Keywords.Select(static keyword => keyword.Word);

    /// <summary>The suppression in a comment; null if the comment is not a suppression.</summary>
    /// <param name="text">The file.</param>
    /// <param name="comment">The comment, from its <c>#</c>.</param>
    /// <param name="readPint">Whether comments of pint count too.</param>
    public static SuppressionComment? Parse(string text, SourceRange comment, bool readPint)
    {
        int at = comment.Start;
        while (at < comment.End && (text[at] == '#' || text[at] is ' ' or '\t'))
        {
            at++;
        }

        string prefix = StartsWithWord(text, at, comment.End, Prefix) ? Prefix
            : readPint && StartsWithWord(text, at, comment.End, PintPrefix) ? PintPrefix
            : "";
        if (prefix.Length == 0)
        {
            return MisspelledSuppression.Describe(comment.In(text)) is { } error ? Malformed(comment, error) : null;
        }

        at = SkipWhite(text, at + prefix.Length, comment.End);
        int end = at;
        while (end < comment.End && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        string word = text[at..end];
        if (prefix == PintPrefix)
        {
            return ParsePint(text, comment, word, end);
        }

        int known = Array.FindIndex(Keywords, keyword => keyword.Word == word);
        if (known < 0)
        {
            string? nearest = NearestName.Find(word, Words);
            string hint = nearest is null ? $"write one of {string.Join(", ", Words)}" : $"did you mean '{nearest}'?";
            return Malformed(comment, word.Length == 0 ? "'promrulelint' must be followed by 'disable' and the checks, such as: # promrulelint disable PRL3003" : $"'promrulelint {word}' is not known; {hint}");
        }

        return ParseNames(text, comment, Keywords[known].Keyword, end);
    }

    private static SuppressionComment ParseNames(string text, SourceRange comment, SuppressionKeyword keyword, int at)
    {
        var names = ImmutableArray.CreateBuilder<SuppressedName>();
        DateOnly? until = null;
        string? reason = null;
        while ((at = SkipWhite(text, at, comment.End, ',')) < comment.End)
        {
            int end = at;
            while (end < comment.End && !char.IsWhiteSpace(text[end]) && text[end] != ',')
            {
                end++;
            }

            string word = text[at..end];
            if (word == "--")
            {
                reason = text[end..comment.End].Trim();
                break;
            }

            if (word == "until")
            {
                at = SkipWhite(text, end, comment.End);
                int dateEnd = at;
                while (dateEnd < comment.End && !char.IsWhiteSpace(text[dateEnd]))
                {
                    dateEnd++;
                }

                if (!DateOnly.TryParseExact(text.AsSpan(at, dateEnd - at), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                {
                    return Malformed(comment, $"'until {text[at..dateEnd]}' is no day; write it as year-month-day, such as 'until 2026-12-31'");
                }

                until = day;
                at = dateEnd;
                continue;
            }

            names.Add(new SuppressedName(word, new SourceRange(at, end)));
            at = end;
        }

        return names.Count == 0
            ? Malformed(comment, "The comment names no check; name each by its id or name, such as: # promrulelint disable PRL3003")
            : new SuppressionComment(comment, keyword, names.ToImmutable(), until, string.IsNullOrEmpty(reason) ? null : reason);
    }

    /// <summary>pint's <c>disable</c>, <c>file/disable</c> and <c>snooze DATE</c> name its checks, not ours: they hold for what the two have in common.</summary>
    private static SuppressionComment? ParsePint(string text, SourceRange comment, string word, int at)
    {
        SuppressionKeyword? keyword = word switch
        {
            "disable" or "snooze" => SuppressionKeyword.DisableRule,
            "file/disable" or "file/snooze" => SuppressionKeyword.DisableFile,
            _ => null,
        };
        if (keyword is null)
        {
            return null;
        }

        DateOnly? until = null;
        at = SkipWhite(text, at, comment.End);
        if (word.EndsWith("snooze", StringComparison.Ordinal))
        {
            int dateEnd = at;
            while (dateEnd < comment.End && !char.IsWhiteSpace(text[dateEnd]))
            {
                dateEnd++;
            }

            if (!DateTimeOffset.TryParse(text.AsSpan(at, dateEnd - at), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
            {
                return null;
            }

            until = DateOnly.FromDateTime(moment.UtcDateTime);
            at = SkipWhite(text, dateEnd, comment.End);
        }

        int end = at;
        while (end < comment.End && !char.IsWhiteSpace(text[end]) && text[end] != '(')
        {
            end++;
        }

        var range = new SourceRange(at, end);
        ImmutableArray<SuppressedName> names = [.. PintChecks.Counterparts(text[at..end]).Select(id => new SuppressedName(id, range))];
        return names.IsEmpty ? null : new SuppressionComment(comment, keyword.Value, names, until, null, IsForeign: true);
    }

    private static SuppressionComment Malformed(SourceRange comment, string error) => new(comment, SuppressionKeyword.Disable, [], null, null, Error: error);

    private static bool StartsWithWord(string text, int at, int end, string word) =>
        at + word.Length <= end && text.AsSpan(at, word.Length).SequenceEqual(word) && (at + word.Length == end || char.IsWhiteSpace(text[at + word.Length]));

    private static int SkipWhite(string text, int at, int end, char also = ' ')
    {
        while (at < end && (char.IsWhiteSpace(text[at]) || text[at] == also))
        {
            at++;
        }

        return at;
    }
}
