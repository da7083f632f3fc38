using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.UnitTests;

/// <summary>A name in <c>group_eval_order</c> that no loaded group has, or that stands there twice.</summary>
internal sealed class UnknownGroupInOrder : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL8006",
        name: "unknown-group-in-order",
        title: "An unknown group in group_eval_order",
        messageFormat: "The rule files of this test have no group '{0}', so that it orders nothing{1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A name in `group_eval_order` that is not the name of a loaded group, or that is listed twice.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    private static readonly DiagnosticDescriptor Twice = Descriptor with { MessageFormat = "The group '{0}' stands twice in the order, which promtool refuses; remove one" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterTestFileAction(Analyze);

    private static void Analyze(TestFileContext context)
    {
        if (context.File.GroupEvalOrder.IsEmpty)
        {
            return;
        }

        var first = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        SortedSet<string>? names = context.LoadedGroups() is { } groups
            ? new SortedSet<string>(groups.Select(static group => group.Name?.Value).OfType<string>(), StringComparer.Ordinal)
            : null;
        foreach (YamlScalar entry in context.File.GroupEvalOrder)
        {
            if (!first.TryAdd(entry.Value, entry))
            {
                context.ReportDiagnostic(
                    Twice, entry.Range, new() { AdditionalLocations = [new AdditionalLocation(context.Locate(first[entry.Value].Range), "the first is here")] },
                    entry.Value);
            }
            else if (names is not null && !names.Contains(entry.Value))
            {
                string? nearest = NearestName.Find(entry.Value, names.Take(200));
                CodeFix? fix = nearest is null ? null : context.Fix(entry, $"Write '{nearest}'", isSafe: false, (new TextRange(0, entry.Value.Length), nearest));
                string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
                context.ReportDiagnostic(
                    Descriptor, entry.Range, new() { Fix = fix }, entry.Value, hint);
            }
        }
    }
}
