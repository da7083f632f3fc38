using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Checks.Alerts;

/// <summary>A <c>for</c> or <c>keep_firing_for</c> of zero, which is what holds without it.</summary>
internal sealed class RedundantZeroDuration : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4006",
        name: "redundant-zero-duration",
        title: "A redundant zero duration",
        messageFormat: "'{0}: {1}' is what holds without it; leave it out",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "A `for` or `keep_firing_for` with a duration of zero.") { HasFix = true, Confidence = Confidence.Style };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleAction(Analyze);

    private static void Analyze(RuleContext context)
    {
        if (context.Rule is AlertingRule rule)
        {
            Report(context, rule.For);
            Report(context, rule.KeepFiringFor);
        }
    }

    private static void Report(RuleContext context, RuleDuration? duration)
    {
        if (duration is not { Value: { } value, Scalar: var scalar } || value != TimeSpan.Zero)
        {
            return;
        }

        foreach (YamlEntry entry in context.Rule.Node.Entries)
        {
            if (entry is { MergedAt: null, AliasRange: null, Key: YamlScalar key } && entry.CompactValue == duration.CompactScalar)
            {
                SourceRange range = SourceRange.Union(entry.KeyRange, scalar.Range);
                context.ReportDiagnostic(Descriptor, range, new() { Fix = RemoveLine(context.Rule.File.Source, range) }, key.Value, scalar.Value);
            }
        }
    }

    /// <summary>A fix that takes out the line; null where something else stands on it.</summary>
    private static CodeFix? RemoveLine(SourceText source, SourceRange range)
    {
        string text = source.Text;
        int start = range.Start;
        while (start > 0 && text[start - 1] == ' ')
        {
            start--;
        }

        int end = range.End;
        while (end < text.Length && text[end] is ' ' or '\r')
        {
            end++;
        }

        bool alone = (start == 0 || text[start - 1] == '\n') && end < text.Length && text[end] == '\n';
        return alone ? new CodeFix("Remove it", IsSafe: true, [new TextEdit(source, new SourceRange(start, end + 1), "")]) : null;
    }
}
