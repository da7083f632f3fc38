using System.Security.Cryptography;
using System.Text;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Results.Baselines;

/// <summary>A finding that is known: what it is and where, by rule and fragment, so that it survives moved lines.</summary>
/// <param name="Id">The id of the descriptor.</param>
/// <param name="Path">The file as findings name it, with forward slashes.</param>
/// <param name="Rule">The name of the rule that holds it; empty outside of rules.</param>
/// <param name="Fragment">The text at its range, white space collapsed.</param>
public sealed record BaselineEntry(string Id, string Path, string Rule, string Fragment)
{
    /// <summary>The entry of a finding.</summary>
    public static BaselineEntry From(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new(finding.Id, finding.Location.Path.Replace('\\', '/'), finding.RuleName ?? "", Collapse(finding.Location.Range.In(finding.Location.Source.Text)));
    }

    /// <summary>The entry as 32 hexadecimal digits, for formats that want a short text.</summary>
    internal string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Id, Path, Rule, Fragment)))[..16]);

    private static string Collapse(ReadOnlySpan<char> text)
    {
        const int Enough = 200;
        var result = new StringBuilder(Math.Min(text.Length, Enough));
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }

            if (result.Length >= Enough)
            {
                break;
            }
        }

        return result.ToString().TrimEnd();
    }
}
