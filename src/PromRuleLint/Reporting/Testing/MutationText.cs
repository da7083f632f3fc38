using System.Globalization;
using PromRuleLint.Testing.Mutation;

namespace PromRuleLint.Reporting.Testing;

/// <summary>What the reports about mutants have in common.</summary>
internal static class MutationText
{
    /// <summary>What a mutant changes.</summary>
    public static string Change(Mutant mutant) => mutant.Replacement.Length == 0
        ? $"without {OneLine(mutant.Original.Trim(' ', ',', '\n', '\r', '\t'))}"
        : $"with {OneLine(mutant.Replacement)} in place of {OneLine(mutant.Original)}";

    /// <summary>How many mutants became what, and the score.</summary>
    public static string Summary(MutationOutcome outcome)
    {
        var parts = new List<string> { $"{outcome.Count(MutantStatus.Killed)} killed", $"{outcome.Count(MutantStatus.Survived)} survived" };
        Add(MutantStatus.Untested, "untested");
        Add(MutantStatus.Equivalent, "equivalent");
        Add(MutantStatus.NotRun, "not run");
        return string.Create(CultureInfo.InvariantCulture, $"{TestText.Count(outcome.Mutants.Length, "mutant")}: {string.Join(", ", parts)}; score {Score(outcome)}%.");

        void Add(MutantStatus status, string word)
        {
            if (outcome.Count(status) is > 0 and var count)
            {
                parts.Add($"{count} {word}");
            }
        }
    }

    /// <summary>The score, rounded down: what is not whole is never shown as 100.</summary>
    public static double Score(MutationOutcome outcome) => Math.Floor(outcome.Score * 10) / 10;

    /// <summary>A name as programs read it: <c>keep-firing-for</c>.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select(static (c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string OneLine(string text) => VisibleText.OneLine(string.Join(' ', text.Split(['\n', '\r', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));
}
