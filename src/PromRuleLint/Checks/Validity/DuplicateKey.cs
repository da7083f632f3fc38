using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A key that stands twice in one mapping.</summary>
internal sealed class DuplicateKey() : RuleFileErrorCheck(RuleFileErrorKind.DuplicateKey, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1002", "duplicate-key", "A key stands twice in one mapping", "{0}", Severity.Error);
}
