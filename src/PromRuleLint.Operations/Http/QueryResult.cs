using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Http;

/// <summary>What a query gave.</summary>
/// <param name="Series">The series; a scalar is one without labels.</param>
/// <param name="Warnings">What the server warns of; a partial answer has such.</param>
internal sealed record QueryResult(ImmutableArray<ResultSeries> Series, ImmutableArray<string> Warnings)
{
    /// <summary>Reads the <c>data</c> of an answer.</summary>
    public static QueryResult Read(JsonElement data, ImmutableArray<string> warnings)
    {
        JsonElement result = data.GetProperty("result");
        return new QueryResult(
            data.GetProperty("resultType").GetString() switch
            {
                "scalar" => [new ResultSeries(ImmutableSortedDictionary<string, string>.Empty, [Point(result)], HasHistograms: false)],
                "vector" or "matrix" => [.. result.EnumerateArray().Select(ReadSeries)],
                _ => throw new FormatException(),
            },
            warnings);
    }

    private static ResultSeries ReadSeries(JsonElement series)
    {
        ImmutableSortedDictionary<string, string> labels = series.GetProperty("metric").EnumerateObject()
            .ToImmutableSortedDictionary(static label => label.Name, static label => label.Value.RequiredString(), StringComparer.Ordinal);
        ImmutableArray<ResultPoint> points = series.TryGetProperty("values", out JsonElement values) ? [.. values.EnumerateArray().Select(Point)]
            : series.TryGetProperty("value", out JsonElement value) ? [Point(value)] : [];
        return new ResultSeries(labels, points, series.TryGetProperty("histogram", out _) || series.TryGetProperty("histograms", out _));
    }

    private static ResultPoint Point(JsonElement pair) =>
        ExpositionReader.TryParseValue(pair[1].RequiredString(), out double value)
            ? new ResultPoint(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(pair[0].GetDouble() * 1000)), value)
            : throw new FormatException();
}
