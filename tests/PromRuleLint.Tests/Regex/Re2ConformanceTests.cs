using System.Text.Json;
using PromRuleLint.Regex;

namespace PromRuleLint.Tests.Regex;

/// <summary>Every pattern of the reference's table is judged as there.</summary>
[Category("Corpus")]
public sealed class Re2ConformanceTests
{
    /// <summary>The table was made with the parentheses of the anchors round the pattern, whose closing one its last backslash escapes.</summary>
    private static readonly string[] OtherReason = [@"(|)^$.[*+?]{5,10},\"];

    [Test]
    public void Every_pattern_is_accepted_or_rejected_for_the_same_reason()
    {
        Assert.Multiple(() =>
        {
            foreach ((string pattern, JsonElement row) in Rows())
            {
                Re2Error? error = Re2Pattern.Parse(pattern).Error;
                string? expected = row.TryGetProperty("error", out JsonElement text) ? Reason(text.GetString()!) : null;
                Assert.That(OtherReason.Contains(pattern) ? expected : error?.Reason, Is.EqualTo(expected), pattern);
                Assert.That(error is null, Is.EqualTo(expected is null), pattern);
                if (error is not null)
                {
                    Assert.That(error.Range.Start, Is.InRange(0, error.Range.End), pattern);
                    Assert.That(error.Range.End, Is.LessThanOrEqualTo(pattern.Length), pattern);
                }
            }
        });
    }

    [Test]
    public void Every_finite_set_is_found()
    {
        Assert.Multiple(() =>
        {
            foreach ((string pattern, JsonElement row) in Rows())
            {
                string[] expected = row.TryGetProperty("alternatives", out JsonElement list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];
                var found = Re2Pattern.Parse(pattern);
                Assert.That(found.Alternatives.IsDefault ? [] : found.Alternatives, Is.EquivalentTo(expected.Distinct(StringComparer.Ordinal)), pattern);
                if (expected.Length > 0)
                {
                    Assert.That(found.FiniteMatches, Is.EquivalentTo(expected.Distinct(StringComparer.Ordinal)), pattern);
                }
            }
        });
    }

    [Test]
    public void Every_probe_is_matched_or_not()
    {
        string[] probes = [.. Probes()];
        Assert.Multiple(() =>
        {
            foreach ((string pattern, JsonElement row) in Rows().Where(row => !row.Row.TryGetProperty("error", out _)))
            {
                JsonElement matches = row.GetProperty("matches");
                string[] expected = matches.ValueKind == JsonValueKind.Null ? [] : [.. matches.EnumerateArray().Select(e => e.GetString()!)];
                var found = Re2Pattern.Parse(pattern);
                Assert.That(probes.Where(found.IsMatch), Is.EqualTo(expected), pattern);
                Assert.That(probes.Where(found.IsMatchByProgram), Is.EqualTo(expected), pattern);
            }
        });
    }

    private static string Reason(string error)
    {
        const string start = "error parsing regexp: ";
        return error[start.Length..error.IndexOf(": `", StringComparison.Ordinal)];
    }

    private static IEnumerable<(string Pattern, JsonElement Row)> Rows() =>
        Lines().Where(row => row.TryGetProperty("pattern", out _)).Select(row => (row.GetProperty("pattern").GetString()!, row));

    private static IEnumerable<string> Probes() =>
        Lines().Single(row => row.TryGetProperty("probes", out _)).GetProperty("probes").EnumerateArray().Select(e => e.GetString()!);

    private static IEnumerable<JsonElement> Lines() =>
        SharedData.Lines("conformance/regex.jsonl").Select(line => JsonDocument.Parse(line).RootElement);
}
