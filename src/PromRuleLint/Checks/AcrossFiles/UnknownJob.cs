using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>
/// A selector of a <c>job</c> that the Prometheus configurations which load the rules do not have. Silent where no
/// configuration is known, and where series may have a job that it does not name.
/// </summary>
internal sealed class UnknownJob : Check
{
    // A server with more jobs is not checked, because each selector is compared with all of them.
    private const int MaxJobs = 500;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7014",
        name: "unknown-job",
        title: "A job that the server does not scrape",
        messageFormat: "{0} has no job that '{1}' matches, so '{2}' selects nothing; {3}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A selector of a metric that no rule records, by a `job` that is not defined in any of the Prometheus configurations that load the rules.") { HasFix = true, FixSafety = FixSafety.Unsafe, Assumptions = [Assumption.ScrapedOnly] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Configuration.Facts.Jobs is { AreAllNames: true, Jobs.Length: <= MaxJobs } jobs && context.Node is VectorSelector { Name: { } metric } selector && IsScraped(context, metric))
        {
            Analyze(context, jobs, selector, metric);
        }
    }

    private static void Analyze(ExpressionContext context, ScrapeJobs jobs, VectorSelector selector, string metric)
    {
        ImmutableArray<LabelMatcher> matchers = [.. selector.Matchers.Where(static matcher => matcher.Name == TargetLabels.Job)];
        if (matchers.FirstOrDefault(static matcher => !MatcherPatterns.MatchesEmpty(matcher)) is not { } matcher || jobs.Jobs.Any(job => ScrapeJobs.Matches(selector, job.Name)))
        {
            return;
        }

        string? nearest = matcher.Type == MatchType.Equal ? NearestName.Find(matcher.Value, jobs.Jobs.Select(static job => job.Name)) : null;
        CodeFix? fix = nearest is not null && NameScheme.IsValidLabelName(nearest, utf8: false) ? context.Fix($"Write '{nearest}'", isSafe: false, (matcher.ValueRange, $"\"{nearest}\"")) : null;
        context.ReportDiagnostic(
            Descriptor, matcher.Range, new() { Fix = fix },
            string.Join(" and ", jobs.Configurations), FactReports.Short(matcher.Range.In(context.Expression.Text)), metric, nearest is not null ? $"did you mean '{nearest}'?"
            : jobs.Jobs.Length == 0 ? "it has no jobs at all"
            : $"its jobs are {ConfigurationInput.List(jobs.Jobs.Select(static job => job.Name).Distinct(StringComparer.Ordinal).Take(10))}");
    }

    /// <summary>Whether a metric comes from a target and no rule writes it. A name with a colon is that of a rule, here or elsewhere.</summary>
    private static bool IsScraped(ExpressionContext context, string metric) =>
        !AlertSeries.IsOne(metric)
        && !metric.Contains(':', StringComparison.Ordinal)
        && !context.RuleSet.MayBeRecorded(metric)
        && !context.Configuration.Facts.IsExternal(metric);
}
