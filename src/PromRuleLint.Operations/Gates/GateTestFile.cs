using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>Reads unit tests of gates. They are written as those of rules are: <c>tests</c> with <c>input_series</c>.</summary>
internal static class GateTestFile
{
    private const int MaxSamples = 10_000_000;

    /// <summary>Reads a file; null with what is wrong in it where it is none.</summary>
    public static GateTests? Read(SourceText source, out string fault)
    {
        YamlFile file = YamlReader.Read(source);
        if (!file.Errors.IsEmpty)
        {
            fault = $"{source.GetPosition(file.Errors[0].Range.Start)}: {file.Errors[0].Message}";
            return null;
        }

        if (file.Documents is not [YamlMapping root, ..] || root["tests"] is not YamlSequence { Items.Length: > 0 } tests)
        {
            fault = "there are no 'tests' with 'input_series' and 'gates'";
            return null;
        }

        if (!PrometheusDuration.TryParse(Text(root, "evaluation_interval") ?? "1m", out TimeSpan evaluation, out fault) || evaluation <= TimeSpan.Zero)
        {
            fault = "evaluation_interval is no duration longer than zero";
            return null;
        }

        string[] rules = [.. (root["rule_files"] as YamlSequence)?.Items.OfType<YamlScalar>().Where(static item => !item.IsNull).Select(static item => item.Value) ?? []];
        if (root["rule_files"] is { } listed && rules.Length == 0)
        {
            fault = $"{source.GetPosition(listed.Range.Start)}: rule_files is a list of the rules that are evaluated over the series";
            return null;
        }

        var read = ImmutableArray.CreateBuilder<GateTest>(tests.Items.Length);
        foreach (YamlNode item in tests.Items)
        {
            if (ReadTest(item, out fault) is not { } test)
            {
                fault = $"{source.GetPosition(item.Range.Start)}: {fault}";
                return null;
            }

            read.Add(test);
        }

        fault = "";
        return new GateTests(read.ToImmutable(), [.. rules], evaluation);
    }

    private static GateTest? ReadTest(YamlNode node, out string fault)
    {
        if (node is not YamlMapping test || test["gates"] is not YamlMapping { Entries.Length: > 0 } gates || test["input_series"] is not YamlSequence series)
        {
            fault = "a test has 'input_series', and 'gates' with a verdict each";
            return null;
        }

        if (!PrometheusDuration.TryParse(Text(test, "interval") ?? "15s", out TimeSpan interval, out fault) || interval <= TimeSpan.Zero)
        {
            return null;
        }

        var set = new SeriesSet();
        long last = 0;
        foreach (YamlNode each in series.Items)
        {
            SeriesDescription description = SeriesDescription.Parse($"{Text(each, "series")} {Text(each, "values")}");
            if (description.Errors.Length > 0)
            {
                fault = $"'{Text(each, "series")}': {description.Errors[0].Message}";
                return null;
            }

            if (description.HasStartTimes || set.Find(Labels.From(description)) is not null || description.Items.Sum(static item => (double)item.Count) + set.All.Sum(static one => (double)one.Count) > MaxSamples)
            {
                fault = $"'{Text(each, "series")}' cannot be loaded: it stands there twice, gives start times, or the test has more than {MaxSamples} samples";
                return null;
            }

            set.Load(description, 0, (long)interval.TotalMilliseconds);
        }

        foreach (Series each in set.All)
        {
            last = each.Count > 0 ? Math.Max(last, each[each.Count - 1].Time) : last;
        }

        if (Text(test, "at") is { } at)
        {
            if (!PrometheusDuration.TryParse(at, out TimeSpan time, out fault))
            {
                return null;
            }

            last = (long)time.TotalMilliseconds;
        }

        return ReadVerdicts(gates, out fault) is { } expected ? new GateTest(Text(test, "name") ?? "", set, last, expected) : null;
    }

    private static ImmutableArray<(string Gate, GateVerdict Verdict)>? ReadVerdicts(YamlMapping gates, out string fault)
    {
        var expected = ImmutableArray.CreateBuilder<(string, GateVerdict)>();
        foreach (YamlEntry entry in gates.Entries)
        {
            string word = (entry.Value as YamlScalar)?.Value ?? "";
            GateVerdict? verdict = word switch { "GO" => GateVerdict.Go, "HOLD" => GateVerdict.Hold, "NO-GO" => GateVerdict.NoGo, _ => null };
            if (verdict is null)
            {
                fault = $"'{word}' is no verdict; write GO, HOLD or NO-GO";
                return null;
            }

            expected.Add((((YamlScalar)entry.Key).Value, verdict.Value));
        }

        fault = "";
        return expected.ToImmutable();
    }

    private static string? Text(YamlNode node, string key) => (node as YamlMapping)?[key] is YamlScalar { IsNull: false } scalar ? scalar.Value : null;
}
