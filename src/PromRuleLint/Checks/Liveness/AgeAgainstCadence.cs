using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Checks.Semantics;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>An age compared with less than it reaches between two writes that are on time. Silent where no cadence is declared.</summary>
internal sealed class AgeAgainstCadence : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5010",
        name: "age-against-cadence",
        title: "An age limit that a healthy heartbeat exceeds",
        messageFormat: "'{0}' is written {1}, so its age reaches {2} while all is well, and '{3}' {4}; {5}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An age that is compared with a limit below the age that it reaches between two punctual writes: the cadence of the metric, its grace and, where it is known, the scrape interval.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.BinaryExpr);

    private static void Analyze(ExpressionContext context)
    {
        var node = (BinaryExpr)context.Node;
        if (!context.Configuration.Facts.HasCadences || !node.IsComparison || Limited(context, node) is not { } age || DeclaredCadence.Find(context, age.Value, age.Rule) is not { } declared)
        {
            return;
        }

        bool? isOld = node.Operator switch
        {
            BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => age.IsLeftLarger,
            BinaryOperator.Less or BinaryOperator.LessOrEqual => !age.IsLeftLarger,
            _ => null,
        };
        if (isOld is not { } holdsWhenOld || age.Limit < TimeSpan.Zero || DeclaredCadence.WaitOf(context.Rule) is not { } wait)
        {
            return;
        }

        bool isCondition = context.Rule is AlertingRule && DeclaredCadence.IsCondition(context);
        if (isCondition && !holdsWhenOld)
        {
            // An alert on what has just been written is news; that it cannot wait so long is a fault.
            if (wait > TimeSpan.Zero && wait >= age.Limit && age.Limit < declared.Cadence.Every)
            {
                Report(context, node, declared, $"holds for {Show(age.Limit)} after each write, so it never lasts for the {Show(wait)} of 'for'", "wait shorter");
            }

            return;
        }

        if (age.Limit + wait < declared.Longest)
        {
            Report(context, node, declared, Consequence(declared, age.Limit, holdsWhenOld, isCondition), Advice(declared, age, isCondition && wait < declared.Longest));
        }
    }

    private static void Report(ExpressionContext context, BinaryExpr node, DeclaredCadence declared, string consequence, string advice) =>
        context.ReportDiagnostic(
            Descriptor, node.Range,
            declared.Metric, declared.Cadence, Show(declared.Longest), FactReports.Short(node.Range.In(context.Expression.Text)), consequence, advice);

    private static string Consequence(DeclaredCadence declared, TimeSpan limit, bool holdsWhenOld, bool isCondition)
    {
        if (isCondition)
        {
            return "then fires";
        }

        // Scrapes come at any time between two writes: on average half an interval after one.
        double fresh = Math.Clamp((limit - (declared.Seen / 2)) / declared.Cadence.Every, 0, 1);
        return fresh >= 0.995
            ? holdsWhenOld ? "may hold then" : "may fail then"
            : string.Create(CultureInfo.InvariantCulture, $"holds about {(holdsWhenOld ? 1 - fresh : fresh) * 100:0} % of the time");
    }

    private static string Advice(DeclaredCadence declared, LimitedAge age, bool mayWait)
    {
        string limit = string.Create(CultureInfo.InvariantCulture, $"compare with at least {declared.Longest.TotalSeconds * age.Scale:0.###}");
        TimeSpan every = age.Limit - declared.Cadence.Grace - declared.Seen;
        return mayWait ? $"{limit}, or let the alert wait for {Show(declared.Longest - age.Limit)}"
            : every > TimeSpan.Zero ? $"{limit}, or write it every {Show(every)} or more often"
            : limit;
    }

    /// <summary>The age that a comparison looks at and its limit; null where it looks at none, or the limit is not known.</summary>
    private static LimitedAge? Limited(ExpressionContext context, BinaryExpr node)
    {
        if (ComparedAge.Find(node) is { } own)
        {
            double? seconds = own.Bound is { } bound ? context.FactsOf(bound)?.Value.Single / own.Scale : Subtracted(own.Value == node.Left ? node.Right : node.Left);
            return seconds is { } limit ? LimitedAge.Create(own.Value, context.Rule, limit, own.Scale, own.IsLeftLarger) : null;
        }

        return Recorded(context, node.Left, node.Right, true) ?? Recorded(context, node.Right, node.Left, false);
    }

    private static LimitedAge? Recorded(ExpressionContext context, Expr side, Expr bound, bool isLeftLarger)
    {
        double scale = 1;
        Expr at = side.WithoutParens();
        while (at is BinaryExpr { Operator: BinaryOperator.Divide } quotient && quotient.Right.WithoutParens() is NumberLiteral { Value: > 0 } divisor)
        {
            scale /= divisor.Value;
            at = quotient.Left.WithoutParens();
        }

        return at is VectorSelector { Name: { } name, Offset: null, At: null } && !context.RuleSet.MayBeRecordedUnread(name)
            && context.RuleSet.RecordingRules(name) is [{ Expression.Root: { } root } rule] && ComparedAge.Age(root) is var (value, own)
            && context.FactsOf(bound)?.Value.Single is { } number
                ? LimitedAge.Create(value, rule, number / (scale * own), scale * own, isLeftLarger)
                : null;
    }

    /// <summary>What is subtracted from the time of evaluation, in seconds; null where it is no number.</summary>
    private static double? Subtracted(Expr past)
    {
        double seconds = 0;
        Expr at = past.WithoutParens();
        while (at is BinaryExpr { Operator: BinaryOperator.Subtract } difference)
        {
            if (difference.Right.WithoutParens() is not NumberLiteral number)
            {
                return null;
            }

            seconds += number.Value;
            at = difference.Left.WithoutParens();
        }

        return seconds;
    }

    private static string Show(TimeSpan duration) => PrometheusDuration.Format(duration);

    /// <summary>An age and what it is compared with.</summary>
    private sealed record LimitedAge(Expr Value, Rule Rule, TimeSpan Limit, double Scale, bool IsLeftLarger)
    {
        // Longer than this no series is kept.
        private const double MaxSeconds = 1e9;

        public static LimitedAge? Create(Expr value, Rule rule, double seconds, double scale, bool isLeftLarger) =>
            Math.Abs(seconds) <= MaxSeconds ? new LimitedAge(value, rule, TimeSpan.FromSeconds(seconds), scale, isLeftLarger) : null;
    }
}
