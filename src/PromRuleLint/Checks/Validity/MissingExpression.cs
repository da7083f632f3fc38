using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A rule without an expression.</summary>
internal sealed class MissingExpression() : RuleFileErrorCheck(RuleFileErrorKind.MissingExpression, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL1012",
        name: "missing-expression",
        title: "A rule without an expression",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A rule without `expr`, or with an empty one.");
}
