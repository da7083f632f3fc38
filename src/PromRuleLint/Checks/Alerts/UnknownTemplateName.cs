using PromRuleLint.Diagnostics;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A function, variable, field or template that does not exist where a label or annotation uses it.</summary>
internal sealed class UnknownTemplateName() : TemplateErrorCheck(
    Descriptor, TemplateErrorKind.UnknownFunction, TemplateErrorKind.UnknownVariable, TemplateErrorKind.UnknownField, TemplateErrorKind.UnknownTemplate)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4012",
        name: "unknown-template-name",
        title: "An unknown name in a template",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A function, variable, field or template that a label or annotation of an alert uses but that does not exist.") { HasFix = true, FixSafety = FixSafety.Mixed };
}
