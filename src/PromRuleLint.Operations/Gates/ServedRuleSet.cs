using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PromRuleLint.Facts;
using PromRuleLint.Operations.Rules;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Gates;

/// <summary>What a server has loaded as a rule set of the linter, so that its facts are those of what is evaluated.</summary>
internal static class ServedRuleSet
{
    /// <summary>The facts of groups. JSON is YAML, so that the same reader reads them as reads files.</summary>
    public static RuleSetFacts FactsOf(IEnumerable<RuleGroupRecord> groups, string display)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("groups");
            foreach (RuleGroupRecord group in groups)
            {
                Write(json, group);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new RuleSetFacts(RuleSet.Create([RuleFileReader.Read(new SourceText(display, Encoding.UTF8.GetString(buffer.WrittenSpan)))]));
    }

    private static void Write(Utf8JsonWriter json, RuleGroupRecord group)
    {
        json.WriteStartObject();
        json.WriteString("name", group.Name);
        if (group.Interval is { } interval && interval > TimeSpan.Zero)
        {
            json.WriteString("interval", PrometheusDuration.Format(interval));
        }

        json.WriteStartArray("rules");
        foreach (RuleRecord rule in group.Rules)
        {
            json.WriteStartObject();
            json.WriteString(rule.IsAlert ? "alert" : "record", rule.Name);
            json.WriteString("expr", rule.Expression);
            WriteEntries(json, "labels", rule.Labels);
            if (rule.IsAlert)
            {
                json.WriteString("for", PrometheusDuration.Format(rule.For));
                json.WriteString("keep_firing_for", PrometheusDuration.Format(rule.KeepFiringFor));
                WriteEntries(json, "annotations", rule.Annotations);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> entries)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in entries)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
