using PromRuleLint.Evaluation;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Tests.Evaluation;

/// <summary>What came of one evaluation of a script.</summary>
/// <param name="Command">The evaluation.</param>
/// <param name="Root">What was evaluated; null where it does not parse.</param>
/// <param name="Result">The result; null where evaluation failed.</param>
/// <param name="Difference">What is not as the script says; null where all is.</param>
internal sealed record ScriptOutcome(EvalCommand Command, Expr? Root, EvaluationResult? Result, string? Difference);

/// <summary>Runs scripts of the reference's engine tests, with the options with which the reference runs them.</summary>
internal sealed class EngineScriptRunner
{
    private const double Epsilon = 0.000001;

    private readonly EvaluationOptions _options;
    private SeriesSet _set = new();

    public EngineScriptRunner(string path) =>
        _options = new EvaluationOptions { DelayedNameRemoval = true, TypeAndUnitLabels = Path.GetFileName(path) == "type_and_unit.test" };

    public static IEnumerable<ScriptOutcome> Run(string path)
    {
        var runner = new EngineScriptRunner(path);
        foreach (ScriptCommand command in EngineScript.Read(path))
        {
            switch (command)
            {
                case LoadCommand load:
                    runner.Load(load);
                    break;
                case EvalCommand eval:
                    yield return runner.Evaluate(eval);
                    break;
                default:
                    runner._set = new SeriesSet();
                    break;
            }
        }
    }

    private void Load(LoadCommand load)
    {
        // Of a series that is described twice the last description counts.
        var startTimes = new Dictionary<Labels, SeriesDescription>();
        var described = new Dictionary<Labels, SeriesDescription>();
        var before = _set.All.ToDictionary(static series => series, static series => series.Count);
        foreach (string line in load.Series)
        {
            SeriesDescription description = SeriesDescription.Parse(line);
            Assert.That(description.Errors, Is.Empty, $"{load.Place}: {line}");
            var labels = Labels.From(description);
            (description.HasStartTimes ? startTimes : described)[labels] = description;
        }

        foreach ((Labels labels, SeriesDescription description) in described)
        {
            _set.Load(description, 0, (long)load.Interval.TotalMilliseconds, startTimes.GetValueOrDefault(labels));
        }

        if (load.WithNativeHistograms)
        {
            ClassicHistograms.AddNativeHistograms(
                _set,
                [.. _set.All.ToArray().SelectMany(series => Enumerable.Range(before.GetValueOrDefault(series), series.Count - before.GetValueOrDefault(series)).Select(i => (series.Labels, series[i])))]);
        }
    }

    private ScriptOutcome Evaluate(EvalCommand command)
    {
        ParseResult parse = PromQLParser.Parse(command.Expression);
        if (!parse.IsValid)
        {
            return new ScriptOutcome(command, null, null, command.Expects("fail") ? null : $"does not parse: {parse.Errors[0].Message}");
        }

        Expr root = parse.Root!;
        var evaluator = new Evaluator(_set, _options);
        EvaluationResult result;
        try
        {
            result = command.Step is { } step
                ? evaluator.Range(root, Milliseconds(command.Start), Milliseconds(command.End), Milliseconds(step))
                : evaluator.Instant(root, Milliseconds(command.Start));
        }
        catch (EvaluationException exception)
        {
            return new ScriptOutcome(command, root, null, CompareFailure(command, exception.Message));
        }

        if (command.Expects("fail"))
        {
            return new ScriptOutcome(command, root, result, "does not fail");
        }

        string? difference = CompareAnnotations(command, result)
            ?? (command.Step is { } width ? CompareRange(command, result, command.Start, width)
                : command.RangeVector is { } range ? CompareRange(command, result, range.Start, range.Step)
                : CompareInstant(command, result) ?? CompareMiddleOfRange(command, root, evaluator));
        return new ScriptOutcome(command, root, result, difference);
    }

    private static string? CompareFailure(EvalCommand command, string message)
    {
        ScriptExpectation? expected = command.Expectations.Find(static expectation => expectation.Kind == "fail");
        return expected is null ? $"fails: {message}" : Matches(expected, message) ? null : $"fails with '{message}', not with '{expected.Text}'";
    }

    private static bool Matches(ScriptExpectation expected, string text) =>
        expected.Text is null || (expected.IsPattern ? System.Text.RegularExpressions.Regex.IsMatch(text, expected.Text) : text == expected.Text);

    private static string? CompareAnnotations(EvalCommand command, EvaluationResult result)
    {
        foreach ((string kind, AnnotationSeverity severity) in new[] { ("warn", AnnotationSeverity.Warning), ("info", AnnotationSeverity.Info) })
        {
            var actual = result.Annotations.Where(annotation => annotation.Severity == severity).Select(annotation => annotation.ToString(command.Expression)).ToList();
            var expected = command.Expectations.FindAll(expectation => expectation.Kind == kind);
            if (command.Expects("no_" + kind) && actual.Count > 0)
            {
                return $"{kind}: {actual[0]}";
            }

            if (expected.Find(expectation => !actual.Exists(text => Matches(expectation, text))) is { } missing)
            {
                return $"no {kind} '{missing.Text}' but {string.Join(", ", actual)}";
            }

            if (expected.Count > 0 && actual.Find(text => !expected.Exists(expectation => Matches(expectation, text))) is { } unexpected)
            {
                return $"{kind}: {unexpected}";
            }
        }

        return null;
    }

    private static string? CompareInstant(EvalCommand command, EvaluationResult result)
    {
        switch (result.Type)
        {
            case ExprType.String:
                string text = command.Expectations.Find(static expectation => expectation.Kind == "string")?.Text ?? "";
                return StringLiteralValue(text) == result.String ? null : $"is '{result.String}', not {text}";
            case ExprType.Scalar:
                return command.Results is [var line] && SeriesDescription.ParseValues(line) is { Errors.IsEmpty: true, Items: [{ Value: var value }] }
                    ? Same(value, result.Scalar) ? null : $"is {result.Scalar}, not {value}"
                    : $"is the scalar {result.Scalar}";
            case ExprType.Matrix:
                return "is a range vector";
            default:
                return CompareVector(command, [.. result.Vector], command.Expects("ordered"));
        }
    }

    private static string? CompareVector(EvalCommand command, List<VectorElement> actual, bool isOrdered)
    {
        var expected = command.Results.ConvertAll(Expected);
        if (actual.Count != expected.Count)
        {
            return $"has {actual.Count} elements, not {expected.Count}: {string.Join(", ", actual.Select(static element => element.Labels))}";
        }

        for (int i = 0; i < expected.Count; i++)
        {
            (Labels labels, List<Sample?> samples) = expected[i];
            VectorElement? element = isOrdered ? actual[i] : actual.Find(element => element.Labels.Equals(labels));
            if (element is null || !element.Labels.Equals(labels))
            {
                return $"has no {labels} but {string.Join(", ", actual.Select(static element => element.Labels))}";
            }

            Sample given = samples is [{ } only] ? only : default;
            if (!Same(given, new Sample(0, element.Value, element.Histogram)))
            {
                return $"{labels} is {element.Histogram?.ToString() ?? element.Value.ToString()}, not {given.Histogram?.ToString() ?? given.Value.ToString()}";
            }
        }

        return null;
    }

    /// <summary>As the reference does, each instant is also evaluated as the middle step of a range.</summary>
    private static string? CompareMiddleOfRange(EvalCommand command, Expr root, Evaluator evaluator)
    {
        if (root.Type is not (ExprType.Vector or ExprType.Scalar)
            || command.Expression.Contains('@', StringComparison.Ordinal)
            || command.Expression.Contains("range()", StringComparison.Ordinal)
            || command.Expression.Contains("step()", StringComparison.Ordinal)
            || command.Expects("range"))
        {
            return null;
        }

        long time = Milliseconds(command.Start);
        EvaluationResult result;
        try
        {
            result = evaluator.Range(root, time - 60_000, time + 60_000, 60_000);
        }
        catch (EvaluationException exception)
        {
            return $"as a range fails: {exception.Message}";
        }

        var middle = new List<VectorElement>();
        foreach (MatrixSeries series in result.Matrix)
        {
            middle.AddRange(series.Samples.Where(sample => sample.Time == time).Select(sample => new VectorElement(series.Labels, sample.Value, sample.Histogram)));
        }

        string? difference = root.Type == ExprType.Vector ? CompareVector(command, middle, isOrdered: false) : null;
        return difference is null ? null : "as a range " + difference;
    }

    private static string? CompareRange(EvalCommand command, EvaluationResult result, TimeSpan start, TimeSpan step)
    {
        var expected = command.Results.ConvertAll(Expected);
        if (result.Matrix.Length != expected.Count)
        {
            return $"has {result.Matrix.Length} series, not {expected.Count}: {string.Join(", ", result.Matrix.Select(static series => series.Labels))}";
        }

        foreach ((Labels labels, List<Sample?> samples) in expected)
        {
            MatrixSeries? series = result.Matrix.FirstOrDefault(series => series.Labels.Equals(labels));
            if (series is null)
            {
                return $"has no {labels} but {string.Join(", ", result.Matrix.Select(static series => series.Labels))}";
            }

            int at = 0;
            for (int i = 0; i < samples.Count; i++)
            {
                long time = Milliseconds(start + (i * step));
                Sample? actual = at < series.Samples.Length && series.Samples[at].Time == time ? series.Samples[at++] : null;
                if (actual is null != samples[i] is null || (actual is { } left && samples[i] is { } right && !Same(right, left)))
                {
                    return $"{labels} at {time / 1000}s is {Text(actual)}, not {Text(samples[i])}";
                }
            }

            if (at < series.Samples.Length)
            {
                return $"{labels} has {series.Samples.Length} samples, not {at}";
            }
        }

        return null;
    }

    private static string Text(Sample? sample) => sample is { } present ? present.Histogram?.ToString() ?? present.Value.ToString() : "missing";

    private static (Labels Labels, List<Sample?> Samples) Expected(string line)
    {
        SeriesDescription description = SeriesDescription.ParseValues(line) is { Errors.IsEmpty: true } scalar ? scalar : SeriesDescription.Parse(line);
        Assert.That(description.Errors, Is.Empty, line);
        var set = new SeriesSet();
        set.Load(description, 0, 1);
        Series series = set.All[0];
        var samples = new List<Sample?>();
        for (int i = 0; i < series.Count; i++)
        {
            while (samples.Count < series[i].Time)
            {
                samples.Add(null);
            }

            samples.Add(series[i]);
        }

        return (series.Labels, samples);
    }

    private static bool Same(Sample expected, Sample actual) => expected.Histogram is { } histogram
        ? actual.Histogram is { } other && Same(histogram, other)
        : actual.Histogram is null && Same(expected.Value, actual.Value);

    private static bool Same(FloatHistogram expected, FloatHistogram actual)
    {
        if (expected.Schema != actual.Schema
            || !Same(expected.Count, actual.Count)
            || !Same(expected.Sum, actual.Sum)
            || !Same(expected.ZeroCount, actual.ZeroCount)
            || !expected.CustomBounds.SequenceEqual(actual.CustomBounds)
            || (expected.ZeroCount > 0 && expected.ZeroThreshold != actual.ZeroThreshold))
        {
            return false;
        }

        return SameBuckets(expected.Compact().Positive, actual.Compact().Positive) && SameBuckets(expected.Compact().Negative, actual.Compact().Negative);
    }

    private static bool SameBuckets(Buckets expected, Buckets actual) =>
        expected.Indexes.AsSpan().SequenceEqual(actual.Indexes) && expected.Counts.Zip(actual.Counts).All(static pair => Same(pair.First, pair.Second));

    private static bool Same(double expected, double actual) =>
        (double.IsNaN(expected) && double.IsNaN(actual))
        || expected == actual
        || (double.IsFinite(expected) && double.IsFinite(actual) && IsNear(expected, actual));

    private static bool IsNear(double expected, double actual)
    {
        double difference = Math.Abs(expected - actual);
        return expected == 0 || actual == 0 || Math.Abs(expected) + Math.Abs(actual) < double.MinValue
            ? difference < Epsilon * 2.2250738585072014E-308
            : difference / Math.Min(Math.Abs(expected) + Math.Abs(actual), double.MaxValue) < Epsilon;
    }

    private static string StringLiteralValue(string literal) => ((StringLiteral)PromQLParser.Parse(literal).Root!).Value;

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
