using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>More than one document in a plain rule file.</summary>
internal sealed class SeveralDocuments() : RuleFileErrorCheck(RuleFileErrorKind.SeveralDocuments, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1006",
        name: "several-documents",
        title: "Several YAML documents in a rule file",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A plain rule file with more than one YAML document.");
}
