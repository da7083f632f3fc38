using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A test of an alert that the loaded rules do not have: with nothing expected, promtool reports success.</summary>
internal sealed class UnknownAlertInTest : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8005",
        name: "unknown-alert-in-test",
        title: "A test of an unknown alert",
        messageFormat: "The rule files of this test have no alert '{0}', so that it cannot fire here{1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A test of an alert that none of the loaded rule files defines, and a test that names no alert.") { HasFix = true, FixSafety = FixSafety.Unsafe, Repeats = RepeatScope.File };

    private static readonly DiagnosticDescriptor NoName = Descriptor with { MessageFormat = "This test names no alert; write 'alertname:' with one" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        SortedSet<string>? names = null;
        IReadOnlyList<RuleGroup>? groups = context.LoadedGroups();
        foreach (AlertTest test in context.File.Tests.SelectMany(static test => test.AlertTests))
        {
            if (test.AlertName is not { Value: not "" } name)
            {
                context.ReportDiagnostic(NoName, new SourceRange(test.Range.Start, test.Range.Start + 1));
                continue;
            }

            if (groups is null || name.Value.Contains("${", StringComparison.Ordinal))
            {
                continue;
            }

            names ??= new SortedSet<string>(groups.SelectMany(static group => group.Rules).OfType<AlertingRule>().Select(static rule => rule.NameText).OfType<string>(), StringComparer.Ordinal);
            if (!names.Contains(name.Value))
            {
                Report(context, name, names);
            }
        }
    }

    private static void Report(TestFileContext context, YamlScalar name, SortedSet<string> names)
    {
        string? nearest = NearestName.Find(name.Value, names.Take(200));
        CodeFix? fix = nearest is null ? null : context.Fix(name, $"Write '{nearest}'", isSafe: false, (new TextRange(0, name.Value.Length), nearest));
        string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
        context.ReportDiagnostic(Descriptor, name.Range, new() { Fix = fix }, name.Value, hint);
    }
}
