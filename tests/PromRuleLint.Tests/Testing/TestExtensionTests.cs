using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Testing;

/// <summary>What unit tests can say beyond promtool's language, under the key <c>promrulelint:</c>.</summary>
public sealed class TestExtensionTests
{
    private const string Rules = """
        - alert: QueueFull
          expr: queue_length > 10
          for: 2m
          labels: {severity: page}
          annotations: {summary: "{{ $labels.queue }} holds {{ $value }}"}
        """;

    private const string Series = """
        input_series:
        - {series: 'queue_length{queue="mail-1"}', values: 0 20x9}
        - {series: 'queue_length{queue="mail-2"}', values: 0 30x9}
        """;

    [TestCase("{match: partial}", "[{exp_labels: {queue: mail-1}}, {exp_labels: {queue: mail-2}}]", true)]
    [TestCase("{match: partial}", "[{exp_labels: {severity: page}}, {exp_labels: {queue: mail-1}}]", true, Description = "the wider one takes what is left")]
    [TestCase("{match: partial}", "[{exp_labels: {queue: mail-1}}]", false, Description = "one more fires")]
    [TestCase("{match: partial}", "[{exp_labels: {queue: mail-1}}, {exp_labels: {queue: mail-3}}]", false)]
    [TestCase("{match: partial}", """[{exp_labels: {queue: '=~"mail-[12]"'}}, {exp_annotations: {summary: '=~"mail-2 holds .*"'}}]""", true)]
    [TestCase("{match: partial}", """[{exp_labels: {queue: '!~"mail-1"'}}, {exp_labels: {queue: '!~"mail-2"'}}]""", true)]
    [TestCase("{match: partial}", """[{exp_labels: {queue: '=~"mail"'}}, {}]""", false, Description = "patterns match the whole value")]
    [TestCase("{match: exact}", "[{exp_labels: {queue: mail-1}}, {exp_labels: {queue: mail-2}}]", false)]
    [TestCase("{absent: true}", "[]", false)]
    public void Alerts_are_compared_as_it_is_said(string extension, string alerts, bool passes)
    {
        string test = $"{Series}\nalert_rule_test:\n- {{eval_time: 5m, alertname: QueueFull, promrulelint: {extension}, exp_alerts: {alerts}}}";
        Assert.That(TestRun.OfTest(test, Rules).Passed, Is.EqualTo(passes));
    }

    [TestCase("[{promrulelint: {absent: true}, exp_labels: {queue: mail-3}}]", true, Description = "the rest is not looked at")]
    [TestCase("[{promrulelint: {absent: true}, exp_labels: {queue: mail-2}}]", false)]
    [TestCase("""[{promrulelint: {absent: true}, exp_labels: {queue: '=~"mail-.*"'}}]""", false)]
    [TestCase("""
        [{exp_labels: {queue: mail-1, severity: page}, exp_annotations: {summary: mail-1 holds 20}}, {promrulelint: {absent: true}, exp_labels: {queue: mail-3}}]
        """, false, Description = "mail-2 fires too")]
    public void An_alert_that_may_not_fire_is_named_by_what_is_said_of_it(string alerts, bool passes) =>
        Assert.That(TestRun.OfTest($"{Series}\nalert_rule_test:\n- {{eval_time: 5m, alertname: QueueFull, exp_alerts: {alerts.Trim()}}}", Rules).Passed, Is.EqualTo(passes));

    [TestCase("0m", "inactive", "[]", true)]
    [TestCase("1m", "inactive", "[]", false)]
    [TestCase("1m", "pending", "[{exp_labels: {queue: mail-1}}, {exp_labels: {queue: mail-2}}]", true)]
    [TestCase("3m", "pending", "[]", true)]
    [TestCase("3m", "pending", "[{exp_labels: {queue: mail-1}}]", false)]
    [TestCase("3m", "firing", "[{exp_labels: {queue: mail-1}}, {exp_labels: {queue: mail-2}}]", true)]
    public void The_state_of_an_alert_can_be_expected(string time, string state, string alerts, bool passes) =>
        Assert.That(TestRun.OfTest($"{Series}\nalert_rule_test:\n- {{eval_time: {time}, alertname: QueueFull, promrulelint: {{match: partial, state: {state}}}, exp_alerts: {alerts}}}", Rules).Passed, Is.EqualTo(passes));

    [TestCase("0.2", "20.1", true)]
    [TestCase("0.05", "20.1", false)]
    [TestCase("1%", "20.1", true)]
    [TestCase("0.1%", "20.1", false)]
    public void A_value_may_differ_by_a_tolerance(string tolerance, string value, bool passes) => Assert.That(
        TestRun.OfTest($"{Series}\npromql_expr_test:\n- {{expr: 'queue_length{{queue=\"mail-1\"}}', eval_time: 5m, promrulelint: {{tolerance: {tolerance}}}, exp_samples: [{{labels: 'queue_length{{queue=\"mail-1\"}}', value: {value}}}]}}", Rules).Passed,
        Is.EqualTo(passes));

    [Test]
    public void Histograms_are_compared_bucket_by_bucket_with_a_tolerance([Values("0.5", "0.01")] string tolerance)
    {
        string test = $$$"""
            input_series:
            - {series: latency, values: '{{schema:0 sum:10 count:6 buckets:[1 2 3]}}'}
            promql_expr_test:
            - {expr: latency, promrulelint: {tolerance: {{{tolerance}}}}, exp_samples: [{labels: latency, histogram: '{{schema:0 sum:10.2 count:6 buckets:[1 2.1 2.9]}}'}]}
            """;
        Assert.That(TestRun.OfTest(test, Rules).Passed, Is.EqualTo(tolerance == "0.5"));
    }

    [Test]
    public void Labels_of_a_sample_may_be_matchers_and_its_value_a_pattern()
    {
        const string Test = Series + """

            promql_expr_test:
            - expr: queue_length
              eval_time: 5m
              promrulelint: {match: partial}
              exp_samples:
              - {labels: '{queue=~"mail-.*"}', value: =~".."}
              - {labels: 'queue_length{queue!="mail-2"}', value: 20}
            - expr: queue_length
              eval_time: 5m
              exp_samples: [{labels: 'queue_length{queue="mail-3"}', promrulelint: {absent: true}}]
            """;
        Assert.That(TestRun.OfTest(Test, Rules).AllFailures.Select(static failure => failure.Message), Is.Empty);
    }

    [Test]
    public void A_table_makes_one_test_of_each_row()
    {
        const string Tests = """
            rule_files: [rules.yml]
            promrulelint: {definitions: {level: &level 20x5}}
            tests:
            - name: ${queue} is full
              promrulelint:
                parameters:
                - {queue: mail, wanted: 20}
                - {queue: news, wanted: 21}
              input_series: [{series: 'queue_length{queue="${queue}"}', values: *level}]
              promql_expr_test: [{expr: queue_length, exp_samples: [{labels: 'queue_length{queue="${queue}"}', value: '${wanted}'}]}]
            - promrulelint:
                parameters:
                - [queue, value]
                - [mail, 1]
                - [news, 2]
              input_series: [{series: 'queue_length{queue="${queue}"}', values: '${value}'}]
              promql_expr_test: [{expr: queue_length, exp_samples: [{labels: 'queue_length{queue="${queue}"}', value: '${value}'}]}]
            """;
        TestFileOutcome outcome = TestRun.Of(Tests, "groups: []");
        Assert.That(outcome.Failures.Select(static failure => failure.Message), Is.Empty);
        Assert.That(
            outcome.Tests.Select(static test => (test.Name, test.Passed)),
            Is.EqualTo([("mail is full", true), ("news is full", false), ("queue=mail, value=1", true), ("queue=news, value=2", true)]));
    }

    [TestCase("rate 5/s", "5m", "0+300x5")]
    [TestCase("rate 300/m from 7", "2m", "7+300x2")]
    [TestCase("rate 5/s with a gap 2m..4m", "5m", "0+300x1 _x2 1200+300x1")]
    [TestCase("rate 5/s with a reset at 3m", "5m", "0+300x2 0+300x2")]
    [TestCase("rate 5/s with a gap 1m..2m and a stale mark at 3m", "4m", "0 _ 600 stale 1200")]
    [TestCase("value 1 until 2m then value 0", "4m", "1x1 0x2")]
    [TestCase("value 1 until 2m", "4m", "1x1")]
    [TestCase("ramp 10 to 0", "5m", "10-2x5")]
    [TestCase("ramp 0 to 4 until 2m then rate -1/h from 60", "3m", "0+2x1 60-0.016666666666666666x1")]
    public void Values_are_generated_in_promtools_notation(string description, string end, string notation)
    {
        TestFile file = Read($"tests: [{{input_series: [{{series: a, promrulelint: {{generate: {description}}}}}], promql_expr_test: [{{expr: a, eval_time: {end}}}]}}]");
        Assert.That(file.Errors.Select(static error => error.Message), Is.Empty);
        Assert.That(file.Tests[0].InputSeries[0].Values!.Value, Is.EqualTo(notation));
    }

    [TestCase("promrulelint: {match: ⟦some⟧}", "'match' is 'exact' or 'partial'")]
    [TestCase("promrulelint: {⟦matching⟧: partial}", "has no field 'matching'")]
    [TestCase("promrulelint: {tolerance: ⟦small⟧}", "'tolerance' is how far")]
    [TestCase("promrulelint: {tolerance: ⟦-1⟧}", "'tolerance' is how far")]
    [TestCase("promrulelint: ⟦partial⟧", "is a mapping of fields")]
    [TestCase("tests: [{promrulelint: {parameters: ⟦5⟧}}]", "'parameters' is a table")]
    [TestCase("tests: [{name: '${a}', promrulelint: {parameters: [[a], [⟦1⟧, 2]]}}]", "This row has 2 values, but there are 1 names")]
    [TestCase("tests: [{name: '${a}', promrulelint: {parameters: [{a: [⟦1⟧]}]}}]", "The value of 'a' is a text or a number")]
    [TestCase("tests: [{name: '${a}', promrulelint: {parameters: [{⟦1a⟧: 1, a: 1}]}}]", "has letters, digits and '_'")]
    [TestCase("tests: [{name: '${b}', promrulelint: {parameters: [{⟦a⟧: 1}]}}]", "does not read the parameter 'a'")]
    [TestCase("tests: [{input_series: [{series: a, promrulelint: {generate: rate ⟦5⟧}}]}]", "a rate is a number by a unit of time")]
    [TestCase("tests: [{input_series: [{series: a, promrulelint: {generate: ⟦sine⟧ 5}}]}]", "'sine' is no kind of values")]
    [TestCase("tests: [{input_series: [{series: a, promrulelint: {generate: value 5 with a gap ⟦3m..2m⟧}}]}]", "a gap has a beginning")]
    [TestCase("tests: [{input_series: [{series: a, promrulelint: {generate: value 5 ⟦or⟧ 6}}]}]", "'or' is not expected here")]
    [TestCase("tests: [{input_series: [{series: a, values: ⟦1⟧, promrulelint: {generate: value 5}}]}]", "are generated, and written too")]
    [TestCase("tests: [{alert_rule_test: [{alertname: A, promrulelint: {state: ⟦pendin⟧}}]}]", "write 'pending'")]
    [TestCase("tests: [{alert_rule_test: [{alertname: A, promrulelint: {absent: ⟦true⟧}, exp_alerts: [{}]}]}]", "'absent' says that nothing comes")]
    [TestCase("tests: [{alert_rule_test: [{alertname: A, promrulelint: {match: partial}, exp_alerts: [{exp_labels: {a: ⟦'=~\"(\"'⟧}}]}]}]", "This is no pattern")]
    [TestCase("tests: [{promql_expr_test: [{expr: a, promrulelint: {⟦state⟧: firing}}]}]", "has no field 'state'")]
    public void A_fault_is_told_at_its_place(string marked, string message)
    {
        var text = MarkedText.Parse(marked);
        TestFile file = Read(text.Text);
        Assert.That(file.Errors.Select(static error => error.Message), Has.Exactly(1).Contains(message));
        Assert.That(file.Errors.Single().Range, Is.EqualTo(text.Marks.Single().Place));
    }

    [Test]
    public void Strictly_read_only_promtools_language_is_known()
    {
        const string Marked = """
            ⟦promrulelint⟧: {match: partial}
            tests:
            - ⟦promrulelint⟧: {parameters: [{a: 1}]}
              input_series: [{series: a, ⟦promrulelint⟧: {generate: value 1}}]
              alert_rule_test: [{alertname: '${REALM}', ⟦promrulelint⟧: {state: pending}, exp_alerts: [{⟦promrulelint⟧: {absent: true}}]}]
              promql_expr_test: [{expr: a, ⟦promrulelint⟧: {absent: true}, exp_samples: [{⟦promrulelint⟧: {absent: true}}]}]
            """;
        var text = MarkedText.Parse(Marked);
        TestFile file = Read(text.Text, new RuleFileReaderOptions { PromtoolOnly = true });
        Assert.Multiple(() =>
        {
            Assert.That(file.Errors.Select(static error => error.Range), Is.EqualTo(text.Marks.Select(static mark => mark.Place).OrderBy(static range => range.Start)));
            Assert.That(file.Errors.Select(static error => error.Kind), Is.All.EqualTo(RuleFileErrorKind.UnknownField));
            Assert.That(file.Tests.Single().AlertTests.Single().AlertName!.Value, Is.EqualTo("${REALM}"));
            Assert.That(file.UndefinedVariables, Is.Empty);
        });
    }

    [Test]
    public void What_only_this_can_say_is_written_in_promtools_language_with_the_same_meaning()
    {
        const string Test = Series + """

            alert_rule_test:
            - {eval_time: 5m, alertname: QueueFull, promrulelint: {match: partial}, exp_alerts: [{exp_labels: {queue: '=~".*1"'}}, {}]}
            - {eval_time: 2m, alertname: QueueFull, promrulelint: {match: partial, state: pending}, exp_alerts: [{exp_labels: {queue: mail-1}}, {exp_labels: {queue: mail-2}}]}
            - {eval_time: 0m, alertname: QueueFull, promrulelint: {state: inactive}}
            promql_expr_test:
            - {expr: queue_length / 3, eval_time: 5m, promrulelint: {tolerance: 0.1}, exp_samples: [{labels: '{queue="mail-1"}', value: 6.7}, {labels: '{queue=~".*2"}', value: 10}]}
            """;
        TestFileOutcome outcome = TestRun.OfTest(Test, Rules);
        Assert.That(outcome.AllFailures.Select(static failure => failure.Message), Is.Empty);
        string text = PromtoolTests.Write(outcome, ["rules.yml"], out _)!;
        TestFile plain = Read(text, new RuleFileReaderOptions { PromtoolOnly = true });
        RuleFile rules = RuleFileReader.Read(new SourceText("rules.yml", $"groups:\n- name: example\n  rules:\n  {Rules.Replace("\n", "\n  ", StringComparison.Ordinal)}\n"));
        TestFileOutcome again = RuleTester.Run(plain, [rules]);
        Assert.That(again.AllFailures.Select(static failure => failure.Message), Is.Empty, text);
        Assert.That(again.Tests.Single().Expectations, Is.EqualTo(outcome.Tests.Single().Expectations));
        Assert.That(text, Does.Contain("value: 6.666666666666667").And.Contain("exp_annotations: {summary: mail-2 holds 30}"));
    }

    [Test]
    public void What_does_not_hold_and_promtool_cannot_say_is_not_written()
    {
        TestFileOutcome outcome = TestRun.OfTest($"{Series}\nalert_rule_test:\n- {{eval_time: 5m, alertname: QueueFull, promrulelint: {{match: partial}}, exp_alerts: [{{exp_labels: {{queue: none}}}}]}}", Rules);
        Assert.That(PromtoolTests.Write(outcome, ["rules.yml"], out System.Collections.Immutable.ImmutableArray<TestFailure> failures), Is.Null);
        Assert.That(failures, Has.Length.EqualTo(1));
    }

    private static TestFile Read(string text, RuleFileReaderOptions? options = null) => TestFileReader.Read(new SourceText("a_test.yml", text), options);
}
