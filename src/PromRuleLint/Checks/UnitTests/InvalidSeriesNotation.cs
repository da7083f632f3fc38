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
        "PRL8004", "invalid-series-notation", "A series that promtool cannot read", "{0}", Severity.Error) { HasFix = true };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        foreach (TestGroup test in context.File.Tests)
        {
            for (int i = 0; i < test.InputSeries.Length; i++)
            {
                TestSeries series = test.InputSeries[i];
                if (series.Series is not { Value: not "" })
                {
                    context.Report(Descriptor, series.Series?.Range ?? new TextRange(series.Range.Start, series.Range.Start + 1), "This input series has no 'series:'; write its name and labels there");
                }

                Report(context, series.Series, SeriesDescription.ParseMetric);
                Report(context, series.Values, SeriesDescription.ParseValues);
                ReportLineBreaks(context, series, i + 1 < test.InputSeries.Length ? test.InputSeries[i + 1] : null);
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

    /// <summary>
    /// promtool writes name and values of each series into one line of a text (<c>seriesLoadingString</c>), which it then reads
    /// line by line: what follows a line break is read as another series, and at an empty line it stops.
    /// </summary>
    private static void ReportLineBreaks(TestFileContext context, TestSeries series, TestSeries? next)
    {
        if (series.Series is { } name && name.Value.Contains('\n', StringComparison.Ordinal))
        {
            context.Report(Descriptor, name.Range, [], StripLineBreak(context, name), "promtool reads a series line by line, and what follows this line break as another series; write the name and its labels in one line");
        }

        if (series.Values is not { } values || !values.Value.Contains('\n', StringComparison.Ordinal))
        {
            return;
        }

        int length = values.Value.AsSpan().TrimEnd().Length;
        int lineBreak = values.Value.AsSpan(0, length).IndexOf('\n');
        if (lineBreak >= 0)
        {
            context.Report(Descriptor, values.ToSource(new TextRange(lineBreak + 1, length)), "promtool reads a series line by line, and this as another series; write all values in one line, or fold the lines by '>-'");
        }
        else if (next is not null)
        {
            RelatedLocation lost = new(context.Locate(next.Series?.Range ?? next.Range), "not loaded");
            context.Report(Descriptor, values.Range, [lost], StripLineBreak(context, values), "The values end in a line break, at which promtool stops: the series that follow are not loaded, and no error tells; write '|-' or '>-'");
        }
    }

    private static CodeFix? StripLineBreak(TestFileContext context, YamlScalar scalar)
    {
        string text = context.File.Source.Text;
        int start = scalar.Range.Start;
        bool isPlainHeader = scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded && start + 1 < text.Length && text[start] is '|' or '>' && text[start + 1] is '\n' or '\r';
        return isPlainHeader ? new CodeFix("Strip the line break", IsSafe: true, [new TextEdit(context.File.Source, new TextRange(start + 1, start + 1), "-")]) : null;
    }
}
