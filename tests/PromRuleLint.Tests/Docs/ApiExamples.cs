using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Evaluation;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Docs;

/// <summary>The examples of <c>docs/api.md</c>, one a method: the body is what the page shows.</summary>
internal static class ApiExamples
{
    // What the examples call the console is read by the test.
    private static readonly StringWriter Console = new() { NewLine = "\n" };

    public static string Run(Action example)
    {
        Console.GetStringBuilder().Clear();
        example();
        return Console.ToString();
    }

    public static void LintAString()
    {
        var source = new SourceText("api.rules.yml", """
            groups:
              - name: api
                rules:
                  - alert: ApiDown
                    expr: count(up{job="api"}) == 0
            """);
        foreach (Diagnostic diagnostic in new Linter().Lint([new LintInput(source, LintConfiguration.Default)]))
        {
            Console.WriteLine($"{diagnostic.Location.Path} {diagnostic.Id} {diagnostic.Descriptor.Name}");
        }
    }

    public static void LintAgainWhileFilesChange()
    {
        var workspace = new LintWorkspace();
        workspace.SetInput(new LintInput(new SourceText("api.rules.yml", """
            groups:
              - name: api
                rules:
                  - record: job:up:ok
                    expr: min by (job) (up)
            """), LintConfiguration.Default));
        workspace.SetInput(new LintInput(new SourceText("alerts.rules.yml", """
            groups:
              - name: alerts
                rules:
                  - alert: ApiDown
                    expr: job:up:ok == 0
                    for: 5m
            """), LintConfiguration.Default));
        Console.WriteLine($"{workspace.Run().Diagnostics.Length} findings");

        workspace.SetText(new SourceText("api.rules.yml", workspace.Inputs[0].Source.Text.Replace("(up)", "(up > 0)")));
        foreach (Diagnostic diagnostic in workspace.Run().Diagnostics)
        {
            Console.WriteLine($"{diagnostic.Location.Path} {diagnostic.Id}");
        }
    }

    public static void ParseAndWalkAnExpression()
    {
        ParseResult parse = PromQLParser.Parse("sum by (job) (rate(http_requests_total[5m])) > 10");
        foreach (VectorSelector selector in parse.Root!.DescendantsAndSelf().OfType<VectorSelector>())
        {
            Console.WriteLine($"{selector.Name} at {selector.Range}");
        }

        Console.WriteLine(string.Join(", ", parse.Root.Children.Select(child => child.Type)));
    }

    public static void ReportErrorsOfAnExpression()
    {
        foreach (PromQLError error in PromQLParser.Parse("rate(http_requests_total)").Errors)
        {
            Console.WriteLine($"{error.Range}: {error.Message}");
        }
    }

    public static void FactsOfAnExpression()
    {
        Expr root = PromQLParser.Parse("sum by (job) (up) / count by (job) (up)").Root!;
        NodeFacts facts = new RuleSetFacts(RuleSet.Empty).ForExpression(root).Result;
        Console.WriteLine($"values {facts.Value}, labels {facts.Labels}");
    }

    public static void EvaluateAnExpression()
    {
        var series = new SeriesSet();
        series.Load(SeriesDescription.Parse("http_requests_total{job=\"api\"} 0+60x10"), start: 0, interval: 60_000);
        EvaluationResult result = new Evaluator(series).Instant(PromQLParser.Parse("rate(http_requests_total[5m])").Root!, time: 600_000);
        foreach (VectorElement element in result.Vector)
        {
            Console.WriteLine($"{element.Labels} {element.Value}");
        }
    }

    public static void FormatAnExpression()
    {
        Console.WriteLine(PromQLFormatter.Format(PromQLParser.Parse("sum(rate(x[5m]))by(job)>10")));
    }

    public static void FixAFile()
    {
        var source = new SourceText("api.rules.yml", """
            groups:
              - name: api
                rules:
                  - record: job:errors:any
                    expr: max by (job) (errors_total{code=~"500"})
            """);
        IEnumerable<Diagnostic> findings = new Linter().Lint([new LintInput(source, LintConfiguration.Default)]);
        FixRound round = FixRound.Apply(findings, includeUnsafe: false);
        Console.WriteLine(round.NewTexts[source].Split('\n')[^1].Trim());
    }

    public static void RunAUnitTest()
    {
        RuleFile rules = RuleFileReader.Read(new SourceText("api.rules.yml", """
            groups:
              - name: api
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up)
            """));
        TestFile tests = TestFileReader.Read(new SourceText("api_test.yml", """
            rule_files: [api.rules.yml]
            tests:
              - input_series:
                  - {series: 'up{job="api", instance="a"}', values: 1 1}
                promql_expr_test:
                  - expr: job:up:sum
                    eval_time: 1m
                    exp_samples: [{labels: 'job:up:sum{job="api"}', value: 2}]
            """));
        foreach (TestFailure failure in RuleTester.Run(tests, [rules]).AllFailures)
        {
            Console.WriteLine(failure.Message);
        }
    }
}
