using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A part of the language that the oldest Prometheus in use, by the configuration, does not have yet.</summary>
public sealed class NewerThanTarget() : PromQLErrorCheck(PromQLErrorKind.NewerThanTarget, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2010", "newer-than-target", "A part of PromQL that is newer than the target version", "{0}", Severity.Warning);
}
