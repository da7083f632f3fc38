using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A recorded verdict about a heartbeat whose value is not proved to be between 0 and 1.</summary>
public sealed class UnboundedIndicator : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "PRL5004", "unbounded-indicator", "A recorded verdict that is not bounded to 0 and 1",
        "'{0}' is recorded as a verdict, but {1}; convert and bound it: clamp_max((…) * 1, 1) over comparisons with 'bool'",
        Severity.Error) { HasFix = true, FixSafety = FixSafety.Unsafe };

    private static readonly string[] VerdictWords =
        ["ok", "up", "alive", "live", "beating", "stall", "stalled", "stale", "fresh", "healthy", "dead", "down", "status", "verdict"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        var heartbeats = new HeartbeatSeries(context.RuleSet, context.ConfigurationOf);
        if (!heartbeats.AreRead)
        {
            return;
        }

        var signals = new LivenessSignals(context.RuleSet, heartbeats);
        foreach (Rule rule in context.RuleSet.Rules)
        {
            if (rule is RecordingRule { Name: { } name, Expression.Root: { } root } && signals.Follow(rule).Form == LivenessForm.Verdict
                && IsMeantAsVerdict(name.Value, root) && !IsClampedToOne(root.WithoutParens()))
            {
                Report(context, rule, name.Value, root);
            }
        }
    }

    private static void Report(RuleSetContext context, Rule rule, string name, Expr root)
    {
        ValueSet value = context.Facts.Of(rule)?.OfRoot.Value ?? ValueSet.Unknown;
        if (value.IsWithin(0, 1))
        {
            return;
        }

        // Where only the upper bound is missing, clamping is all that it takes.
        bool isFiltered = root.DescendantsAndSelf().Any(static node => node is BinaryExpr { IsComparison: true, ReturnsBool: false });
        CodeFix? fix = value.Min >= 0 && !value.MayBeNaN && !isFiltered
            ? RuleSetContext.Fix(rule, "Clamp to 1", isSafe: false,
                (new TextRange(root.Range.Start, root.Range.Start), "clamp_max(("), (new TextRange(root.Range.End, root.Range.End), ") * 1, 1)"))
            : null;
        string why = value.IsUnknown || !value.IsBounded
            ? "it may have any value"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"its values may be {value}");
        context.Report(rule, Descriptor, root.Range, [], fix, name, why);
    }

    /// <summary>
    /// Whether the rule records a verdict and not, say, the age of what is too old: by a word of its name, or because the
    /// verdict is computed with.
    /// </summary>
    private static bool IsMeantAsVerdict(string name, Expr root) =>
        HasVerdictWord(name) || root.WithoutParens() is BinaryExpr { IsComparison: false, IsSetOperation: false };

    internal static bool HasVerdictWord(string name) => name.Split('_', ':').Any(static word => VerdictWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>The house's own form; what filters below it is reported as such.</summary>
    private static bool IsClampedToOne(Expr root) => root switch
    {
        Call { Name: "clamp_max", Arguments: [_, var limit] } => limit.WithoutParens() is NumberLiteral { Value: <= 1 },
        Call { Name: "clamp", Arguments: [_, _, var limit] } => limit.WithoutParens() is NumberLiteral { Value: <= 1 },
        _ => false,
    };
}
