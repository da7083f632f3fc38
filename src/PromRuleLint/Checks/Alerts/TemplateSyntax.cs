using PromRuleLint.Diagnostics;
using PromRuleLint.Templates;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A label or annotation whose template Prometheus cannot read, or cannot execute whatever the alert is.</summary>
internal sealed class TemplateSyntax() : TemplateErrorCheck(
    Descriptor, TemplateErrorKind.Syntax, TemplateErrorKind.TooDeep, TemplateErrorKind.WrongArgumentCount, TemplateErrorKind.WrongArgumentType,
    TemplateErrorKind.WrongFormat)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4011",
        name: "template-syntax",
        title: "An invalid template",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A label or annotation of an alert, or a label of a group with alerts, whose template cannot be parsed or fails for every alert when it is executed. Causes are a wrong number of arguments, an argument or comparison of the wrong type (the length of a number, a text that is not a number in `humanize`), an invalid regular expression or duration, a value that is called like a function, and a `printf` verb that does not fit its argument or is missing.") { HasFix = true };
}
