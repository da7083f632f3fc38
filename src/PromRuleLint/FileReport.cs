using PromRuleLint.Diagnostics;
using PromRuleLint.Results;
using PromRuleLint.Results.Merging;
using PromRuleLint.Results.Suppressions;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint;

/// <summary>What was found in one file, before findings of several files are merged.</summary>
/// <param name="IsReadWhole">Whether all files of its rule sets could be read whole.</param>
/// <param name="Today">The day for which it holds.</param>
internal sealed record FileReport(bool IsReadWhole, DateOnly? Today)
{
    /// <summary>All findings.</summary>
    public required IReadOnlyList<PlacedFinding> Findings { get; init; }

    /// <summary>The finding that shows the schema of the file, with those that follow from it; null if there is none.</summary>
    public (Diagnostic Lead, List<Diagnostic> Explained)? OfOtherSchema { get; private init; }

    /// <summary>What comments did.</summary>
    public required SuppressionOutcome Outcome { get; init; }

    /// <summary>Makes the report of a file.</summary>
    /// <param name="file">The file, checked.</param>
    /// <param name="linter">What checks it again where it may be of another schema.</param>
    /// <param name="isReadWhole">Whether all files of its rule sets could be read whole; if not, what was not found may be there, and no suppression is called unused.</param>
    /// <param name="today">The day on which suppressions may have expired; null to let none expire.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static FileReport Make(ReadInput file, Linter linter, bool isReadWhole, DateOnly? today, CancellationToken cancellation)
    {
        RuleSet ruleSet = file.Analyzed[0].RuleSet.Rules;
        IReadOnlyList<Diagnostic> found = AliasFindings.Complete(file.File, Distinct(file));
        PlacedFinding[] findings = found.Count == 0 ? [] : new PlacedFinding[found.Count];
        Diagnostic[] placed = found.Count == 0 ? [] : new Diagnostic[found.Count];
        for (int i = 0; i < placed.Length; i++)
        {
            Rule? rule = file.File.RuleAt(found[i].Location.Range.Start);
            placed[i] = found[i].InRule(rule?.Name?.Value);
            findings[i] = new PlacedFinding(placed[i], file.File, rule, ruleSet);
        }

        var outcome = new SuppressionOutcome();
        IReadOnlyList<Diagnostic> remaining = Suppressor.Apply(file.File, file.Input.Configuration, linter.Descriptors, today, placed, isReadWhole, outcome);
        if (!ReferenceEquals(remaining, placed))
        {
            findings = [.. findings, .. remaining.Except(placed).Select(own => new PlacedFinding(own, file.File, file.File.RuleAt(own.Location.Range.Start), ruleSet))];
        }

        return new FileReport(isReadWhole, today) { Findings = findings, Outcome = outcome, OfOtherSchema = FindOtherSchema(file.Input, placed, linter, cancellation) };
    }

    /// <summary>What of the findings in a file is no fault under another schema, with the first that says which one it is.</summary>
    private static (Diagnostic Lead, List<Diagnostic> Explained)? FindOtherSchema(LintInput input, Diagnostic[] findings, Linter linter, CancellationToken cancellation)
    {
        if (input.Configuration is not { Schema: RuleSchema.Prometheus, IsSchemaSet: false } || OtherSchemaFindings.SchemaOf(findings) is not { } schema)
        {
            return null;
        }

        LintInput other = input with { Configuration = input.Configuration with { Schema = schema, IsSchemaSet = true } };
        return (findings.Where(static finding => finding.OtherSchema is not null).Min(Comparer<Diagnostic>.Create(DiagnosticOrder.Compare))!,
            [.. OtherSchemaFindings.Vanishing(findings, linter.Lint([other], null, cancellation).SelectMany(static finding => finding.Apart()))]);
    }

    /// <summary>The findings in a file, which is part of several rule sets where several servers load it.</summary>
    private static List<Diagnostic> Distinct(ReadInput file)
    {
        List<Diagnostic> first = file.Analyzed[0].Scope.Findings;
        Diagnostic? limited = WorkLimits.Find(file.File);
        if (file.Analyzed.Count == 1 && limited is null)
        {
            return first;
        }

        List<Diagnostic> findings = [.. first];
        if (limited is not null)
        {
            findings.Add(limited);
        }

        if (file.Analyzed.Count == 1)
        {
            return findings;
        }

        findings.AddRange(file.Analyzed.Skip(1).SelectMany(static analyzed => analyzed.Scope.Findings));
        findings.Sort(DiagnosticOrder.Compare);
        return [.. findings.Where((finding, i) => i == 0 || DiagnosticOrder.Compare(findings[i - 1], finding) != 0)];
    }
}
