using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.SeriesNotation;
using PromRuleLint.PromQL;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>Labels or values of a unit test that are not in PromQL's series notation.</summary>
internal sealed class InvalidSeriesNotation : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8004",
        name: "invalid-series-notation",
        title: "Invalid series notation",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An input series, its values, or the labels or histogram of an expected sample that is not valid PromQL series notation, and an input series without `series:`.") { HasFix = true };

    private const long MaxSamples = 100_000_000;

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
                    context.ReportDiagnostic(
                        Descriptor, series.Series?.Range ?? new SourceRange(series.Range.Start, series.Range.Start + 1),
                        "This input series has no 'series:'; write its name and labels there");
                }

                // vmalert reads a series as its language has it.
                if (context.Configuration.Schema != RuleSchema.VictoriaMetrics && Report(context, series.Series, SeriesDescription.ParseMetric) is { } labels)
                {
                    ReportUnloadable(context, series.Series!, labels);
                }

                if (Report(context, series.Values, SeriesDescription.ParseValues) is { } values)
                {
                    ReportUnloadableValues(context, series.Values!, values);
                }

                ReportLineBreaks(context, series, i + 1 < test.InputSeries.Length ? test.InputSeries[i + 1] : null);
            }

            foreach (ExpectedSample sample in test.ExpressionTests.SelectMany(static expression => expression.ExpectedSamples))
            {
                // Where 'promrulelint' stands, labels may be matchers.
                bool areMatchers = sample is { Matching.IsExtended: true, Labels: { } written } && ExpectedPattern.ReadLabels(written.Value, out _) is not null;
                if (!areMatchers && context.Configuration.Schema != RuleSchema.VictoriaMetrics)
                {
                    Report(context, sample.Labels, SeriesDescription.ParseMetric);
                }

                if (Report(context, sample.Histogram, SeriesDescription.ParseValues) is { } histogram && histogram.Items is not [{ Kind: SeriesItemKind.Histogram, Count: 1 }])
                {
                    string there = histogram.Items is [{ Kind: not SeriesItemKind.Histogram }] ? "here is none; write a number as 'value'" : "here are several; write the one that the expression gives";
                    context.ReportDiagnostic(Descriptor, sample.Histogram!.Range, $"An expected sample is one histogram, and {there}");
                }
            }
        }
    }

    /// <summary>Reports the faults of a notation; what was read where there are none, null otherwise.</summary>
    private static SeriesDescription? Report(TestFileContext context, YamlScalar? scalar, Func<string, SeriesDescription> parse)
    {
        if (scalar is not { Value: not "" })
        {
            return null;
        }

        SeriesDescription read = parse(scalar.Value);
        foreach (SeriesError error in read.Errors)
        {
            context.ReportDiagnostic(Descriptor, scalar.ToSource(error.Range), error.Message);
        }

        return read.Errors.IsEmpty ? read : null;
    }

    /// <summary>What can be read and not loaded: the storage takes no series without labels, and none with a label twice.</summary>
    private static void ReportUnloadable(TestFileContext context, YamlScalar scalar, SeriesDescription series)
    {
        if (series.Labels.All(static label => label.Value.Length == 0))
        {
            context.ReportDiagnostic(Descriptor, scalar.Range, "A series has a name or a label; promtool loads none without either");
        }

        // A name in the braces takes the place of the one before them.
        int open = scalar.Value.IndexOf('{', StringComparison.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SeriesLabel label in series.Labels.Where(label => label.Range.Start > open))
        {
            if (!seen.Add(label.Name))
            {
                context.ReportDiagnostic(Descriptor, scalar.ToSource(label.Range), $"The label '{label.Name}' stands twice; promtool loads no such series. Remove one");
            }
        }
    }

    private static void ReportUnloadableValues(TestFileContext context, YamlScalar scalar, SeriesDescription values)
    {
        foreach (SeriesItem item in values.Items)
        {
            if (item.Count > MaxSamples)
            {
                context.ReportDiagnostic(
                    Descriptor, scalar.ToSource(item.Range),
                    $"This stands for more than {MaxSamples} samples, for which promtool has no memory; write as many as the test looks at");
            }
            else if (item.Histogram is { } histogram && HistogramFault(histogram) is { } fault)
            {
                context.ReportDiagnostic(Descriptor, scalar.ToSource(item.Range), fault);
            }
        }
    }

    /// <summary>Why the storage refuses a histogram (<c>FloatHistogram.Validate</c> in <c>model/histogram</c>); null where it takes it.</summary>
    private static string? HistogramFault(HistogramLiteral histogram)
    {
        double[] bounds = histogram.CustomValues;
        if (histogram.Schema != HistogramNotation.CustomSchema)
        {
            return bounds.Length > 0 ? "Only a histogram with 'schema:-53' has custom_values; promtool refuses these" : NegativeBucket(histogram);
        }

        for (int i = 0; i < bounds.Length; i++)
        {
            if (!double.IsFinite(bounds[i]))
            {
                return "The bounds in custom_values are finite numbers, and the last bucket ends at infinity by itself; promtool refuses this";
            }

            if (i > 0 && bounds[i] <= bounds[i - 1])
            {
                return "The bounds in custom_values must rise; promtool refuses this histogram";
            }
        }

        return histogram.Buckets.Length + Math.Max(0, histogram.Offset) > bounds.Length + 1 ? $"There are more buckets than the {bounds.Length} bounds in custom_values and the last one up to infinity; promtool refuses this histogram"
            : histogram.NegativeBuckets.Length > 0 ? "A histogram with custom_values has no negative buckets; promtool refuses this"
            : histogram.ZeroCount != 0 || histogram.ZeroThreshold != 0 ? "A histogram with custom_values has no zero bucket; promtool refuses this"
            : NegativeBucket(histogram);
    }

    private static string? NegativeBucket(HistogramLiteral histogram) =>
        histogram.Buckets.Concat(histogram.NegativeBuckets).Any(static count => count < 0) ? "No bucket of a histogram counts less than nothing; promtool refuses this" : null;

    /// <summary>
    /// promtool writes name and values of each series into one line of a text (<c>seriesLoadingString</c>), which it then reads
    /// line by line: what follows a line break is read as another series, and at an empty line it stops.
    /// </summary>
    private static void ReportLineBreaks(TestFileContext context, TestSeries series, TestSeries? next)
    {
        if (series.Series is { } name && name.Value.Contains('\n', StringComparison.Ordinal))
        {
            context.ReportDiagnostic(
                Descriptor, name.Range, new() { Fix = StripLineBreak(context, name) },
                "promtool reads a series line by line, and what follows this line break as another series; write the name and its labels in one line");
        }

        if (series.Values is not { } values || !values.Value.Contains('\n', StringComparison.Ordinal))
        {
            return;
        }

        int length = values.Value.AsSpan().TrimEnd().Length;
        int lineBreak = values.Value.AsSpan(0, length).IndexOf('\n');
        if (lineBreak >= 0)
        {
            context.ReportDiagnostic(
                Descriptor, values.ToSource(new TextRange(lineBreak + 1, length)),
                "promtool reads a series line by line, and this as another series; write all values in one line, or fold the lines by '>-'");
        }
        else if (next is not null)
        {
            AdditionalLocation lost = new(context.Locate(next.Series?.Range ?? next.Range), "not loaded");
            context.ReportDiagnostic(
                Descriptor, values.Range, new() { AdditionalLocations = [lost], Fix = StripLineBreak(context, values) },
                "The values end in a line break, at which promtool stops: the series that follow are not loaded, and no error tells; write '|-' or '>-'");
        }
    }

    private static CodeFix? StripLineBreak(TestFileContext context, YamlScalar scalar)
    {
        string text = context.File.Source.Text;
        int start = scalar.Range.Start;
        bool isPlainHeader = scalar.Style is YamlScalarStyle.Literal or YamlScalarStyle.Folded && start + 1 < text.Length && text[start] is '|' or '>' && text[start + 1] is '\n' or '\r';
        return isPlainHeader ? new CodeFix("Strip the line break", IsSafe: true, [new TextEdit(context.File.Source, new SourceRange(start + 1, start + 1), "-")]) : null;
    }
}
