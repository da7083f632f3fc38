using PromRuleLint.Evaluation;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Tests.Evaluation;

namespace PromRuleLint.Tests.Facts;

/// <summary>
/// The facts against what the reference's engine scripts evaluate to: native histograms, <c>info</c>, fill modifiers, delayed name
/// removal and whatever else random expressions seldom meet.
/// </summary>
[Category("Corpus")]
public sealed class EngineScriptTests
{
    [Test]
    public void No_result_lies_outside_the_facts()
    {
        var facts = new RuleSetFacts(RuleSet.Empty);
        var violations = new List<string>();
        int evaluations = 0;
        foreach (ScriptOutcome outcome in Directory.EnumerateFiles(SharedData.Path("conformance/promqltest"), "*.test").Order(StringComparer.Ordinal).SelectMany(EngineScriptRunner.Run))
        {
            if (outcome.Result is not { } result || outcome.Root is not { } root || result.Type == ExprType.String)
            {
                continue;
            }

            List<(Labels Labels, double? Value)> samples = [.. Samples(result)];

            // By its name a counter; two scripts call native histograms so.
            if (outcome.Command.Expression.Contains("_bucket[", StringComparison.Ordinal) && samples.Exists(static sample => sample.Value is null))
            {
                continue;
            }

            evaluations++;
            NodeFacts known = facts.ForExpression(root).Result;
            if (samples.Count == 0 && result.Type == ExprType.Vector && known.Presence == Presence.Always)
            {
                violations.Add($"{outcome.Command.Place}: {outcome.Command.Expression}: empty, but said to be always there");
            }

            violations.AddRange(
                from sample in samples
                where known.Presence == Presence.Never || !known.Relevant.Any(alternative => EvaluationSoundness.Allows(alternative, sample.Labels.ToDictionary(), sample.Value))
                select $"{outcome.Command.Place}: {outcome.Command.Expression}: {sample.Labels} {sample.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "histogram"} is outside {known}");
        }

        TestContext.Out.WriteLine($"{evaluations} evaluations");
        Assert.That(violations, Is.Empty);
        Assert.That(evaluations, Is.GreaterThan(2000));
    }

    private static IEnumerable<(Labels Labels, double? Value)> Samples(EvaluationResult result) => result.Type switch
    {
        ExprType.Scalar => [(Labels.Empty, result.Scalar)],
        ExprType.Vector => result.Vector.Select(static element => (element.Labels, element.Histogram is null ? element.Value : (double?)null)),
        _ => result.Matrix.SelectMany(static series => series.Samples.Select(sample => (series.Labels, sample.Histogram is null ? sample.Value : (double?)null))),
    };
}
