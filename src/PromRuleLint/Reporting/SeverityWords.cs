using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting;

/// <summary>The words for severities in reports and on the command line.</summary>
internal static class SeverityWords
{
    public static string For(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "information",
        _ => "none",
    };
}
