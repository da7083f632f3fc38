using PromRuleLint.Diagnostics;

namespace PromRuleLint.Reporting;

/// <summary>The words for severities in reports and on the command line.</summary>
internal static class SeverityWords
{
    public static string For(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "information",
        _ => "none",
    };
}
