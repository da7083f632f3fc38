using System.Collections.Immutable;
using PromRuleLint.Checks.AcrossFiles;
using PromRuleLint.Checks.Semantics;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A recorded verdict about a heartbeat whose value is not proved to be between 0 and 1.</summary>
internal sealed class UnboundedIndicator : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5004",
        name: "unbounded-indicator",
        title: "A verdict that is not limited to 0 and 1",
        messageFormat: "'{0}' is recorded as a verdict, but {1}; convert and bound it: clamp_max((…) * 1, 1) over comparisons with 'bool'",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A recorded verdict about a heartbeat whose value is not proved to lie between 0 and 1: a rule of any form with a word such as `ok`, `stall` or `fresh` in its name, or a computation with comparisons.") { HasFix = true, FixSafety = FixSafety.Unsafe, Assumptions = [Assumption.HeartbeatByName] };

    private static readonly string[] VerdictWords =
        ["ok", "up", "alive", "live", "beating", "stall", "stalled", "stale", "fresh", "healthy", "unhealthy", "dead", "down", "missing", "status", "verdict"];

    /// <summary>Words that say of a series that it is a quantity, even where a verdict is named too, as in <c>…_stale_seconds</c>.</summary>
    private static readonly string[] QuantityWords =
    [
        "seconds", "minutes", "hours", "milliseconds", "ms", "age", "lag", "delay", "duration", "timestamp", "time", "count", "total", "sum", "number", "changes",
        "ratio", "share", "percent", "percentage", "avg", "rate", "score", "quantile",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(static context => Analyze(context, Heartbeats.In(context)));

    private static void Analyze(RuleSetContext context, Heartbeats heartbeats)
    {
        if (!heartbeats.AreRead)
        {
            return;
        }

        LivenessSignals signals = heartbeats.Signals;
        HeartbeatFamily family = heartbeats.Family;
        foreach (Rule rule in heartbeats.Series.Rules)
        {
            if (rule is RecordingRule { NameText: { } name, Expression.Root: { } root } record && !RuleSources.ReadsOnlyItself(record)
                && (signals.Follow(rule).Form == LivenessForm.Verdict ? IsMeantAsVerdict(name, root) : PromisesVerdict(name) && ReadsHeartbeat(family, rule, root)))
            {
                Report(context, rule, name, root);
            }
        }
    }

    private static bool ReadsHeartbeat(HeartbeatFamily family, Rule rule, Expr root) =>
        family.ReadBy(new Fragment(rule, root)).Any(metric => family.IsPlain(metric, rule));

    private static void Report(RuleSetContext context, Rule rule, string name, Expr root)
    {
        ValueSet value = context.Facts.ForRule(rule)?.Result.Value ?? ValueSet.Unknown;
        // What a filter without 'bool' leaves below an upper bound of 1 is reported where it filters.
        if ((value.IsWithin(0, 1) && (value.IsWhole || !PromisesVerdict(name))) || (value.Max <= 1 && FilterUsedAsBoolean.IsIn(root)))
        {
            return;
        }

        // Where only the upper bound is missing, clamping is all that it takes.
        bool isFiltered = root.DescendantsAndSelf().Any(static node => node is BinaryExpr { IsComparison: true, ReturnsBool: false });
        CodeFix? fix = value.Min >= 0 && value.Max > 1 && !value.MayBeNaN && !isFiltered
            ? RuleSetContext.Fix(rule, "Clamp to 1", isSafe: false,
                (new TextRange(root.Range.Start, root.Range.Start), "clamp_max(("), (new TextRange(root.Range.End, root.Range.End), ") * 1, 1)"))
            : null;
        string why = value.IsUnknown || !value.IsBounded ? "it may have any value"
            : value.WithNaN(false).IsWithin(0, 1) && !value.IsWhole ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"its values may be fractions, {value}, and not only 0 or 1")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"its values may be {value}");
        context.ReportDiagnostic(rule, Descriptor, root.Range, new() { Fix = fix }, name, why);
    }

    /// <summary>
    /// Whether the rule records a verdict and not, say, the age of what is too old: by a word of its name, or because the
    /// verdict is computed with.
    /// </summary>
    private static bool IsMeantAsVerdict(string name, Expr root) =>
        HasVerdictWord(name) || root.WithoutParens() is BinaryExpr { IsComparison: false, IsSetOperation: false };

    internal static bool HasVerdictWord(string name) => HasWord(name, VerdictWords);

    /// <summary>Whether a name promises a verdict and not a quantity.</summary>
    internal static bool PromisesVerdict(string name) => HasVerdictWord(name) && !HasWord(name, QuantityWords);

    private static bool HasWord(string name, string[] words) => name.Split('_', ':').Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
}
