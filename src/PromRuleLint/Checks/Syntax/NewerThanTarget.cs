using System.Collections.Frozen;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Templates;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.Syntax;

/// <summary>
/// A part of PromQL, a template function or a field of unit tests that the oldest Prometheus in use, by the configuration,
/// does not have yet.
/// </summary>
internal sealed class NewerThanTarget() : PromQLErrorCheck(PromQLErrorKind.NewerThanTarget, Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL2010", "newer-than-target", "Something that is newer than the target version", "{0}", Severity.Warning);

    private static readonly FrozenDictionary<string, Version> TestFields = new Dictionary<string, Version>
    {
        ["fuzzy_compare"] = new(3, 4),
        ["start_timestamp"] = new(3, 9),
    }.ToFrozenDictionary();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        base.Initialize(context);
        context.RegisterTemplateAction(static template =>
        {
            foreach (TemplateError notice in template.Template.Notices)
            {
                template.Report(Descriptor, notice.Range, notice.Message);
            }
        });
        context.RegisterTestFileAction(Analyze);
    }

    private static void Analyze(TestFileContext context)
    {
        if (context.Configuration.PromQL.TargetVersion is not { } target)
        {
            return;
        }

        foreach (YamlEntry entry in context.File.Fields.Concat(context.File.Tests.SelectMany(static test => test.Node.Entries)))
        {
            if (entry.Key is YamlScalar key && TestFields.TryGetValue(key.Value, out Version? since) && since > new Version(target.Major, target.Minor))
            {
                context.Report(Descriptor, entry.KeyRange, $"the field '{key.Value}' of unit tests needs Prometheus {since}, but the target is {target}");
            }
        }
    }
}
