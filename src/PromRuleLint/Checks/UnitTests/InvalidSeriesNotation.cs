using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>Labels or values of a unit test that are not in PromQL's series notation.</summary>
public sealed class InvalidSeriesNotation : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL8004", "invalid-series-notation", "A series that promtool cannot read", "{0}", Severity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        foreach (TestGroup test in context.File.Tests)
        {
            foreach (TestSeries series in test.InputSeries)
            {
                if (series.Series is not { Value: not "" })
                {
                    context.Report(Descriptor, series.Series?.Range ?? new TextRange(series.Range.Start, series.Range.Start + 1), "This input series has no 'series:'; write its name and labels there");
                }

                Report(context, series.Series, SeriesDescription.ParseMetric);
                Report(context, series.Values, SeriesDescription.ParseValues);
            }

            foreach (ExpectedSample sample in test.ExpressionTests.SelectMany(static expression => expression.ExpectedSamples))
            {
                Report(context, sample.Labels, SeriesDescription.ParseMetric);
                Report(context, sample.Histogram, SeriesDescription.ParseValues);
            }
        }
    }

    private static void Report(TestFileContext context, YamlScalar? scalar, Func<string, SeriesDescription> parse)
    {
        if (scalar is not { Value: not "" })
        {
            return;
        }

        foreach (SeriesError error in parse(scalar.Value).Errors)
        {
            context.Report(Descriptor, scalar.ToSource(error.Range), error.Message);
        }
    }
}
