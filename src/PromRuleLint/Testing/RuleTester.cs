using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Templates;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Testing;

/// <summary>
/// Runs unit tests of rules with promtool's verdict (<c>cmd/promtool/unittest.go</c>), over rule files of any kind: plain ones,
/// PrometheusRule resources and ConfigMaps.
/// </summary>
public static class RuleTester
{
    /// <summary>Runs all tests of a file. Never throws on any file: what is wrong with it is a failure.</summary>
    /// <param name="file">The unit-test file.</param>
    /// <param name="ruleFiles">The rule files that its <c>rule_files</c> stand for, in their order.</param>
    /// <param name="options">How to run; promtool's way where it is null.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static TestFileOutcome Run(TestFile file, IReadOnlyList<RuleFile> ruleFiles, RuleTestOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(ruleFiles);
        options ??= RuleTestOptions.Default;
        options.Coverage?.Add(ruleFiles, options, cancellation);

        ImmutableArray<TestFailure> faults = [.. FaultsOf(file), .. NewerFieldsOf(file, options.TargetVersion), .. RuleFaultsOf(file, ruleFiles, options)];
        if (!faults.IsEmpty)
        {
            return new TestFileOutcome(file, faults, []);
        }

        ImmutableArray<RuleGroup> groups = InOrder(file, ruleFiles);
        var outcomes = ImmutableArray.CreateBuilder<TestOutcome>();
        for (int i = 0; i < file.Tests.Length; i++)
        {
            string name = NameOf(file.Tests[i], i);
            if (options.Filter?.Invoke(name) != false)
            {
                outcomes.Add(TestGroupRun.Run(file, file.Tests[i], name, groups, options, cancellation));
            }
        }

        return new TestFileOutcome(file, [], outcomes.DrainToImmutable());
    }

    /// <summary>The name of a test: its own, or the one that promtool gives it by its 0-based place.</summary>
    public static string NameOf(TestGroup test, int index)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test.Name is { Value: not "" } name ? name.Value : $"unnamed#{index}";
    }

    /// <summary>Whether nothing is wrong with a suite that keeps its tests from being run.</summary>
    internal static bool CanRun(RuleTestSuite suite) => !FaultsOf(suite.File).Any() && !RuleFaultsOf(suite.File, suite.RuleFiles, suite.Options).Any();

    /// <summary>The groups in the order of their evaluation; those that <c>group_eval_order</c> does not name go with its first.</summary>
    internal static ImmutableArray<RuleGroup> InOrder(TestFile file, IReadOnlyList<RuleFile> ruleFiles)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (YamlScalar name in file.GroupEvalOrder)
        {
            order.TryAdd(name.Value, order.Count);
        }

        return [.. ruleFiles.DistinctBy(static rules => rules.Source.Path).SelectMany(static rules => rules.Groups).OrderBy(group => order.GetValueOrDefault(group.Name?.Value ?? ""))];
    }

    private static IEnumerable<TestFailure> FaultsOf(TestFile file)
    {
        foreach (RuleFileError error in file.Errors)
        {
            if (error.Kind is not (RuleFileErrorKind.SeveralDocuments or RuleFileErrorKind.MissingExpression))
            {
                yield return new TestFailure(TestFailureKind.InvalidTest, error.Range, error.Message);
            }
        }

        foreach (TestVariable variable in file.UndefinedVariables)
        {
            yield return new TestFailure(TestFailureKind.InvalidTest, variable.Range, $"The variable ${{{variable.Name}}} has no value; set it in the configuration, on the command line with --variable, or in the environment.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (YamlScalar name in file.GroupEvalOrder)
        {
            if (!names.Add(name.Value))
            {
                yield return new TestFailure(TestFailureKind.InvalidTest, name.Range, $"The group '{name.Value}' stands twice in 'group_eval_order'; leave one out.");
            }
        }
    }

    /// <summary>Fields that the promtool of the target version refuses.</summary>
    private static IEnumerable<TestFailure> NewerFieldsOf(TestFile file, Version? target)
    {
        if (target is null)
        {
            return [];
        }

        return NewerFields.Find(file.Fields, TestDocumentReader.Fields, "unit tests", target)
            .Concat(file.Tests.SelectMany(test => NewerFields.Find(test.Node.Entries, TestGroupReader.Fields, "unit tests", target)))
            .DistinctBy(static newer => newer.Range)
            .Select(static newer => new TestFailure(TestFailureKind.InvalidTest, newer.Range, $"Here {newer.Message}."));
    }

    private static IEnumerable<(SourceRange Range, string Message)> NewerFieldsOf(RuleFile file, Version? target)
    {
        if (target is null)
        {
            return [];
        }

        return file.Groups.SelectMany(group => NewerFields.Find(group.Node.Entries, RuleGroupReader.Fields, "groups", target))
            .Concat(file.Rules.SelectMany(rule => NewerFields.Find(rule.Node.Entries, RuleReader.Fields, "rules", target)));
    }

    private static IEnumerable<TestFailure> RuleFaultsOf(TestFile file, IReadOnlyList<RuleFile> ruleFiles, RuleTestOptions options)
    {
        SourceRange place = file.RuleFiles is [var first, ..] ? first.Range : file.Head;
        foreach (RuleFile rules in ruleFiles.DistinctBy(static rules => rules.Source.Path))
        {
            if (options.PromtoolOnly && rules.Kind is RuleFileKind.PrometheusRule or RuleFileKind.ConfigMap)
            {
                yield return new TestFailure(TestFailureKind.InvalidRules, place, $"{rules.Source.Path} is a resource of Kubernetes, and promtool reads plain rule files only; write its groups into a file of their own.");
            }

            foreach ((SourceRange range, string message) in LoadErrors(rules).Concat(NewerFieldsOf(rules, options.TargetVersion)))
            {
                yield return new TestFailure(TestFailureKind.InvalidRules, place, $"{rules.Source.Path} cannot be loaded: {message}") { RulePlace = (rules.Source, range) };
            }
        }
    }

    /// <summary>What keeps Prometheus from loading a rule file.</summary>
    private static IEnumerable<(SourceRange Range, string Message)> LoadErrors(RuleFile file)
    {
        foreach (RuleFileError error in file.Errors)
        {
            if (error.Kind is not (RuleFileErrorKind.UnquotedLabelValue or RuleFileErrorKind.SeveralDocuments))
            {
                yield return (error.Range, error.Message);
            }
        }

        foreach (Rule rule in file.Rules)
        {
            foreach (PromQL.PromQLError error in rule.Expression?.Parse.Errors ?? [])
            {
                yield return (rule.Expression!.ToSource(error.Range), error.Message);
            }

            IEnumerable<LabelEntry> templates = rule is AlertingRule alert ? alert.Labels.Concat(alert.Annotations) : [];
            foreach (LabelEntry entry in templates)
            {
                foreach (TemplateError error in TemplateParser.Parse(entry.ValueText, rule.NameText).Errors)
                {
                    yield return (entry.ToSource(error.Range), error.Message);
                }
            }
        }
    }
}
