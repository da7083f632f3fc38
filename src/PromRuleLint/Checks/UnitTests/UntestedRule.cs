using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A rule that no unit test of the run looks at, neither directly nor through a rule or an alert that reads it.</summary>
internal sealed class UntestedRule : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8010",
        name: "untested-rule",
        title: "An untested rule",
        messageFormat: "No unit test looks at the {0} '{1}'; add one that loads this file",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A rule that no unit test of the same run covers: no test of its alert, no expression that reads its series, and no tested rule or alert that depends on it.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRunAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        TestFile[] tests = [.. context.RuleSet.Files.Select(static file => file.UnitTests).OfType<TestFile>()];
        if (tests.Length == 0 || context.RuleSet.IsPartlyUnread)
        {
            return;
        }

        var tested = new HashSet<(string Path, string Name)>();
        foreach (TestFile test in tests)
        {
            Rule[] loaded = [.. Loaded(test, context.RuleSet)];
            HashSet<string> reached = Reached(test, loaded);
            foreach (Rule rule in loaded)
            {
                if (rule.Name is { } name && reached.Contains(name.Value))
                {
                    tested.Add((rule.File.Source.Path, name.Value));
                }
            }
        }

        foreach (Rule rule in context.RuleSet.Rules)
        {
            if (rule.Name is { Value: not "" } name && !tested.Contains((rule.File.Source.Path, name.Value)))
            {
                context.ReportDiagnostic(rule.File, Descriptor, name.Range, rule is AlertingRule ? "alert" : "recorded series", name.Value);
            }
        }
    }

    private static IEnumerable<Rule> Loaded(TestFile test, RuleSet ruleSet) =>
        test.TestedRuleFiles.IsDefault ? ruleSet.Rules : test.TestedRuleFiles.SelectMany(static entry => entry.Files).Distinct().SelectMany(static file => file.Rules);

    /// <summary>The names of alerts and series that the tests ask for, and of the series that those are made of.</summary>
    private static HashSet<string> Reached(TestFile test, Rule[] rules)
    {
        ILookup<string, Rule> byName = rules.Where(static rule => rule.Name is not null).ToLookup(static rule => rule.NameText!, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>();
        foreach (TestGroup group in test.Tests)
        {
            foreach (AlertTest alert in group.AlertTests)
            {
                Reach(alert.AlertName?.Value);
            }

            foreach (ExpressionTest expression in group.ExpressionTests)
            {
                ReachAll(expression.Expression);
            }
        }

        while (open.TryDequeue(out string? name))
        {
            foreach (Rule rule in byName[name])
            {
                ReachAll(rule.Expression);
            }
        }

        return reached;

        void ReachAll(RuleExpression? expression)
        {
            foreach (Expr node in expression?.Root?.DescendantsAndSelf() ?? [])
            {
                if (node is VectorSelector selector)
                {
                    Reach(selector.Name);
                }
            }
        }

        void Reach(string? name)
        {
            if (name is not null && reached.Add(name))
            {
                open.Enqueue(name);
            }
        }
    }
}
