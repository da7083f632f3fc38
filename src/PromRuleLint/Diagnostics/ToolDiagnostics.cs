using System.Collections.Immutable;

namespace PromRuleLint.Diagnostics;

/// <summary>What the tool reports of itself, its input and its configuration; no check is behind these.</summary>
public static class ToolDiagnostics
{
    /// <summary>A file that cannot be read.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } = new(
        "PRL0001", "unreadable-file", "A file cannot be read", "The file cannot be read: {0}", Severity.Error);

    /// <summary>A pattern that matches no file.</summary>
    public static DiagnosticDescriptor NoFilesMatched { get; } = new(
        "PRL0002", "no-files-matched", "No files matched", "No file matches '{0}'; check the path, or the include and exclude globs", Severity.Error);

    /// <summary>A configuration file with a wrong key or value.</summary>
    public static DiagnosticDescriptor InvalidConfiguration { get; } = new(
        "PRL0003", "invalid-configuration", "The configuration is wrong", "{0}", Severity.Error);

    /// <summary>A check named in the configuration or a suppression that does not exist.</summary>
    public static DiagnosticDescriptor UnknownCheck { get; } = new(
        "PRL0004", "unknown-check", "A check of that name does not exist", "There is no check '{0}'{1}", Severity.Error);

    /// <summary>A suppression comment that cannot be read.</summary>
    public static DiagnosticDescriptor MalformedSuppression { get; } = new(
        "PRL0005", "malformed-suppression", "A suppression comment cannot be read", "{0}", Severity.Warning);

    /// <summary>A suppression comment that suppresses nothing.</summary>
    public static DiagnosticDescriptor UnusedSuppression { get; } = new(
        "PRL0006", "unused-suppression", "A suppression suppresses nothing", "This suppresses nothing: {0} is not found here; remove the comment", Severity.Warning);

    /// <summary>A suppression comment whose date has passed.</summary>
    public static DiagnosticDescriptor ExpiredSuppression { get; } = new(
        "PRL0007", "expired-suppression", "A suppression has expired", "This suppression ended on {0}; fix the rule, or set a later date with a reason", Severity.Warning);

    /// <summary>A suppression comment without a reason where one is required.</summary>
    public static DiagnosticDescriptor SuppressionWithoutReason { get; } = new(
        "PRL0008", "suppression-without-reason", "A suppression has no reason", "Say why after '--': # promrulelint disable {0} -- reason", Severity.Warning, isEnabledByDefault: false);

    /// <summary>An entry of a baseline that is found no more.</summary>
    public static DiagnosticDescriptor UnusedBaselineEntry { get; } = new(
        "PRL0009", "unused-baseline-entry", "A baseline entry is found no more", "The baseline entry for {0} is found no more; update the baseline", Severity.Information);

    /// <summary>An assembly with checks that cannot be used.</summary>
    public static DiagnosticDescriptor CheckAssemblyFailure { get; } = new(
        "PRL0010", "check-assembly-failure", "An assembly with checks cannot be used", "The checks of '{0}' cannot be used: {1}", Severity.Error);

    /// <summary>A check that failed.</summary>
    public static DiagnosticDescriptor InternalError { get; } = new(
        "PRL0011", "internal-error", "A check failed", "{0} failed here and found nothing more in this file: {1}", Severity.Error);

    /// <summary>A configuration that was found names assemblies, and they are not loaded.</summary>
    public static DiagnosticDescriptor UntrustedChecks { get; } = new(
        "PRL0012", "untrusted-checks", "Checks that a found configuration names are not loaded", "The assemblies in 'checks' are not loaded: they are code, and this configuration was found, not named; name it with --config, or the assemblies with --checks", Severity.Warning);

    /// <summary>A link or an entry of a file that leads outside of what may be read.</summary>
    public static DiagnosticDescriptor OutsideRoot { get; } = new(
        "PRL0013", "outside-root", "A link or an entry leads outside", "{0}", Severity.Warning);

    /// <summary>Findings of a file beyond those that are shown.</summary>
    public static DiagnosticDescriptor MoreFindings { get; } = new(
        "PRL0014", "more-findings", "More findings than are shown", "{0} more findings in this file are not shown; fix those above first", Severity.Warning);

    /// <summary>Patterns whose comparison would take more work than it may.</summary>
    public static DiagnosticDescriptor WorkLimit { get; } = new(
        "PRL0015", "work-limit", "Patterns that take too much work", "Comparing the patterns here takes more work than one selector or file may; what depends on it is not reported", Severity.Information);

    /// <summary>A project that references the build package and in which no file was linted.</summary>
    public static DiagnosticDescriptor NothingLinted { get; } = new(
        "PRL0016", "nothing-linted", "A build linted no file", "The project references PromRuleLint.MSBuild, but no rule or test file was linted; name the files in PrometheusRule items, or set EnablePrometheusRuleLint to false", Severity.Warning);

    /// <summary>All of them, those of unit tests included, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnreadableFile, NoFilesMatched, InvalidConfiguration, UnknownCheck, MalformedSuppression, UnusedSuppression,
        ExpiredSuppression, SuppressionWithoutReason, UnusedBaselineEntry, CheckAssemblyFailure, InternalError,
        UntrustedChecks, OutsideRoot, MoreFindings, WorkLimit, NothingLinted,
        .. TestDiagnostics.All,
    ];
}
