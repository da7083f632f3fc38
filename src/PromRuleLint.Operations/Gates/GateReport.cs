using System.Globalization;
using System.Text.Json;
using PromRuleLint.Gates;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Gates;

/// <summary>Writes what a gate says, for people and for programs.</summary>
internal static class GateReport
{
    /// <summary>A table of the conditions and the verdict.</summary>
    public static void WriteText(TextWriter writer, GateResult result)
    {
        int width = Math.Min(60, result.Conditions.Select(static each => VisibleText.OneLine(each.Condition.Name).Length).DefaultIfEmpty(0).Max());
        foreach (GateConditionResult each in result.Conditions)
        {
            string bound = each.Condition.Bound is { } wanted ? $" [{wanted}]" : "";
            writer.WriteLine($"{Word(each),-5}  {VisibleText.OneLine(each.Condition.Name).PadRight(width)}  {VisibleText.OneLine(each.Reason)}{bound}");
        }

        int go = result.Conditions.Count(static each => each.Verdict == GateVerdict.Go);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{VisibleText.OneLine(result.Gate.Name)}: {result.Verdict.Word()} ({go} of {result.Conditions.Length} conditions hold)"));
    }

    /// <summary>One JSON object on one line.</summary>
    public static string Json(GateResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", result.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("gate", result.Gate.Name);
            json.WriteString("verdict", result.Verdict.Word());
            json.WriteStartArray("conditions");
            foreach (GateConditionResult each in result.Conditions)
            {
                json.WriteStartObject();
                json.WriteString("name", each.Condition.Name);
                json.WriteString("verdict", each.Verdict.Word());
                json.WriteBoolean("warning", each.IsWarning);
                if (each.Value is { } value && double.IsFinite(value))
                {
                    json.WriteNumber("value", value);
                }
                else
                {
                    json.WriteNull("value");
                }

                json.WriteString("bound", each.Condition.Bound?.ToString());
                json.WriteString("reason", each.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return VisibleText.Json(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string Word(GateConditionResult result) => result is { Verdict: GateVerdict.Go, IsWarning: true } ? "WARN" : result.Verdict.Word();
}
