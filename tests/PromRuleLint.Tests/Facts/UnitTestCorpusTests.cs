using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Facts;

/// <summary>
/// What the unit tests of others see in Prometheus must not be called impossible: alerts that fire, expressions that return
/// something, their labels and values.
/// </summary>
[Category("Corpus")]
public sealed class UnitTestCorpusTests
{
    private readonly List<string> _violations = [];
    private int _alerts;
    private int _samples;

    [Test]
    public void Nothing_that_a_passing_test_sees_is_called_impossible()
    {
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("corpus/unit-tests"), "test.yml", SearchOption.AllDirectories))
        {
            string folder = Path.GetDirectoryName(path)!;
            TestFile tests = TestFileReader.Read(Source(path));
            RuleFile[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => file != path).Select(file => RuleFileReader.Read(Source(file)))];
            var rules = RuleSet.Create(files);
            foreach (TestGroup test in tests.Tests)
            {
                // A recorded metric that the test also feeds comes from outside too.
                HashSet<string> fed = [.. test.InputSeries.Select(static series => Series(series.Series?.Value)?.Name).OfType<string>()];
                Check(path, test, new RuleSetFacts(rules, new FactsOptions { IsExternal = fed.Contains }));
            }
        }

        TestContext.Out.WriteLine($"{_alerts} firing alerts, {_samples} samples, {_violations.Count} outside the facts");
        Assert.That(_violations, Is.Empty);
        Assert.That(_alerts, Is.GreaterThan(600));
        Assert.That(_samples, Is.GreaterThan(100));
    }

    private void Check(string path, TestGroup test, RuleSetFacts facts)
    {
        foreach (AlertTest alert in test.AlertTests)
        {
            foreach (ExpectedAlert expected in alert.ExpectedAlerts)
            {
                _alerts++;
                if (!facts.Rules.AlertingRules(alert.AlertName!.Value).Any(rule => MayFire(rule, facts, expected, test)))
                {
                    _violations.Add($"{path}: {alert.AlertName.Value} fires with {string.Join(", ", expected.Labels.Select(static l => $"{l.Name.Value}={l.Value.Value}"))}: {string.Join(" | ", facts.Rules.AlertingRules(alert.AlertName.Value).Select(rule => facts.ForRule(rule)?.Result))}");
                }
            }
        }

        foreach (ExpressionTest expression in test.ExpressionTests)
        {
            NodeFacts root = facts.ForExpression(expression.Expression!.Root!).Result;
            foreach (ExpectedSample sample in expression.ExpectedSamples)
            {
                _samples++;
                Dictionary<string, string> labels = LabelsOf(sample.Labels?.Value);
                if (!root.Alternatives.Any(alternative => alternative.IsPossible && Allows(alternative, labels, []) && AllowsValue(alternative, sample)))
                {
                    _violations.Add($"{path}: {expression.Expression.Text} gives {sample.Labels?.Value} {sample.Value?.Value}: {root}");
                }
            }
        }
    }

    private static bool MayFire(AlertingRule rule, RuleSetFacts facts, ExpectedAlert expected, TestGroup test)
    {
        if (facts.ForRule(rule)?.Result is not { } root)
        {
            return true;
        }

        HashSet<string> overlaid = [.. rule.Labels.Concat(rule.Group.Labels).Concat(test.ExternalLabels).Select(static label => label.Name.Value), "alertname"];
        Dictionary<string, string> labels = expected.Labels.ToDictionary(static label => label.Name.Value, static label => label.Value.Value);
        return root.Alternatives.Any(alternative => alternative.IsPossible && Allows(alternative, labels, [.. overlaid, "__name__"]));
    }

    private static bool Allows(Alternative alternative, Dictionary<string, string> labels, HashSet<string> overlaid) =>
        labels.All(label => overlaid.Contains(label.Key) || alternative.Labels[label.Key].Values.Contains(label.Value))
        && alternative.Labels.Named.All(named => overlaid.Contains(named.Name) || labels.ContainsKey(named.Name) || named.Fact.Values.MayBeMissing);

    private static bool AllowsValue(Alternative alternative, ExpectedSample sample) =>
        sample.Histogram is not null || sample.Value is null ? alternative.Value.MayBeHistogram || sample.Value is null : alternative.Value.Contains(Number(sample.Value.Value));

    private static double Number(string text)
    {
        // YAML's binary numbers are no PromQL.
        if (text.StartsWith("0b", StringComparison.Ordinal))
        {
            return Convert.ToInt64(text[2..], 2);
        }

        ValueSet value = new RuleSetFacts(RuleSet.Empty).ForExpression(FactSet.Root(text)).Result.Value;
        return value.Single ?? double.NaN;
    }

    private static Dictionary<string, string> LabelsOf(string? series)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Series(series) is { } selector)
        {
            if (selector.Name is { } name)
            {
                labels["__name__"] = name;
            }

            foreach (LabelMatcher matcher in selector.Matchers)
            {
                labels[matcher.Name] = matcher.Value;
            }
        }

        return labels;
    }

    private static VectorSelector? Series(string? text) => string.IsNullOrEmpty(text) || text == "{}" ? null : (VectorSelector)PromQLParser.Parse(text).Root!;

    private static SourceText Source(string path) => SourceText.FromUtf8(path, File.ReadAllBytes(path));
}
