using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A rule without an expression.</summary>
internal sealed class MissingExpression() : RuleFileErrorCheck(RuleFileErrorKind.MissingExpression, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL1012", "missing-expression", "A rule without an expression", "{0}", Severity.Error);
}
