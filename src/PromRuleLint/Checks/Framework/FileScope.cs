using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks;

/// <summary>What all actions over one file share: its configuration, the rule set and what has been found. Used by one thread at a time.</summary>
internal sealed class FileScope(LintConfiguration configuration, RuleSetFacts facts, RuleSet ruleSet, bool isAssumedTogether, CancellationToken cancellation = default)
{
    /// <summary>More findings of one file are not kept: a few characters can make one each, and nobody reads them all.</summary>
    private const int MaxFindings = 50_000;

    /// <summary>Whether it is only assumed that the files of the rule set are loaded together.</summary>
    public bool IsAssumedTogether { get; } = isAssumedTogether;

    public LintConfiguration Configuration { get; } = configuration;

    public RuleSetFacts Facts { get; } = facts;

    /// <summary>The files that are loaded together with the file.</summary>
    public RuleSet RuleSet { get; } = ruleSet;

    /// <summary>Ends the run early.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The check whose action runs.</summary>
    public Check? Check { get; set; }

    /// <summary>What has been found, in the order of finding.</summary>
    public List<Diagnostic> Findings { get; } = [];

    /// <summary>Whether no more findings are kept.</summary>
    public bool IsFull => Findings.Count >= MaxFindings;

    /// <summary>The same file with nothing found yet, for another thread.</summary>
    public FileScope Apart() => new(Configuration, Facts, RuleSet, IsAssumedTogether, Cancellation);

    /// <summary>Adds what was found apart, as far as there is room.</summary>
    public void Take(FileScope apart) => Findings.AddRange(apart.Findings.Take(MaxFindings - Findings.Count));

    /// <summary>Reports a finding, unless it is off here or rests on what the configuration denies.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location location, DiagnosticDetails details, ReadOnlySpan<object?> arguments)
    {
        RefuseUndeclared(descriptor);
        DiagnosticSeverity severity = Configuration.SeverityOf(descriptor);
        if (severity == DiagnosticSeverity.Hidden || IsFull)
        {
            return;
        }

        ImmutableArray<Assumption> assumptions = AssumptionsOf(descriptor, location, details);
        if (assumptions.Any(Configuration.Denies))
        {
            return;
        }

        if (details.Severity is { } own && !Configuration.Severities.ContainsKey(descriptor.Id))
        {
            severity = own;
        }

        // What only scraped series usually have is no ground for an error.
        if (severity == DiagnosticSeverity.Error && assumptions.Contains(Assumption.ScrapedLabels) && !Configuration.Severities.ContainsKey(descriptor.Id))
        {
            severity = DiagnosticSeverity.Warning;
        }

        foreach (object? argument in arguments)
        {
            if (argument is DiagnosticDetails or CodeFix or AdditionalLocation)
            {
                throw new ArgumentException($"{argument.GetType().Name} is no part of a message; pass it in {nameof(DiagnosticDetails)} before the arguments.", nameof(arguments));
            }
        }

        if (arguments.IsEmpty && descriptor.MessageFormat.Contains("{0", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The message of {descriptor.Id} ({descriptor.Name}) has places for arguments, and none are given.", nameof(arguments));
        }

        string message = arguments.IsEmpty ? descriptor.MessageFormat : string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments);
        Diagnostic finding = new Diagnostic(descriptor, location, message, details.AdditionalLocations, details.CodeFixes).WithSeverity(severity).Sharing(details.Claim ?? descriptor.Claim, details.RepeatKey, details.OtherSchema);
        Confidence confidence = descriptor.Confidence == Confidence.Style && !details.IsProved ? Confidence.Style : assumptions.IsEmpty ? Confidence.Proved : Confidence.Assumed;
        Findings.Add(finding.Resting(confidence, assumptions));
    }

    private void RefuseUndeclared(DiagnosticDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (Check is { } check && !check.SupportedDiagnostics.Any(supported => supported.Id == descriptor.Id))
        {
            throw new ArgumentException($"{check.GetType().FullName} reports {descriptor.Id} ({descriptor.Name}), which its {nameof(Checks.Check.SupportedDiagnostics)} do not have.", nameof(descriptor));
        }
    }

    /// <summary>What a finding rests on: what its check assumes, what is assumed on its chain of reasons, and that the rules of its chain are all there are.</summary>
    private ImmutableArray<Assumption> AssumptionsOf(DiagnosticDescriptor descriptor, Location location, DiagnosticDetails details)
    {
        // Whoever configures the pattern says what a heartbeat is.
        ImmutableArray<Assumption> ofCheck = Configuration.Heartbeat.Pattern is null ? descriptor.Assumptions : descriptor.Assumptions.Remove(Assumption.HeartbeatByName);
        if (details.AdditionalLocations.IsEmpty && details.Assumptions.IsEmpty)
        {
            return ofCheck;
        }

        var all = new SortedSet<string>(StringComparer.Ordinal);
        all.UnionWith(ofCheck.Concat(details.Assumptions).Select(static assumption => assumption.Name));
        foreach (AdditionalLocation reason in details.AdditionalLocations)
        {
            if (reason.Assumption is { } assumption)
            {
                all.Add(assumption.Name);
            }

            if (reason.Location.Source != location.Source && IsAssumedTogether)
            {
                all.Add(Assumption.LoadedTogether.Name);
            }
        }

        return [.. Assumption.All.Where(assumption => all.Contains(assumption.Name))];
    }
}
