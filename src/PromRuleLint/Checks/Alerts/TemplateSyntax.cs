using PromRuleLint.Diagnostics;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A label or annotation whose template Prometheus cannot read, or cannot execute whatever the alert is.</summary>
internal sealed class TemplateSyntax() : TemplateErrorCheck(
    Descriptor, TemplateErrorKind.Syntax, TemplateErrorKind.TooDeep, TemplateErrorKind.WrongArgumentCount, TemplateErrorKind.WrongArgumentType,
    TemplateErrorKind.WrongFormat)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4011", "template-syntax", "A template that cannot be read or executed", "{0}", Severity.Error) { HasFix = true };
}
