using System.Text;

namespace PromRuleLint.Reporting.Sarif;

/// <summary>The page of a check as the help of a SARIF rule.</summary>
internal static class SarifHelp
{
    /// <summary>The first paragraph of prose, in one line; null where there is none.</summary>
    public static string? FirstParagraph(string page)
    {
        var paragraph = new StringBuilder();
        foreach (string line in page.ReplaceLineEndings("\n").Split('\n'))
        {
            bool isProse = line.Length > 0 && (char.IsLetterOrDigit(line[0]) || line[0] is '`' or '\'' or '"');
            if (isProse)
            {
                paragraph.Append(paragraph.Length == 0 ? "" : " ").Append(line.Trim());
            }
            else if (paragraph.Length > 0)
            {
                break;
            }
        }

        return paragraph.Length == 0 ? null : paragraph.ToString();
    }

    /// <summary>The page with its relative links made full ones, for a viewer that shows it elsewhere.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">Where the page is published; empty for nowhere, and links stay as they are.</param>
    public static string WithFullLinks(string page, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? start))
        {
            return page;
        }

        const string Opening = "](";
        var result = new StringBuilder(page.Length);
        int from = 0;
        while (page.IndexOf(Opening, from, StringComparison.Ordinal) is >= 0 and int at)
        {
            int target = at + Opening.Length;
            int end = page.AsSpan(target).IndexOfAny(')', '\n');
            string link = end > 0 && page[target + end] == ')' ? page.Substring(target, end) : "";
            bool isPage = link.Contains(".md", StringComparison.Ordinal) || link.StartsWith('#');
            result.Append(page, from, target - from).Append(isPage && Uri.TryCreate(start, link, out Uri? full) ? full.AbsoluteUri : link);
            from = target + link.Length;
        }

        return result.Append(page, from, page.Length - from).ToString();
    }
}
