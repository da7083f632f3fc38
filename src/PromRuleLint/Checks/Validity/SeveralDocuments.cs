using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>More than one document in a plain rule file.</summary>
internal sealed class SeveralDocuments() : RuleFileErrorCheck(RuleFileErrorKind.SeveralDocuments, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1006", "several-documents", "More than one YAML document in a rule file", "{0}", Severity.Warning);
}
