using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A key that stands twice in one mapping.</summary>
internal sealed class DuplicateKey() : RuleFileErrorCheck(RuleFileErrorKind.DuplicateKey, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1002",
        name: "duplicate-key",
        title: "A duplicate key",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A key that occurs twice in the same mapping.");
}
