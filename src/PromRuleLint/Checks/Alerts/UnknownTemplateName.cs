using PromRuleLint.Diagnostics;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A function, variable, field or template that does not exist where a label or annotation uses it.</summary>
internal sealed class UnknownTemplateName() : TemplateErrorCheck(
    Descriptor, TemplateErrorKind.UnknownFunction, TemplateErrorKind.UnknownVariable, TemplateErrorKind.UnknownField, TemplateErrorKind.UnknownTemplate)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL4012", "unknown-template-name", "A name that does not exist in a template", "{0}", Severity.Error) { HasFix = true, FixSafety = FixSafety.Mixed };
}
