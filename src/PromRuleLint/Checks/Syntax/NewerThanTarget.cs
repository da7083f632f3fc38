using System.Collections.Frozen;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
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
        context.RegisterRuleAction(static rule => Find(rule.Configuration, rule.Rule.Node, FieldVersions.OfRules, (range, message) => rule.ReportDiagnostic(Descriptor, range, message), "rules"));
        context.RegisterGroupAction(static group => Find(group.Configuration, group.Group.Node, FieldVersions.OfGroups, (range, message) => group.ReportDiagnostic(Descriptor, range, message), "groups"));
        context.RegisterTemplateAction(static template =>
        {
            foreach (TemplateError notice in template.Template.Notices)
            {
                template.ReportDiagnostic(Descriptor, notice.Range, notice.Message);
            }
        });
        context.RegisterTestFileAction(Analyze);
    }

    private static void Analyze(TestFileContext context)
    {
        Action<SourceRange, string> report = (range, message) => context.ReportDiagnostic(Descriptor, range, message);
        foreach (YamlEntry entry in context.File.Fields)
        {
            Find(context.Configuration, entry, FieldVersions.OfTests, report, "unit tests");
        }

        foreach (TestGroup test in context.File.Tests)
        {
            Find(context.Configuration, test.Node, FieldVersions.OfTests, report, "unit tests");
        }
    }

    private static void Find(LintConfiguration configuration, YamlMapping mapping, FrozenDictionary<string, Version> fields, Action<SourceRange, string> report, string of)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            Find(configuration, entry, fields, report, of);
        }
    }

    private static void Find(LintConfiguration configuration, YamlEntry entry, FrozenDictionary<string, Version> fields, Action<SourceRange, string> report, string of)
    {
        if (configuration.PromQL.TargetVersion is { } target && FieldVersions.Since(entry, fields, target) is { } since)
        {
            report(entry.KeyRange, FieldVersions.Tell(entry, of, since, target));
        }
    }
}
