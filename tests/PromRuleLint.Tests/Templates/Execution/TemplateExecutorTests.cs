using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromRuleLint.Templates;
using PromRuleLint.Templates.Execution;

namespace PromRuleLint.Tests.Templates.Execution;

/// <summary>
/// What templates give, to the byte. <c>outputs.jsonl</c> holds templates of our own with what promtool 3.5.3 made of them, for an
/// alert over <c>x{a="lab",b="c d",n="12"}</c>.
/// </summary>
internal sealed class TemplateExecutorTests
{
    public static IEnumerable<TestCaseData> Outputs()
    {
        string path = Path.Combine(Repository.Root, "tests/PromRuleLint.Tests/Templates/Execution/outputs.jsonl");
        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            string template = root.GetProperty("template").GetString()!;
            yield return new TestCaseData(template, ValueOf(root.GetProperty("value").GetString()!), root.GetProperty("output").GetString()!)
                .SetArgDisplayNames(template, root.GetProperty("value").GetString()!);
        }
    }

    [TestCaseSource(nameof(Outputs))]
    public void A_template_gives_what_promtool_gives(string template, double value, string output) =>
        Assert.That(Expand(template, value), Is.EqualTo(output));

    [TestCase("{{ toDuration 90.5 }} {{ toDuration 0.25 }} {{ toDuration 1e-7 }} {{ (toDuration 5400).Hours }}", "1m30.5s 250ms 100ns 1.5")]
    [TestCase("{{ printf \"%d %v\" (toDuration 5) (toDuration 3605) }}", "5000000000 1h0m5s")]
    [TestCase("{{ now }} {{ now | toTime }}", "60 1970-01-01 00:01:00 +0000 UTC")]
    [TestCase("{{ urlQueryEscape \"a b&c\" }}", "a+b%26c")]
    public void Functions_of_later_versions(string template, string output) => Assert.That(Expand(template, 5), Is.EqualTo(output));

    [TestCase("{{ range 2000000 }}x{{ end }}", "the template takes too much work")]
    [TestCase("{{ range 1000 }}{{ printf \"%100000d\" 1 }}{{ end }}", "the template takes too much work")]
    public void Work_is_bounded(string template, string reason) => Assert.That(Expand(template, 5), Does.Contain(reason));

    private static string Expand(string template, double value)
    {
        TemplateParseResult parsed = TemplateParser.Parse(template, "A");
        Assert.That(parsed.Errors, Is.Empty);
        var labels = new LabelMap([new("a", "lab"), new("b", "c d"), new("n", "12")]);
        var externalLabels = new LabelMap([new("region", "eu"), new("z", "<b>")]);
        return TemplateExecutor.Expand(parsed, new TemplateContext
        {
            AlertName = "A",
            Data = new AlertData(labels, externalLabels, "http://prom.example/p", value),
            Timestamp = 60_000,
            Query = Query,
        });
    }

    private static ImmutableArray<SampleValue> Query(string expression)
    {
        var up = new SampleValue(new LabelMap([new("__name__", "up"), new("a", "lab"), new("job", "j")]), 7.0);
        var y = new SampleValue(new LabelMap([new("__name__", "y"), new("k", "b")]), 1.0);
        return expression switch
        {
            "up" => [up],
            "up or y" => [up, y],
            "scalar(up)" => [new SampleValue(new LabelMap([]), 7.0)],
            "up[" => throw new TemplateExecutionException("1:4: parse error: unexpected end of input in duration expression"),
            "\"s\"" or "up[5m]" => throw new TemplateExecutionException("rule result is not a vector or scalar"),
            _ => [],
        };
    }

    private static double ValueOf(string expression) => expression switch
    {
        "NaN" => double.NaN,
        "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "0.1+0.2" => 0.1 + 0.2,
        "1/3" => 1.0 / 3,
        _ => double.Parse(expression, CultureInfo.InvariantCulture),
    };
}
