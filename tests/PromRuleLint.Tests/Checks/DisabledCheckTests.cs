using System.Collections.Immutable;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Checks;

/// <summary>A check runs where one of the files has one of its findings on, and not at all where none has.</summary>
public sealed class DisabledCheckTests
{
    private const string Rules = "groups:\n- name: a\n  rules:\n  - record: a:b\n    expr: up\n";
    private static readonly LintConfiguration On = LintConfiguration.Default with { Severities = LintConfiguration.Default.Severities.SetItem("EX0003", DiagnosticSeverity.Warning) };

    [Test]
    public void Check_that_is_off_everywhere_sees_nothing()
    {
        var check = new CountingCheck();

        ImmutableArray<Diagnostic> findings = new Linter([check]).Lint([Input("a.yml", LintConfiguration.Default), Input("b.yml", LintConfiguration.Default)]);

        Assert.That(check.Seen, Is.Zero);
        Assert.That(findings.Select(static finding => finding.Id), Has.None.StartsWith("EX"));
    }

    [Test]
    public void Check_that_is_on_for_one_file_reports_there_and_only_there()
    {
        var check = new CountingCheck();

        ImmutableArray<Diagnostic> findings = new Linter([check]).Lint([Input("a.yml", LintConfiguration.Default), Input("b.yml", On)]);

        Assert.That(findings.Where(static finding => finding.Id == "EX0003").Select(static finding => finding.Location.Source.Path), Is.Not.Empty.And.All.EqualTo("b.yml"));
    }

    [Test]
    public void Every_kind_of_action_runs_for_a_check_that_is_on()
    {
        var check = new CountingCheck();

        new Linter([check]).Lint([Input("a.yml", On)]);

        Assert.That(check.Kinds, Is.EquivalentTo(new[] { "expression", "rule", "group", "file", "rule set", "run" }));
    }

    [Test]
    public void One_linter_serves_runs_of_different_configurations()
    {
        var check = new CountingCheck();
        var linter = new Linter([check]);

        linter.Lint([Input("a.yml", LintConfiguration.Default)]);
        Assert.That(check.Seen, Is.Zero);

        Assert.That(linter.Lint([Input("a.yml", On)]).Select(static finding => finding.Id), Has.One.EqualTo("EX0003"));
    }

    private static LintInput Input(string path, LintConfiguration configuration) => new(new SourceText(path, Rules), configuration);

    private sealed class CountingCheck : Check
    {
        private static readonly DiagnosticDescriptor Descriptor = new(
            id: "EX0003",
            name: "counting-check",
            title: "Counts",
            messageFormat: "seen",
            defaultSeverity: DiagnosticSeverity.Warning,
            isEnabledByDefault: false);
        private readonly System.Collections.Concurrent.ConcurrentBag<string> _kinds = [];

        public int Seen => _kinds.Count;

        public IEnumerable<string> Kinds => _kinds.Distinct();

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.RegisterExpressionAction(_ => _kinds.Add("expression"), ExprKind.VectorSelector);
            context.RegisterRuleAction(rule =>
            {
                _kinds.Add("rule");
                rule.ReportDiagnostic(Descriptor, rule.Rule.Range);
            });
            context.RegisterGroupAction(_ => _kinds.Add("group"));
            context.RegisterFileAction(_ => _kinds.Add("file"));
            context.RegisterRuleSetAction(_ => _kinds.Add("rule set"));
            context.RegisterRunAction(_ => _kinds.Add("run"));
        }
    }
}
