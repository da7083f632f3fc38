using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Http;

/// <summary>A series of a query's result.</summary>
/// <param name="Labels">Its labels, the name too.</param>
/// <param name="Points">Its floats by time.</param>
/// <param name="HasHistograms">Whether it has native histograms, which are no numbers.</param>
internal sealed record ResultSeries(ImmutableSortedDictionary<string, string> Labels, ImmutableArray<ResultPoint> Points, bool HasHistograms)
{
    /// <summary>The series as PromQL writes it.</summary>
    public override string ToString()
    {
        string name = Labels.GetValueOrDefault("__name__", "");
        string labels = string.Join(", ", Labels.Where(static label => label.Key != "__name__").Select(static label => $"{label.Key}=\"{ExpositionSample.Escape(label.Value)}\""));
        return labels.Length == 0 && name.Length > 0 ? name : $"{name}{{{labels}}}";
    }
}
