using System.Collections.Immutable;

namespace PromRuleLint.Diagnostics;

/// <summary>What the tool reports of itself, its input and its configuration; no check is behind these.</summary>
public static class ToolDiagnostics
{
    /// <summary>A file that cannot be read.</summary>
    public static DiagnosticDescriptor UnreadableFile { get; } = new(
        id: "PRL0001",
        name: "unreadable-file",
        title: "An unreadable file",
        messageFormat: "The file cannot be read: {0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A file that was specified or found but cannot be read.");

    /// <summary>A pattern that matches no file.</summary>
    public static DiagnosticDescriptor NoFilesMatched { get; } = new(
        id: "PRL0002",
        name: "no-files-matched",
        title: "No files matched",
        messageFormat: "No file matches '{0}'; check the path, or the include and exclude globs",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A path, folder or glob that leads to no rule file: the glob matches nothing, the folder contains no `*.yml`, `*.yaml` or `*.rules`, or `files` in `promrulelint.yml` excludes everything.");

    /// <summary>A configuration file with a wrong key or value.</summary>
    public static DiagnosticDescriptor InvalidConfiguration { get; } = new(
        id: "PRL0003",
        name: "invalid-configuration",
        title: "Invalid configuration",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An unknown key or an invalid value in `promrulelint.yml`, or in the metric catalog that it refers to, reported with its line and column.");

    /// <summary>A check named in the configuration or a suppression that does not exist.</summary>
    public static DiagnosticDescriptor UnknownCheck { get; } = new(
        id: "PRL0004",
        name: "unknown-check",
        title: "An unknown check",
        messageFormat: "There is no check '{0}'{1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "The id or name of a check that does not exist, in `severity` of `promrulelint.yml` or in a suppression comment.");

    /// <summary>A suppression comment that cannot be read.</summary>
    public static DiagnosticDescriptor MalformedSuppression { get; } = new(
        id: "PRL0005",
        name: "malformed-suppression",
        title: "A malformed suppression",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A comment that begins like a suppression (`# promrulelint …`) but is not a valid one, or that is clearly meant as one.");

    /// <summary>A suppression comment that suppresses nothing.</summary>
    public static DiagnosticDescriptor UnusedSuppression { get; } = new(
        id: "PRL0006",
        name: "unused-suppression",
        title: "An unused suppression",
        messageFormat: "This suppresses nothing: {0} is not found here; remove the comment",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A suppression of a check that reports nothing in the scope of the suppression.");

    /// <summary>A suppression comment whose date has passed.</summary>
    public static DiagnosticDescriptor ExpiredSuppression { get; } = new(
        id: "PRL0007",
        name: "expired-suppression",
        title: "An expired suppression",
        messageFormat: "This suppression ended on {0}; fix the rule, or set a later date with a reason",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A suppression whose `until` date has passed.");

    /// <summary>A suppression comment without a reason where one is required.</summary>
    public static DiagnosticDescriptor SuppressionWithoutReason { get; } = new(
        id: "PRL0008",
        name: "suppression-without-reason",
        title: "A suppression without a reason",
        messageFormat: "Say why after '--': # promrulelint disable {0} -- reason",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A suppression without a reason after `--`.");

    /// <summary>An entry of a baseline that is no longer found.</summary>
    public static DiagnosticDescriptor UnusedBaselineEntry { get; } = new(
        id: "PRL0009",
        name: "unused-baseline-entry",
        title: "An unused baseline entry",
        messageFormat: "The baseline entry for {0} is found no more; update the baseline",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An entry of the baseline file whose finding no longer occurs.");

    /// <summary>An assembly with checks that cannot be used.</summary>
    public static DiagnosticDescriptor CheckAssemblyFailure { get; } = new(
        id: "PRL0010",
        name: "check-assembly-failure",
        title: "A check assembly that cannot be used",
        messageFormat: "The checks of '{0}' cannot be used: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An assembly with custom checks that cannot be used.");

    /// <summary>A check that failed.</summary>
    public static DiagnosticDescriptor InternalError { get; } = new(
        id: "PRL0011",
        name: "internal-error",
        title: "An internal error",
        messageFormat: "{0} failed here and found nothing more in this file: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A check that failed with an exception.");

    /// <summary>A configuration that was found names assemblies, and they are not loaded.</summary>
    public static DiagnosticDescriptor UntrustedChecks { get; } = new(
        id: "PRL0012",
        name: "untrusted-checks",
        title: "Untrusted checks",
        messageFormat: "The assemblies in 'checks' are not loaded: they are code, and this configuration was found, not named; name it with --config, or the assemblies with --checks",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A `promrulelint.yml` that was discovered next to the rules and lists assemblies in `checks`.");

    /// <summary>A link or an entry of a file that leads outside of what may be read.</summary>
    public static DiagnosticDescriptor OutsideRoot { get; } = new(
        id: "PRL0013",
        name: "outside-root",
        title: "A path outside of the root",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A symbolic link that leads out of the searched folder, or an entry of `rule_files` or a `metric_catalog` outside the repository.");

    /// <summary>Findings of a file beyond those that are shown.</summary>
    public static DiagnosticDescriptor MoreFindings { get; } = new(
        id: "PRL0014",
        name: "more-findings",
        title: "More findings than shown",
        messageFormat: "{0} more findings in this file are not shown; fix those above first",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A file with more findings than are shown.");

    /// <summary>Patterns whose comparison would take more work than it may.</summary>
    public static DiagnosticDescriptor WorkLimit { get; } = new(
        id: "PRL0015",
        name: "work-limit",
        title: "A work limit that was reached",
        messageFormat: "Comparing the patterns here takes more work than one selector or file may; what depends on it is not reported",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Label matchers whose regular expressions take more steps to compare than the limit for one selector or one file.");

    /// <summary>A project that references the build package and in which no file was linted.</summary>
    public static DiagnosticDescriptor NothingLinted { get; } = new(
        id: "PRL0016",
        name: "nothing-linted",
        title: "A build that linted no file",
        messageFormat: "The project references PromRuleLint.MSBuild, but no rule or test file was linted; name the files in PrometheusRule items, or set EnablePrometheusRuleLint to false",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A project that references `PromRuleLint.MSBuild` and whose build lints no rule file and no unit-test file: no `PrometheusRule` or `PrometheusRuleTest` item exists, or the files of the items contain no rules.");

    /// <summary>All of them, those of unit tests included, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnreadableFile, NoFilesMatched, InvalidConfiguration, UnknownCheck, MalformedSuppression, UnusedSuppression,
        ExpiredSuppression, SuppressionWithoutReason, UnusedBaselineEntry, CheckAssemblyFailure, InternalError,
        UntrustedChecks, OutsideRoot, MoreFindings, WorkLimit, NothingLinted,
        .. TestDiagnostics.All,
    ];
}
