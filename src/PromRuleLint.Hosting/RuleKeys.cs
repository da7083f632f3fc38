namespace PromRuleLint.Hosting;

/// <summary>
/// Looks for the keys without which there are neither rules nor tests of rules, however wrong the rest of a text is. Where
/// there is none, as in rules of another program, a fault in the text is nobody's business here.
/// </summary>
internal static class RuleKeys
{
    private static readonly string[] Beginnings = ["group", "expr", "rule_files", "input_series", "alert_rule_test", "promql_expr_test", "metricsql_expr_test"];

    /// <summary>
    /// Whether a text has such a key: at the beginning of a line, of a list item or of an entry in braces, also of a text that
    /// stands in double quotes with its line breaks and quotes escaped. Linear in the text.
    /// </summary>
    public static bool StandIn(string text) => Array.Exists(Beginnings, beginning => HasKey(text, beginning));

    private static bool HasKey(string text, string beginning)
    {
        for (int at = text.IndexOf(beginning, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(beginning, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (BeginsKey(text, at) && EndsKey(text, at + beginning.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsKey(string text, int at)
    {
        at--;
        bool isQuoted = false;
        while (at >= 0 && text[at] is ' ' or '\t' or '"' or '\'' or '\\' or '\uFEFF')
        {
            isQuoted |= text[at] is '"' or '\'';
            at--;
        }

        return at < 0 || (isQuoted && text[at] == ':') || text[at] is '\n' or '\r' or '-' or '{' or '}' or ',' or '?' || (text[at] == 'n' && at > 0 && text[at - 1] == '\\');
    }

    private static bool EndsKey(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '"' or '\'' or '\\' or ' '))
        {
            at++;
        }

        return at < text.Length && text[at] == ':';
    }
}
