using System.Text.Json;
using PromRuleLint.Testing.Mutation;
using PromRuleLint.Text;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>
/// Mutants as one JSON object: <c>{score, killed, survived, untested, equivalent, notRun, steps, mutants}</c>. Lines and columns
/// are 1-based, ends exclusive, columns in UTF-16 code units.
/// </summary>
internal static class MutationJsonReport
{
    /// <summary>Writes the outcome.</summary>
    public static void Write(TextWriter writer, MutationOutcome outcome) => JsonText.WriteLine(writer, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("score"u8, MutationText.Score(outcome));
        json.WriteNumber("killed"u8, outcome.Count(MutantStatus.Killed));
        json.WriteNumber("survived"u8, outcome.Count(MutantStatus.Survived));
        json.WriteNumber("untested"u8, outcome.Count(MutantStatus.Untested));
        json.WriteNumber("equivalent"u8, outcome.Count(MutantStatus.Equivalent));
        json.WriteNumber("notRun"u8, outcome.Count(MutantStatus.NotRun));
        json.WriteNumber("steps"u8, outcome.Steps);
        json.WriteStartArray("mutants"u8);
        foreach (Mutant mutant in outcome.Mutants)
        {
            Write(json, mutant);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Mutant mutant)
    {
        SourceText source = mutant.Rule.File.Source;
        LineColumn start = source.GetPosition(mutant.Range.Start);
        LineColumn end = source.GetPosition(mutant.Range.End);
        json.WriteStartObject();
        json.WriteString("file"u8, source.Path);
        json.WriteNumber("line"u8, start.Line);
        json.WriteNumber("column"u8, start.Column);
        json.WriteNumber("endLine"u8, end.Line);
        json.WriteNumber("endColumn"u8, end.Column);
        json.WriteString("rule"u8, mutant.Rule.NameText);
        json.WriteString("kind"u8, MutationText.NameOf(mutant.Kind));
        json.WriteString("original"u8, mutant.Original);
        json.WriteString("replacement"u8, mutant.Replacement);
        json.WriteString("status"u8, MutationText.NameOf(mutant.Status));
        json.WriteString("killedBy"u8, mutant.KilledBy);
        json.WriteStartArray("tests"u8);
        foreach (string test in mutant.Tests)
        {
            json.WriteStringValue(test);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
