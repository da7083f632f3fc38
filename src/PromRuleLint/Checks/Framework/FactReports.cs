using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Checks;

/// <summary>What checks that report proofs share: the chain of reasons as related locations, and the proof in words.</summary>
internal static class FactReports
{
    /// <summary>The chain of a reason as related locations; places that a finding already stands at are left out.</summary>
    public static ImmutableArray<AdditionalLocation> Chain(Reason? reason, Location at)
    {
        if (reason is null)
        {
            return [];
        }

        var chain = ImmutableArray.CreateBuilder<AdditionalLocation>();
        foreach (ReasonStep step in reason.Steps())
        {
            if (step.Source is { } source && !(source == at.Source && step.SourceRange == at.Range))
            {
                chain.Add(new AdditionalLocation(new Location(source, step.SourceRange), step.Message) { Assumption = step.Assumption ?? (IsOtherRule(step.Rule, at) ? Assumption.RecordedHereOnly : null) });
            }
        }

        return chain.ToImmutable();
    }

    /// <summary>Whether a step is part of a rule whose series the finding's rule reads.</summary>
    private static bool IsOtherRule(Rule? rule, Location at) => rule is not null && (rule.File.Source != at.Source || !rule.Range.Contains(at.Range.Start));

    /// <summary>
    /// The reason why a label cannot be there that a reader looks for: of several rules that record the series, the one in
    /// the file of the finding.
    /// </summary>
    public static Reason? Nearest(Reason? reason, string label, Rule current, RuleSetFacts facts)
    {
        if (reason?.Steps(1) is not [{ Rule: RecordingRule { NameText: { } name } recording }] || recording.File == current.File)
        {
            return reason;
        }

        return facts.Rules.RecordingRules(name).FirstOrDefault(rule => rule.File == current.File) is { } near
            && facts.ForRule(near)?.Result.Labels[label] is { IsImpossible: true, Reason: { } nearer }
            ? nearer
            : reason;
    }

    /// <summary>
    /// Why a label cannot be there: what takes it away, with the labels that it leaves, and of a recorded series which rule
    /// that is, for the series may come from elsewhere too.
    /// </summary>
    /// <param name="reason">Why; null where nothing there has labels.</param>
    /// <param name="label">The label.</param>
    /// <param name="current">The rule that the finding is in.</param>
    /// <param name="otherwise">What to say where nothing has labels.</param>
    public static string WithoutLabel(Reason? reason, string label, Rule current, string otherwise = "nothing there has labels")
    {
        if (reason?.Steps(1) is not [var step, ..])
        {
            return otherwise;
        }

        string what = GroupingAt(step) is { } aggregate ? Keeps(aggregate, step.Rule!.Expression!.Text) : step.Message;
        if (step.Rule is not RecordingRule { NameText: { } name } recording || recording == current)
        {
            return what;
        }

        var place = new Location(recording.File.Source, recording.NameRange);
        string where = recording.File == current.File ? $"line {place.Start.Line}" : $"{place.Path}:{place.Start.Line}";
        return $"'{name}' has no label '{label}': it is recorded in {where}, where {what}; if it also comes from another Prometheus, name it in facts.external_metrics";
    }

    /// <summary>The aggregation whose grouping a step points at.</summary>
    private static AggregateExpr? GroupingAt(ReasonStep step) =>
        step is { IsInFile: false, Rule.Expression.Root: { } root }
            ? root.DescendantsAndSelf().OfType<AggregateExpr>().FirstOrDefault(aggregate => aggregate.GroupingRange == step.Range && !aggregate.GroupingRange.IsEmpty)
            : null;

    private static string Keeps(AggregateExpr aggregate, string text)
    {
        string labels = string.Join(" and ", aggregate.Grouping.Select(static label => $"`{label.Name}`"));
        string shown = $"`{aggregate.OperatorRange.In(text)} {Short(aggregate.GroupingRange.In(text))}`";
        return aggregate.Without ? $"{shown} drops {labels}" : aggregate.Grouping.IsEmpty ? $"{shown} keeps no label" : $"{shown} keeps only {labels}";
    }

    /// <summary>
    /// Why a comparison never holds, in numbers: <c>'x' is never == 1: its only possible value is 0</c>.
    /// </summary>
    public static string NeverHolds(BinaryExpr comparison, NodeFacts left, NodeFacts right, string text)
    {
        (Expr subject, NodeFacts of, BinaryOperator op, Expr other) = left.Type == ExprType.Scalar && right.Type != ExprType.Scalar
            ? (comparison.Right, right, ValueSet.Mirror(comparison.Operator), comparison.Left)
            : (comparison.Left, left, comparison.Operator, comparison.Right);
        string symbol = op == BinaryOperator.Equal && other.WithoutParens() is NumberLiteral ? "" : Transfer.Symbol(op) + " ";
        return $"'{Short(subject.Range.In(text))}' is never {symbol}{Short(other.Range.In(text))}: {Possible(of.Value)}";
    }

    /// <summary>Why an expression that returns nothing does so, in one clause.</summary>
    /// <param name="node">The expression; its facts are known.</param>
    /// <param name="rule">The rule that it is part of.</param>
    /// <param name="rules">The rules that record metrics.</param>
    /// <param name="factsOf">What is known of a node.</param>
    public static string WhyNothing(Expr node, Rule rule, RuleSet rules, Func<Expr, NodeFacts?> factsOf)
    {
        if (node.WithoutParens() is BinaryExpr { IsComparison: true } comparison
            && factsOf(comparison.Left) is { } left && factsOf(comparison.Right) is { } right
            && ValueSet.IsNeverTrue(left.Value, comparison.Operator, right.Value))
        {
            string text = rule.Expression!.Text;
            return NeverHolds(comparison, left, right, text) + AbsentHint(comparison, rule, rules) + PercentHint(comparison, text);
        }

        return factsOf(node)?.EmptyReason?.Steps(1) is [var first, ..] ? first.Message : "its expression returns nothing";
    }

    /// <summary>The possible values as a clause.</summary>
    public static string Possible(ValueSet value) =>
        value.Single is { } only ? $"its only possible value is {Interval.Format(only)}" : $"its possible values are {value.WithoutHistograms()}";

    /// <summary>A text on one line, cut where it is long.</summary>
    public static string Short(ReadOnlySpan<char> text) => Excerpt.OneLine(text, longest: 80, kept: 77);

    /// <summary>Where <c>bool</c> would go into a comparison.</summary>
    public static (TextRange Range, string NewText) AddBool(BinaryExpr comparison) =>
        (new TextRange(comparison.OperatorRange.End, comparison.OperatorRange.End), " bool");

    /// <summary>
    /// What was meant by a comparison that asks whether nothing was counted, such as <c>count(x) == 0</c>: a call of
    /// <c>absent</c> or <c>absent_over_time</c>; null where the comparison is no such thing.
    /// </summary>
    public static string? MeantAbsent(BinaryExpr comparison, string text) => MeantAbsent(Counted(comparison), text);

    private static string? MeantAbsent(Expr? counted, string text) => counted switch
    {
        AggregateExpr { Operator: AggregateOperator.Count or AggregateOperator.Group } count => $"absent({count.Operand.Range.In(text)})",
        Call { Name: "count_over_time" or "present_over_time", ArgumentSpan: [MatrixSelector or SubqueryExpr] } count => $"absent_over_time({count.Arguments[0].Range.In(text)})",
        _ => null,
    };

    /// <summary>Whether what was meant by <see cref="MeantAbsent(BinaryExpr, string)"/> keeps no labels either, so that it can be put in place.</summary>
    public static bool IsMeantAbsentAlike(BinaryExpr comparison) =>
        Counted(comparison) is AggregateExpr { Operator: AggregateOperator.Count or AggregateOperator.Group, Grouping.IsEmpty: true, Without: false };

    /// <summary>
    /// That what counts gives nothing where nothing is, in words that follow on why a comparison never holds; empty where it
    /// asks something else. What is counted may be recorded by another rule.
    /// </summary>
    private static string AbsentHint(BinaryExpr comparison, Rule at, RuleSet rules)
    {
        if (Counted(comparison) is not { } counted)
        {
            return "";
        }

        (Rule rule, Expr expr) = rules.Resolve(at, counted);
        string text = rule.Expression!.Text;
        expr = expr is Call { Name: "scalar", ArgumentSpan: [var inner] } ? inner.WithoutParens() : expr;
        return MeantAbsent(expr, text) is not { } absent ? ""
            : $"; where nothing is there '{(expr is AggregateExpr count ? count.OperatorRange : ((Call)expr).NameRange).In(text)}' gives nothing, write '{Short(absent)}'";
    }

    /// <summary>What a comparison asks to be 0 or less than 1; null where it does not.</summary>
    private static Expr? Counted(BinaryExpr comparison)
    {
        (Expr counted, Expr limit, BinaryOperator op) = comparison.Left.WithoutParens() is NumberLiteral
            ? (comparison.Right, comparison.Left, ValueSet.Mirror(comparison.Operator))
            : (comparison.Left, comparison.Right, comparison.Operator);
        bool asksForNone = limit.WithoutParens() is NumberLiteral { Value: var number } && op switch
        {
            BinaryOperator.Equal => number == 0,
            BinaryOperator.Less => number is > 0 and <= 1,
            BinaryOperator.LessOrEqual => number is >= 0 and < 1,
            _ => false,
        };
        return asksForNone ? counted.WithoutParens() : null;
    }

    /// <summary>
    /// Where a share is taken from 1 and only the share is multiplied, as in <c>1 - a / b * 100 &gt; 90</c>, or the bound is
    /// multiplied instead of the share: that <c>*</c> binds stronger, with the parentheses that were probably meant.
    /// </summary>
    private static string PercentHint(BinaryExpr comparison, string text) =>
        comparison is { Left: BinaryExpr { Operator: BinaryOperator.Divide } share, Right: BinaryExpr { Operator: BinaryOperator.Multiply, Left: NumberLiteral bound, Right: NumberLiteral { Value: > 1 } factor } }
            ? $"; '*' binds stronger than '{comparison.OperatorRange.In(text)}', write '({Short(share.Range.In(text))}) * {factor.Range.In(text)} {comparison.OperatorRange.In(text)} {bound.Range.In(text)}'"
            :
        (comparison.Left.WithoutParens() as BinaryExpr ?? comparison.Right.WithoutParens()) is BinaryExpr { Operator: BinaryOperator.Subtract, Right: BinaryExpr { Operator: BinaryOperator.Multiply } scaled } difference
        && difference.Left.WithoutParens() is NumberLiteral { Value: 1 } && scaled.Right.WithoutParens() is NumberLiteral { Value: > 1 }
            ? $"; '*' binds stronger than '-', write '({difference.Left.Range.In(text)} - {Short(scaled.Left.Range.In(text))}) * {scaled.Right.Range.In(text)}'"
            : "";

    /// <summary>
    /// Where the right branch of an <c>or</c> is compared and the left one is not, the comparison was probably meant for both:
    /// that <c>or</c> binds weaker, with the parentheses that do that. Null elsewhere.
    /// </summary>
    public static string? OrBindsWeaker(BinaryExpr or, Expr branch, string text)
    {
        if (or is not { Operator: BinaryOperator.Or } || or.Right != branch || branch is not BinaryExpr { IsComparison: true, ReturnsBool: false } comparison || or.Left.WithoutParens() is BinaryExpr { IsComparison: true })
        {
            return null;
        }

        string left = Short(or.Left.Range.In(text));
        string right = Short(comparison.Left.Range.In(text));
        string condition = Short(new TextRange(comparison.OperatorRange.Start, comparison.Range.End).In(text));
        return $"'or' binds weaker than the comparison; write '({left} or {right}) {condition}' to compare both";
    }
}
