using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Witnesses;

/// <summary>Answers for the alerts of files: with a proof of the facts, or with data that are searched.</summary>
public static class WitnessRun
{
    /// <summary>The answers, in the order of the files and of their alerts.</summary>
    /// <param name="inputs">The files that are loaded together, or may be.</param>
    /// <param name="isWanted">Which alerts to answer for, by their file and place; null for all.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static ImmutableArray<WitnessAnswer> Find(IReadOnlyList<LintInput> inputs, Func<AlertingRule, bool>? isWanted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var verdicts = new AlertVerdicts();
        var linter = new Linter([verdicts]);
        ImmutableDictionary<string, DiagnosticSeverity> off = linter.Descriptors.All.Where(each => !verdicts.SupportedDiagnostics.Contains(each)).ToImmutableDictionary(static each => each.Id, static _ => DiagnosticSeverity.Hidden);
        linter.Run([.. inputs.Select(input => input with { Configuration = input.Configuration with { Severities = off } })], today: null, cancellation);
        Dictionary<string, int> order = inputs.Select(static (input, i) => (input.Source.Path, Index: i)).DistinctBy(static pair => pair.Path).ToDictionary(static pair => pair.Path, static pair => pair.Index, StringComparer.Ordinal);
        IReadOnlyDictionary<AlertingRule, AlertVerdict> known = verdicts.Verdicts;
        AlertingRule[] rules = [.. known.Keys.Where(rule => isWanted?.Invoke(rule) != false).OrderBy(rule => order[rule.File.Source.Path]).ThenBy(static rule => rule.Range.Start)];
        var answers = new WitnessAnswer[rules.Length];
        Parallel.For(0, rules.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i => answers[i] = Answer(rules[i], known[rules[i]], cancellation));
        return [.. answers];
    }

    private static WitnessAnswer Answer(AlertingRule rule, AlertVerdict verdict, CancellationToken cancellation)
    {
        if (verdict is { Proof: not null, IsDeclared: true, Assumption: null })
        {
            return new WitnessAnswer(rule, WitnessAnswerKind.CannotFire, verdict.Proof);
        }

        // Data that make it fire outweigh any proof.
        WitnessAnswer found = WitnessSearch.Find(rule, verdict.Rules.Rules, verdict.Proof is null ? WitnessSearch.MaxAttempts : WitnessSearch.FewAttempts, cancellation);
        if (found.Kind == WitnessAnswerKind.Fires || verdict.Proof is null)
        {
            return found;
        }

        return verdict.Assumption is null
            ? new WitnessAnswer(rule, WitnessAnswerKind.CannotFire, verdict.Proof)
            : found with { Reason = $"it cannot fire if {verdict.Assumption.Description}: {verdict.Proof}" };
    }
}
