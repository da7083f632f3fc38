using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Results.Baselines;

/// <summary>Findings that are known and quiet. A file that is introduced where there are findings already lets new ones through and no others.</summary>
public sealed class Baseline
{
    private readonly Dictionary<BaselineEntry, int> _counts = [];

    /// <summary>Makes a baseline of entries; one that stands there twice stands for two findings.</summary>
    public Baseline(IEnumerable<BaselineEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (BaselineEntry entry in entries)
        {
            _counts[entry] = _counts.GetValueOrDefault(entry) + 1;
        }
    }

    /// <summary>How many findings are known.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>The baseline of findings. What the tool finds of itself and its input is never part of it.</summary>
    public static Baseline FromFindings(IEnumerable<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return new(findings.SelectMany(static finding => finding.Apart()).Where(static finding => finding.Descriptor.Category != DiagnosticCategory.Tool).Select(BaselineEntry.From));
    }

    /// <summary>Reads a baseline file.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="FormatException">It is no baseline; the message says why.</exception>
    public static Baseline Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("findings", out JsonElement findings) || findings.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException("a baseline is an object with a list 'findings'");
            }

            var entries = new List<BaselineEntry>(findings.GetArrayLength());
            foreach (JsonElement finding in findings.EnumerateArray())
            {
                int count = finding.TryGetProperty("count", out JsonElement number) ? number.GetInt32() : 1;
                var entry = new BaselineEntry(Text(finding, "id"), Text(finding, "path"), Text(finding, "rule"), Text(finding, "fragment"));
                entries.AddRange(Enumerable.Repeat(entry, Math.Clamp(count, 0, 1_000_000)));
            }

            return new Baseline(entries);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <summary>The baseline as JSON, sorted, one entry a line, so that it merges well.</summary>
    public string ToJson()
    {
        var lines = new List<string>(_counts.Count);
        foreach ((BaselineEntry entry, int count) in _counts)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartObject();
                writer.WriteString("path"u8, entry.Path);
                writer.WriteString("rule"u8, entry.Rule);
                writer.WriteString("id"u8, entry.Id);
                writer.WriteString("fragment"u8, entry.Fragment);
                if (count > 1)
                {
                    writer.WriteNumber("count"u8, count);
                }

                writer.WriteEndObject();
            }

            lines.Add("    " + Encoding.UTF8.GetString(buffer.WrittenSpan));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines.Count == 0 ? "{\n  \"findings\": []\n}\n" : "{\n  \"findings\": [\n" + string.Join(",\n", lines) + "\n  ]\n}\n";
    }

    /// <summary>The findings that are new, and a finding for each entry that is no longer found.</summary>
    /// <param name="findings">The findings of one lint.</param>
    /// <param name="source">The baseline file, for the findings about it.</param>
    public ImmutableArray<Diagnostic> Apply(IEnumerable<Diagnostic> findings, SourceText source)
    {
        BaselineComparison comparison = Compare(findings);
        return [.. comparison.New, .. comparison.Absent.Distinct().Select(entry => AbsentEntry(entry, source))];
    }

    /// <summary>Separates known findings from new ones, and finds the entries that are no longer found.</summary>
    /// <param name="findings">The findings of one lint.</param>
    public BaselineComparison Compare(IEnumerable<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var left = new Dictionary<BaselineEntry, int>(_counts);
        var unknown = ImmutableArray.CreateBuilder<Diagnostic>();
        var known = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Diagnostic finding in findings)
        {
            // All places are distinct: those that are new are reported, and those that are no longer found too.
            var places = new HashSet<Diagnostic>(finding.Apart().Where(place => !TakeKnown(place, left)), ReferenceEqualityComparer.Instance);
            AddIfAny(unknown, finding.Where(places.Contains));
            AddIfAny(known, finding.Where(place => !places.Contains(place)));
        }

        IEnumerable<BaselineEntry> absent = left.OrderBy(static entry => (entry.Key.Path, entry.Key.Rule, entry.Key.Id).ToString(), StringComparer.Ordinal).SelectMany(static entry => Enumerable.Repeat(entry.Key, entry.Value));
        return new BaselineComparison(unknown.DrainToImmutable(), known.DrainToImmutable(), [.. absent]);
    }

    private static void AddIfAny(ImmutableArray<Diagnostic>.Builder findings, Diagnostic? finding)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }

    private static bool TakeKnown(Diagnostic finding, Dictionary<BaselineEntry, int> left)
    {
        if (finding.Descriptor.Category == DiagnosticCategory.Tool || left.GetValueOrDefault(BaselineEntry.From(finding)) is not (> 0 and var count))
        {
            return false;
        }

        left[BaselineEntry.From(finding)] = count - 1;
        return true;
    }

    private static Diagnostic AbsentEntry(BaselineEntry entry, SourceText source)
    {
        string place = entry.Rule.Length == 0 ? entry.Path : $"'{entry.Rule}' in {entry.Path}";
        return new Diagnostic(ToolDiagnostics.UnusedBaselineEntry, new Location(source, default), $"{entry.Id} of {place} is found no more; write the baseline anew with --update");
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' has no text");
}
