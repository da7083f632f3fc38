using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Results;

/// <summary>Says, once a file, that comparing patterns would have taken more work than it may (PRL0015).</summary>
internal static class WorkLimits
{
    /// <summary>The finding at the first selector whose patterns were not compared; null where all were.</summary>
    public static Diagnostic? Find(RuleFile file)
    {
        if (file.PatternBudget is not { IsSpent: true })
        {
            return null;
        }

        SourceRange place = default;
        foreach (Rule rule in file.Rules)
        {
            if (rule.Expression is { Root: { } root } expression && root.DescendantsAndSelf().OfType<VectorSelector>().FirstOrDefault(IsSpent) is { } selector)
            {
                place = expression.ToSource(selector.Range);
                break;
            }
        }

        return new Diagnostic(ToolDiagnostics.WorkLimit, new Location(file.Source, place), ToolDiagnostics.WorkLimit.MessageFormat);
    }

    private static bool IsSpent(VectorSelector selector)
    {
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (matcher.Pattern is { IsBudgetSpent: true })
            {
                return true;
            }
        }

        return false;
    }
}
