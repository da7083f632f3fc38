using PromRuleLint.Diagnostics;

namespace PromRuleLint.MSBuild;

/// <summary>
/// What the settings of all target frameworks make of a finding: what the gravest of them does. Without settings a finding is
/// what it is.
/// </summary>
internal sealed class WarningOptions(IReadOnlyList<WarningSettings> frameworks)
{
    /// <summary>The severity with which a finding is reported.</summary>
    public DiagnosticSeverity SeverityOf(Diagnostic diagnostic) =>
        frameworks.Count == 0 ? diagnostic.Severity : frameworks.Max(settings => settings.SeverityOf(diagnostic));
}
