using PromRuleLint.Diagnostics;
using PromRuleLint.Testing.Mutation;
using TextWriter = System.IO.TextWriter;

namespace PromRuleLint.Reporting.Testing;

/// <summary>Mutants for people: those that tests do not notice, each at its place, then how many there are of each kind.</summary>
internal static class MutationTextReport
{
    private const int MaxTests = 3;

    /// <summary>Writes the outcome.</summary>
    public static void Write(TextWriter writer, MutationOutcome outcome, bool useColor)
    {
        var ansi = new AnsiWriter(writer, useColor);
        var frame = new CodeFrame(ansi);
        foreach (IGrouping<Rules.Rule, Mutant> rule in outcome.Mutants.GroupBy(static mutant => mutant.Rule))
        {
            string name = VisibleText.OneLine(rule.Key.Name?.Value ?? "");
            if (rule.Count(static mutant => mutant.Status == MutantStatus.Untested) is > 0 and var untested)
            {
                Text.SourceText source = rule.Key.File.Source;
                ansi.Write(AnsiStyle.Error, "untested");
                ansi.Write($" {VisibleText.OneLine(source.Path)}:{source.GetPosition((rule.Key.Name?.Range ?? rule.Key.Range).Start)}: no test looks at '{name}' ({TestText.Count(untested, "mutant")})");
                ansi.WriteLine();
            }

            foreach (Mutant mutant in rule.Where(static mutant => mutant.Status == MutantStatus.Survived))
            {
                ansi.Write(AnsiStyle.Error, "survived");
                ansi.Write(AnsiStyle.Strong, $": all tests pass {MutationText.Change(mutant)} ({MutationText.NameOf(mutant.Kind)}).");
                ansi.WriteLine();
                frame.Write(new Location(rule.Key.File.Source, mutant.Range), AnsiStyle.Error);
                ansi.Write(AnsiStyle.Dim, $"  '{name}' is looked at by {Tests(mutant)}");
                ansi.WriteLine();
                ansi.WriteLine();
            }
        }

        bool isKilled = outcome.Count(MutantStatus.Survived) + outcome.Count(MutantStatus.Untested) == 0;
        ansi.Write(isKilled ? AnsiStyle.Good : AnsiStyle.Error, MutationText.Summary(outcome));
        ansi.WriteLine();
    }

    private static string Tests(Mutant mutant)
    {
        string first = string.Join("; ", mutant.Tests.Take(MaxTests).Select(VisibleText.OneLine));
        return mutant.Tests.Length > MaxTests ? $"{first}; and {TestText.Count(mutant.Tests.Length - MaxTests, "other test")}" : first;
    }
}
