using PromRuleLint.Diagnostics;

namespace PromRuleLint.MSBuild;

/// <summary>
/// What <c>NoWarn</c>, <c>WarningsAsErrors</c>, <c>WarningsNotAsErrors</c> and <c>TreatWarningsAsErrors</c> make of a finding,
/// as the compiler does with an analyzer's. MSBuild itself knows the three lists only where the project is built for one
/// framework, and never <c>TreatWarningsAsErrors</c>, so all is done here.
/// </summary>
internal sealed class WarningSettings(string? noWarn, bool treatWarningsAsErrors, string? warningsAsErrors, string? warningsNotAsErrors)
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];
    private readonly HashSet<string> _noWarn = Parse(noWarn);
    private readonly HashSet<string> _asErrors = Parse(warningsAsErrors);
    private readonly HashSet<string> _notAsErrors = Parse(warningsNotAsErrors);

    /// <summary>The severity with which a finding is reported; ids and names count alike.</summary>
    public DiagnosticSeverity SeverityOf(Diagnostic diagnostic)
    {
        // That a file could not be read or a check has failed is not to be silenced: nobody would know that rules were not looked at.
        if (diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Descriptor.Category == DiagnosticCategory.Tool)
        {
            return DiagnosticSeverity.Error;
        }

        if (Has(_noWarn, diagnostic))
        {
            return DiagnosticSeverity.Hidden;
        }

        if (diagnostic.Severity != DiagnosticSeverity.Warning)
        {
            return diagnostic.Severity;
        }

        return Has(_asErrors, diagnostic) || (treatWarningsAsErrors && !Has(_notAsErrors, diagnostic)) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    }

    private static bool Has(HashSet<string> list, Diagnostic diagnostic) => list.Contains(diagnostic.Id) || list.Contains(diagnostic.Descriptor.Name);

    private static HashSet<string> Parse(string? list) =>
        new(list?.Split(Separators, StringSplitOptions.RemoveEmptyEntries) ?? [], StringComparer.OrdinalIgnoreCase);
}
