using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Init;

/// <summary>The commented configuration that <c>init</c> writes.</summary>
internal static class ConfigurationTemplate
{
    // The rest of a long list would not be read.
    private const int MaxChecks = 8;

    public static string Write(RuleFolderSurvey survey)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # The configuration of PromRuleLint for the rule files in this folder and below.
            # When it was written: {survey.Summary()}.
            # 'promrulelint schema' prints all keys, 'promrulelint explain ID' the page of a check.

            # To set a key, remove the number signs before it and before the key above it.

            # Facts about the server. What is stated here makes checks exact; what is not is assumed or left open.
            #facts:
            #  # How often targets are scraped and rules are evaluated, as in prometheus.yml.
            #  scrape_interval: 15s
            #  evaluation_interval: 1m
            #  # The labels that the server adds to all that leaves it.
            #  external_labels: {"{"}cluster: eu1{"}"}
            #  # Series that come from elsewhere, such as by remote write or federation.
            #  external_metrics: [job:requests:rate5m]
            #  # The catalog that 'promrulelint snapshot' writes.
            #  metric_catalog: metrics.yml

            # Which files are linted; without it all that hold rules.
            #files:
            #  exclude: ["**/generated/**"]

            # The oldest Prometheus that has to load the rules.
            #promql:
            #  target_version: "2.55"

            # The variables of unit tests.
            #tests:
            #  variables: {"{"}REALM: prod{"}"}


            """.ReplaceLineEndings("\n"));
        AppendSeverities(text, survey);
        return text.ToString();
    }

    private static void AppendSeverities(StringBuilder text, RuleFolderSurvey survey)
    {
        text.Append("# The severity of a check: error, warning, information, or none to switch it off.\n");
        (DiagnosticDescriptor Check, int Count)[] checks = [.. survey.ByCheck.Take(MaxChecks)];
        if (checks.Length > 0)
        {
            text.Append("# These found most here.\n");
        }

        text.Append("#severity:\n");
        foreach ((DiagnosticDescriptor check, int count) in checks)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"#  {check.Name}: {SeverityWords.For(check.DefaultSeverity)} # {check.Id}, {count} found\n");
        }

        if (checks.Length == 0)
        {
            text.Append("#  alert-name-style: none\n");
        }
    }
}
