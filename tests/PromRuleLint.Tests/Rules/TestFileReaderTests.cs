using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules;

public class TestFileReaderTests
{
    [Test, Category("Corpus")]
    public void Unit_tests_of_the_reference_are_read()
    {
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("conformance/promtool"), "*.yml"))
        {
            SourceText source = SourceText.FromUtf8(path, File.ReadAllBytes(path));
            if (!source.Text.Contains("\ntests:", StringComparison.Ordinal))
            {
                continue;
            }

            RuleFile file = RuleFileReader.Read(source);
            Assert.That(file.UnitTests?.Tests, Is.Not.Empty, path);
            Assert.That(file.Errors.Select(static error => error.Message), Is.Empty, path);
        }
    }

    [TestCase("gates: {before: GO}", RuleFileKind.Other)]
    [TestCase("name: up", RuleFileKind.UnitTests)]
    public void Tests_of_gates_are_not_those_of_rules(string field, RuleFileKind kind)
    {
        var source = new SourceText("a_test.yml", $$"""
            tests:
              - input_series: [{series: up, values: 1x4}]
                {{field}}

            """);

        Assert.That(RuleFileReader.Read(source).Kind, Is.EqualTo(kind));
    }

    [Test]
    public void Errors_stand_where_they_are()
    {
        const string Marked = """
            rule_files: [a.yml]
            evaluation_interval: ⟦InvalidDuration:1⟧
            fuzzy_compare: ⟦WrongValueType:maybe⟧
            tests:
            - interval: 1m
              ⟦UnknownField:input_serie⟧: []
              start_timestamp: ⟦WrongValueType:yesterday⟧
              alert_rule_test:
              - eval_time: 1m
                ⟦UnknownField:alertnam⟧: X
                exp_alerts: ⟦WrongValueType:none⟧
              promql_expr_test:
              - expr: up
                exp_samples:
                - value: ⟦WrongValueType:"5"⟧
              - ⟦MissingExpression:eval_time⟧: 1m
            """;
        MarkedText text = MarkedText.Parse(Marked);
        RuleFile file = RuleFileReader.Read(new SourceText("x.yml", text.Text));
        Assert.That(MarkedText.Show(text.Text, file.Errors.Select(static error => new MarkedText.Mark(error.Kind.ToString(), error.Range))), Is.EqualTo(Marked));
    }

    [Test]
    public void Variables_are_put_in_and_positions_still_point_at_what_is_written()
    {
        const string Yaml = "tests:\n- promql_expr_test:\n  - expr: up{realm=\"${REALM}\", job=\"x\"} + ${OTHER}\n";
        var options = new RuleFileReaderOptions { Variables = ImmutableDictionary<string, string>.Empty.Add("REALM", "production") };
        TestFile file = RuleFileReader.Read(new SourceText("x.yml", Yaml), options).UnitTests!;
        RuleExpression expression = file.Tests[0].ExpressionTests[0].Expression!;
        Assert.That(expression.Text, Does.StartWith("up{realm=\"production\", job=\"x\"}"));
        int job = expression.Text.IndexOf("job", StringComparison.Ordinal);
        SourceRange place = expression.ToSource(new TextRange(job, job + 3));
        Assert.That(Yaml[place.Start..place.End], Is.EqualTo("job"));
        int value = expression.Text.IndexOf("duct", StringComparison.Ordinal);
        place = expression.ToSource(new TextRange(value, value + 4));
        Assert.That(Yaml[place.Start..place.End], Is.EqualTo("${REALM}"));
        TestVariable undefined = file.UndefinedVariables.Single();
        Assert.That((undefined.Name, Yaml[undefined.Range.Start..undefined.Range.End]), Is.EqualTo(("OTHER", "${OTHER}")));
    }
}
