using PromRuleLint.Rules;
using PromRuleLint.Testing;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Testing;

/// <summary>Runs unit tests that stand in a test.</summary>
internal static class TestRun
{
    /// <summary>Runs a file of unit tests over one rule file.</summary>
    public static TestFileOutcome Of(string tests, string rules, RuleTestOptions? options = null) =>
        RuleTester.Run(
            TestFileReader.Read(new SourceText("rules_test.yml", tests)),
            [RuleFileReader.Read(new SourceText("rules.yml", rules))],
            options);

    /// <summary>Runs one test over rules; the rules stand in one group, the test's fields below its name.</summary>
    public static TestFileOutcome OfTest(string test, string rules, string head = "", RuleTestOptions? options = null) => Of(
        $"rule_files: [rules.yml]\nevaluation_interval: 1m\n{head}tests:\n- name: example\n{Indent(test, "  ")}",
        $"groups:\n- name: example\n  rules:\n{Indent(rules, "  ")}",
        options);

    private static string Indent(string text, string by) => string.Concat(text.TrimEnd().Split('\n').Select(line => line.Length == 0 ? "\n" : by + line + "\n"));
}
