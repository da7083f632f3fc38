using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Results;

/// <summary>
/// What is found at YAML aliases: it names the place of the anchor too, has no fix, for others use the same text, and is
/// left out where the same is found at the anchor.
/// </summary>
internal static class AliasFindings
{
    /// <summary>The findings of a file, those at aliases completed.</summary>
    public static IReadOnlyList<Diagnostic> Complete(RuleFile file, IReadOnlyList<Diagnostic> findings)
    {
        if (file.Aliases.IsEmpty || findings.Count == 0)
        {
            return findings;
        }

        Dictionary<SourceRange, SourceRange> anchors = [];
        foreach (YamlAlias alias in file.Aliases)
        {
            anchors[alias.Range] = alias.AnchorRange;
        }

        ILookup<(string, string), SourceRange> written = findings.Where(finding => !anchors.ContainsKey(finding.Location.Range))
            .ToLookup(static finding => (finding.Id, finding.Message), static finding => finding.Location.Range);
        var result = new List<Diagnostic>(findings.Count);
        foreach (Diagnostic finding in findings)
        {
            if (!anchors.TryGetValue(finding.Location.Range, out SourceRange anchor))
            {
                result.Add(finding);
            }
            else if (!written[(finding.Id, finding.Message)].Any(range => anchor.Start <= range.Start && range.End <= anchor.End))
            {
                result.Add(finding.AtAlias(new AdditionalLocation(new Location(file.Source, anchor), "what the alias stands for is written here")));
            }
        }

        return result;
    }
}
