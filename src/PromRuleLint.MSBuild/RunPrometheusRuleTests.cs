using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Build.Framework;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Testing;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.MSBuild;

/// <summary>The build task that runs the unit tests of a project's rules: a failed expectation is an error of the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunPrometheusRuleTests : RuleTask
{
    /// <summary>The unit-test files.</summary>
    public ITaskItem[] TestFiles { get; set; } = [];

    /// <summary>Values of variables: items <c>NAME=VALUE</c>.</summary>
    public ITaskItem[] Variables { get; set; } = [];

    /// <summary>Whether each group is evaluated at its own interval.</summary>
    public bool UseGroupIntervals { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        var places = new BuildPlaces(ProjectFile);
        var options = new RuleTestSessionOptions
        {
            Configuration = new LintSessionOptions { ConfigurationFile = ConfigurationFile, DisplayFolder = places.Root, TrustsRepository = true },
            Variables = Variables.Select(static item => item.ItemSpec.Split('=', 2)).Where(static parts => parts.Length == 2).ToImmutableDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal),
            Parallelism = Environment.ProcessorCount,
            Tests = RuleTestOptions.Default with { UseGroupIntervals = UseGroupIntervals },
        };
        RuleTestRun run = new RuleTestSession(options).Run(places.ToFiles(TestFiles), Cancellation);
        WarningOptions warnings = ReadWarningOptions();
        int tests = run.Files.Sum(static file => file.Outcome.Tests.Length);
        List<Diagnostic> findings = [.. run.Diagnostics, .. run.Files.SelectMany(static file => TestFindings.From(file.Outcome))];
        if (tests == 0 && findings.Count == 0)
        {
            string project = ProjectFile is null ? "" : places.Display(Path.GetFullPath(ProjectFile));
            findings.Add(new Diagnostic(TestDiagnostics.NoTests, new Location(new SourceText(project, ""), default), string.Format(CultureInfo.InvariantCulture, TestDiagnostics.NoTests.MessageFormat, project)));
        }

        foreach (Diagnostic diagnostic in findings)
        {
            if (warnings.SeverityOf(diagnostic) is var severity and not DiagnosticSeverity.Hidden)
            {
                BuildLog.LogFinding(Log, diagnostic.WithSeverity(severity), places);
            }
        }

        Log.LogMessage(MessageImportance.Normal, $"{tests} unit tests of rules were run.");
    }
}
