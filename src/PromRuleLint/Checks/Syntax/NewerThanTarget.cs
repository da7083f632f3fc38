using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Templates;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.Syntax;

/// <summary>
/// A part of PromQL, a template function or a field of rules or unit tests that the oldest Prometheus in use, by the configuration,
/// does not have yet.
/// </summary>
internal sealed class NewerThanTarget() : PromQLErrorCheck(PromQLErrorKind.NewerThanTarget, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL2010",
        name: "newer-than-target",
        title: "A feature newer than the target version",
        messageFormat: "{0}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A PromQL function, aggregation, operator, modifier or syntax, a template function, or a unit-test field that Prometheus introduced after `promql.target_version`.");

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        base.Initialize(context);
        context.RegisterRuleAction(static rule =>
        {
            if (rule.Configuration.PromQL.TargetVersion is not null)
            {
                AnalyzeFields(rule);
            }
        });
        context.RegisterGroupAction(static group => Report(group.Configuration, group.Group.Node.Entries, RuleGroupReader.Fields, "groups", (range, message) => group.ReportDiagnostic(Descriptor, range, message)));
        context.RegisterTemplateAction(static template =>
        {
            foreach (TemplateError notice in template.Template.Notices)
            {
                template.ReportDiagnostic(Descriptor, notice.Range, notice.Message);
            }
        });
        context.RegisterTestFileAction(Analyze);
    }

    private static void AnalyzeFields(RuleContext context) =>
        Report(context.Configuration, context.Rule.Node.Entries, RuleReader.Fields, "rules", (range, message) => context.ReportDiagnostic(Descriptor, range, message));

    private static void Analyze(TestFileContext context)
    {
        Action<SourceRange, string> report = (range, message) => context.ReportDiagnostic(Descriptor, range, message);
        Report(context.Configuration, context.File.Fields, TestDocumentReader.Fields, "unit tests", report);
        foreach (TestGroup test in context.File.Tests)
        {
            Report(context.Configuration, test.Node.Entries, TestGroupReader.Fields, "unit tests", report);
        }
    }

    private static void Report(LintConfiguration configuration, ImmutableArray<YamlEntry> entries, MappingTable fields, string of, Action<SourceRange, string> report)
    {
        if (configuration.PromQL.TargetVersion is not { } target)
        {
            return;
        }

        foreach ((SourceRange range, string message) in NewerFields.Find(entries, fields, of, target))
        {
            report(range, message);
        }
    }
}
