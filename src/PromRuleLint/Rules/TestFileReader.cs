using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads unit-test files. Goes on after an error; what is valid follows <c>cmd/promtool/unittest.go</c> of Prometheus.</summary>
public static class TestFileReader
{
    /// <summary>
    /// Whether a YAML file is one of unit tests: it has <c>tests</c> with test groups, or <c>rule_files</c> beside them. Tests
    /// with <c>gates</c> are those of gates.
    /// </summary>
    public static bool IsTestFile(YamlFile yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return yaml.Documents is [YamlMapping root, ..]
            && root["groups"] is null
            && root["scrape_configs"] is null
            && root["tests"] switch
            {
                YamlSequence tests when tests.Items.Any(static test => test is YamlMapping mapping && mapping["gates"] is not null) => false,
                YamlSequence tests => root["rule_files"] is not null || tests.Items.Any(static test =>
                    test is YamlMapping mapping && (mapping["input_series"] is not null || mapping["alert_rule_test"] is not null || mapping["promql_expr_test"] is not null || mapping["metricsql_expr_test"] is not null)),
                null => root["rule_files"] is not null && (root["evaluation_interval"] is not null || root["group_eval_order"] is not null),
                _ => root["rule_files"] is not null,
            };
    }

    /// <summary>Reads a file. Never throws on any text: faults stand in <see cref="TestFile.Errors"/>.</summary>
    public static TestFile Read(SourceText source, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(YamlReader.Read(source), options);
    }

    /// <summary>Reads a file whose YAML was read before.</summary>
    public static TestFile Read(YamlFile yaml, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return new TestDocumentReader(options ?? RuleFileReaderOptions.Default, new RuleFileErrors()).Read(yaml);
    }
}
