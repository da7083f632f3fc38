using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;

namespace PromRuleLint.Checks;

/// <summary>What all actions over one file share: its configuration, the rule set and what has been found. Used by one thread at a time.</summary>
internal sealed class FileScope(LintConfiguration configuration, RuleSetFacts facts)
{
    public LintConfiguration Configuration { get; } = configuration;

    public RuleSetFacts Facts { get; } = facts;

    public RuleSet RuleSet => Facts.Rules;

    /// <summary>What has been found, in the order of finding.</summary>
    public List<Diagnostic> Findings { get; } = [];

    public void Report(DiagnosticDescriptor descriptor, Location location, ImmutableArray<RelatedLocation> related, CodeFix? fix, ReadOnlySpan<object?> arguments, Severity atLeast = Severity.None)
    {
        Severity severity = Configuration.SeverityOf(descriptor);
        if (severity == Severity.None)
        {
            return;
        }

        if (severity < atLeast && !Configuration.Severities.ContainsKey(descriptor.Id))
        {
            severity = atLeast;
        }

        string message = arguments.IsEmpty ? descriptor.MessageFormat : string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments);
        Findings.Add(new Diagnostic(descriptor, location, message, related, fix).WithSeverity(severity));
    }
}
