using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Tests.Facts;

/// <summary>
/// The facts against the scripts with which the reference tests its own engine: native histograms, <c>info</c>, fill modifiers,
/// delayed name removal and whatever else random expressions seldom meet.
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
        foreach (EngineEvaluation evaluation in Directory.EnumerateFiles(SharedData.Path("conformance/promqltest"), "*.test").Order(StringComparer.Ordinal).SelectMany(EngineEvaluation.Read))
        {
            ParseResult parse = PromQLParser.Parse(evaluation.Expression);
            if (!evaluation.IsChecked || !parse.IsValid)
            {
                Assert.That(evaluation.IsChecked, Is.False, $"{evaluation.Place}: {string.Join("; ", parse.Errors)}");
                continue;
            }

            // By its name a counter; two scripts call native histograms so.
            if (evaluation.Expression.Contains("_bucket[", StringComparison.Ordinal) && evaluation.Samples.Exists(static sample => sample.Value is null))
            {
                continue;
            }

            evaluations++;
            NodeFacts known = facts.ForExpression(parse.Root!).Result;
            if (evaluation.Samples.Count == 0 && !evaluation.IsRange && known.Presence == Presence.Always)
            {
                violations.Add($"{evaluation.Place}: {evaluation.Expression}: empty, but said to be always there");
            }

            violations.AddRange(
                from sample in evaluation.Samples
                where known.Presence == Presence.Never || !known.Relevant.Any(alternative => EvaluationSoundness.Allows(alternative, sample.Labels, sample.Value))
                select $"{evaluation.Place}: {evaluation.Expression}: {string.Join(',', sample.Labels)} {sample.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "histogram"} is outside {known}");
        }

        TestContext.Out.WriteLine($"{evaluations} evaluations");
        Assert.That(violations, Is.Empty);
        Assert.That(evaluations, Is.GreaterThan(2000));
    }
}
