using PromRuleLint.Checks.AcrossFiles;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>
/// Follows "the sequence changed" and "the timestamp is fresh" through expressions and recording rules, with their sense:
/// <c>changes(…) == 0 or age &gt; 120</c> is the negation of an AND and right, <c>changes(…) &gt; 0 or age &lt;= 120</c> is an OR.
/// Made for one pass over a rule set.
/// </summary>
internal sealed class LivenessSignals(RuleSet ruleSet, HeartbeatSeries heartbeats)
{
    private const int MaxDepth = 256;
    private readonly Dictionary<string, LivenessState> _recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<Rule, LivenessState> _ofRules = new(ReferenceEqualityComparer.Instance);
    private readonly List<EitherJoin> _joins = [];
    private readonly List<(Rule Alert, EitherJoin Join)> _alertsOnBoth = [];
    private int _otherAlerts;
    private int _depth;

    /// <summary>
    /// The joins found so far, each once. An alert that waits until both sides are dead is right beside another one that does
    /// not.
    /// </summary>
    public IReadOnlyList<EitherJoin> Joins => _otherAlerts > 0 ? _joins : [.. _joins, .. _alertsOnBoth.Select(static both => both.Join)];

    /// <summary>Follows a rule's own expression and notes the joins in it.</summary>
    public LivenessState Follow(Rule rule)
    {
        if (rule.Expression?.Root is not { } root)
        {
            return LivenessState.Unknown;
        }

        if (_ofRules.TryGetValue(rule, out LivenessState? known))
        {
            return known;
        }

        _ofRules[rule] = LivenessState.Unknown;
        LivenessState result = Classify(rule, root);
        // A sum of verdicts may be compared by its readers; a join that is compared nowhere is settled here.
        if (result.Pending.Count > 0 && (rule is not RecordingRule { NameText: { } name } || !IsReadByOthers(name)))
        {
            Settle(rule, root, result);
        }

        if (rule is AlertingRule)
        {
            NoteAlert(rule, root, result);
        }

        return _ofRules[rule] = result;
    }

    /// <summary>An alert on what both sides say when dead, or another alert on the heartbeat.</summary>
    private void NoteAlert(Rule alert, Expr root, LivenessState result)
    {
        if (result.PendingOnceNegated is [var both, ..])
        {
            _alertsOnBoth.Add((alert, AtItsReader(alert, root, both) with { IsAlert = true }));
        }
        else if (result.AsVerdict().Form == LivenessForm.Verdict && (result.AsVerdict().Signals & (Signals.Unchanged | Signals.Stale)) != 0)
        {
            _otherAlerts++;
        }
    }

    /// <summary>Complements that another rule joins are at fault where the join is negated.</summary>
    private static EitherJoin AtItsReader(Rule rule, Expr root, EitherJoin join) =>
        join.IsOfComplements && join.Join.Rule != rule ? join with { Join = new Fragment(rule, root), IsElsewhere = true } : join;

    /// <summary>What the rules that record a series say alike; constants and copies of the series itself say nothing of a heartbeat.</summary>
    private LivenessState Recorded(string name)
    {
        if (_recorded.TryGetValue(name, out LivenessState? known))
        {
            return known;
        }

        _recorded[name] = LivenessState.Unknown;
        LivenessState? result = null;
        foreach (RecordingRule rule in ruleSet.RecordingRules(name))
        {
            if (!RuleSources.ReadsNothing(rule) && !RuleSources.ReadsOnlyItself(rule))
            {
                LivenessState one = Follow(rule);
                result = result?.InCommonWith(one) ?? one;
            }
        }

        return _recorded[name] = result ?? LivenessState.Unknown;
    }

    private bool IsReadByOthers(string name) =>
        ruleSet.Readers(name).Any(reader => reader.Rule is not RecordingRule copy || copy.NameText != name || !RuleSources.ReadsOnlyItself(copy));

    private void Settle(Rule rule, Expr root, LivenessState result)
    {
        foreach (EitherJoin join in result.Pending.Select(pending => AtItsReader(rule, root, pending)))
        {
            if (!_joins.Contains(join))
            {
                _joins.Add(join);
            }
        }
    }

    private LivenessState Classify(Rule rule, Expr expr)
    {
        if (_depth >= MaxDepth)
        {
            return LivenessState.Unknown;
        }

        _depth++;
        try
        {
            return expr switch
            {
                ParenExpr paren => Classify(rule, paren.Inner),
                UnaryExpr { IsNegative: false } unary => Classify(rule, unary.Operand),
                VectorSelector selector => ClassifySelector(rule, selector),
                MatrixSelector matrix => Classify(rule, matrix.Selector),
                SubqueryExpr subquery => Classify(rule, subquery.Inner),
                AggregateExpr aggregate => ClassifyAggregate(rule, aggregate),
                Call call => ClassifyCall(rule, call),
                BinaryExpr binary => ClassifyBinary(rule, binary),
                _ => LivenessState.Unknown,
            };
        }
        finally
        {
            _depth--;
        }
    }

    private LivenessState ClassifySelector(Rule rule, VectorSelector selector)
    {
        if (heartbeats.IsHeartbeat(rule, selector))
        {
            return new LivenessState(LivenessForm.Heartbeat);
        }

        return selector.Name is { } name && ruleSet.Records(name) ? Recorded(name) : LivenessState.Unknown;
    }

    private LivenessState ClassifyCall(Rule rule, Call call)
    {
        switch (call)
        {
            case { Name: "time" }:
                return new LivenessState(LivenessForm.Time);
            case { Name: "scalar" or "vector", ArgumentSpan: [var inner] }:
                return Classify(rule, inner);
            case { Subject: { } subject } when call.Has(FunctionTraits.MeasuresChange) || call.Has(FunctionTraits.CountsChanges) || call.Has(FunctionTraits.MeasuresSpread):
                return Classify(rule, subject).Form == LivenessForm.Heartbeat
                    ? new LivenessState(LivenessForm.Change, Change: new Fragment(rule, call))
                    : LivenessState.Unknown;
            case { Subject: { } subject } when call.Has(FunctionTraits.IsAbsence):
                LivenessState present = Classify(rule, subject);
                return present.Form == LivenessForm.Verdict ? present.Negated() : LivenessState.Unknown;
            case { Subject: { } subject } when KeepsSignal(call):
                return Classify(rule, subject);
            default:
                return LivenessState.Unknown;
        }
    }

    /// <summary>Whether what a call says of its subject is what the subject says; an extrapolated value says nothing of the last one.</summary>
    private static bool KeepsSignal(Call call) =>
        call.Has(FunctionTraits.KeepsSeries) && !call.Has(FunctionTraits.NeedsTwoSamples)
        && (call.Has(FunctionTraits.KeepsUnit) || call.Has(FunctionTraits.GivesTime) || call.Has(FunctionTraits.IgnoresValue) || call.Name == "sgn");

    private LivenessState ClassifyAggregate(Rule rule, AggregateExpr aggregate)
    {
        if (aggregate.Operand.WithoutParens() is VectorSelector { Name: null } several)
        {
            return ClassifySeveral(new Fragment(rule, aggregate), several, aggregate.Operator);
        }

        LivenessState operand = Classify(rule, aggregate.Operand);
        if (aggregate.Operator is AggregateOperator.Count or AggregateOperator.CountValues or AggregateOperator.Stddev or AggregateOperator.Stdvar)
        {
            return operand.Form == LivenessForm.Verdict ? operand : LivenessState.Unknown;
        }

        // "or" below a minimum still returns what either side returns; only the value is the lesser of the two.
        return aggregate.Operator == AggregateOperator.Min && operand.Pending.Count > 0 ? operand with { Pending = [] } : operand;
    }

    /// <summary>
    /// An aggregation over several recorded series by a pattern of their names: a maximum or sum holds where either does, a
    /// minimum where all do.
    /// </summary>
    private LivenessState ClassifySeveral(Fragment aggregation, VectorSelector selector, AggregateOperator op)
    {
        LabelMatcher? names = selector.Matchers.FirstOrDefault(static matcher => matcher.Name == "__name__" && matcher.Type == MatchType.Regexp);
        if (names is null || Re2Pattern.Parse(names.Value) is not { Alternatives.IsDefaultOrEmpty: false } pattern)
        {
            return LivenessState.Unknown;
        }

        LivenessState? result = null;
        foreach (string name in pattern.Alternatives)
        {
            if (ruleSet.Records(name))
            {
                LivenessState one = Recorded(name);
                result = result is null ? one
                    : op is AggregateOperator.Max or AggregateOperator.Sum or AggregateOperator.Count or AggregateOperator.Group ? Either(aggregation, result, one)
                    : op is AggregateOperator.Min ? Both(aggregation, result, one)
                    : LivenessState.Unknown;
            }
        }

        return result ?? LivenessState.Unknown;
    }

    private LivenessState ClassifyBinary(Rule rule, BinaryExpr binary)
    {
        LivenessState left = Classify(rule, binary.Left);
        LivenessState right = Classify(rule, binary.Right);
        return binary.Operator switch
        {
            BinaryOperator.Subtract => ClassifySubtraction(rule, binary, left, right),
            BinaryOperator.Multiply or BinaryOperator.And => Both(new Fragment(rule, binary), left, right),
            BinaryOperator.Add or BinaryOperator.Or => Either(new Fragment(rule, binary), left, right),
            BinaryOperator.Unless => Both(new Fragment(rule, binary), left, right.AsVerdict().Negated()),
            BinaryOperator.Divide when binary.Right.WithoutParens() is NumberLiteral => left,
            _ when binary.IsComparison => ClassifyComparison(rule, binary, left, right),
            _ => LivenessState.Unknown,
        };
    }

    private static LivenessState ClassifySubtraction(Rule rule, BinaryExpr binary, LivenessState left, LivenessState right)
    {
        if (left.Form == LivenessForm.Time)
        {
            return right.Form == LivenessForm.Heartbeat ? new LivenessState(LivenessForm.Age, Freshness: new Fragment(rule, binary))
                : binary.Right.WithoutParens() is NumberLiteral ? left
                : LivenessState.Unknown;
        }

        if (IsOne(binary.Left) && right.Form == LivenessForm.Verdict)
        {
            return right.Negated();
        }

        // The union of two verdicts without counting twice where both hold: a + b - a * b.
        if (left is { Form: LivenessForm.Verdict, Pending.Count: > 0 } && right.Form == LivenessForm.Verdict)
        {
            return left;
        }

        return left.Form == LivenessForm.Heartbeat && right.Form == LivenessForm.Heartbeat
            ? new LivenessState(LivenessForm.Change, Change: new Fragment(rule, binary))
            : LivenessState.Unknown;
    }

    private static bool IsOne(Expr expr) => expr.WithoutParens() switch
    {
        NumberLiteral number => number.Value == 1,
        Call { Name: "vector", ArgumentSpan: [var value] } => value.WithoutParens() is NumberLiteral { Value: 1 },
        _ => false,
    };

    private static LivenessState ClassifyComparison(Rule rule, BinaryExpr binary, LivenessState left, LivenessState right)
    {
        BinaryOperator op = binary.Operator;
        if (right.Form != LivenessForm.Other && left.Form == LivenessForm.Other)
        {
            (left, right, op) = (right, left, Mirrored(op));
            return Compared(rule, binary, op, left, right, binary.Left.WithoutParens());
        }

        return Compared(rule, binary, op, left, right, binary.Right.WithoutParens());
    }

    private static LivenessState Compared(Rule rule, BinaryExpr binary, BinaryOperator op, LivenessState left, LivenessState right, Expr limit)
    {
        var here = new Fragment(rule, binary);
        double? number = limit is NumberLiteral literal ? literal.Value : null;
        switch (left.Form)
        {
            case LivenessForm.Change:
                bool? changed = op switch
                {
                    BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => true,
                    BinaryOperator.NotEqual => number == 0 ? true : null,
                    BinaryOperator.Equal => number == 0 ? false : null,
                    _ => false,
                };
                return changed is { } yes ? new LivenessState(LivenessForm.Verdict, yes ? Signals.Changed : Signals.Unchanged, Change: left.Change ?? here) : LivenessState.Unknown;
            case LivenessForm.Age:
                return op switch
                {
                    BinaryOperator.Less or BinaryOperator.LessOrEqual => new LivenessState(LivenessForm.Verdict, Signals.Fresh, Freshness: here),
                    BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => new LivenessState(LivenessForm.Verdict, Signals.Stale, Freshness: here),
                    _ => LivenessState.Unknown,
                };
            case LivenessForm.Heartbeat when right.Form == LivenessForm.Time:
                return op switch
                {
                    BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => new LivenessState(LivenessForm.Verdict, Signals.Fresh, Freshness: here),
                    BinaryOperator.Less or BinaryOperator.LessOrEqual => new LivenessState(LivenessForm.Verdict, Signals.Stale, Freshness: here),
                    _ => LivenessState.Unknown,
                };
            case LivenessForm.Heartbeat when right.Form == LivenessForm.Heartbeat:
                return new LivenessState(LivenessForm.Verdict, op == BinaryOperator.Equal ? Signals.Unchanged : Signals.Changed, Change: here);
            case LivenessForm.Verdict when number is { } n:
                return ComparedVerdict(left, op, n);
            default:
                return LivenessState.Unknown;
        }
    }

    private static LivenessState ComparedVerdict(LivenessState verdict, BinaryOperator op, double n)
    {
        bool asksForBoth = op switch
        {
            BinaryOperator.Greater => n >= 1,
            BinaryOperator.GreaterOrEqual => n > 1,
            BinaryOperator.Equal => n > 1,
            _ => false,
        };
        bool asksForOneMissing = op switch
        {
            BinaryOperator.Less => n > 1,
            BinaryOperator.LessOrEqual => n >= 1,
            BinaryOperator.NotEqual => n > 1,
            _ => false,
        };
        if (asksForBoth || asksForOneMissing)
        {
            LivenessState both = verdict with { Pending = [], PendingOnceNegated = [], PendingBelowAll = [] };
            return asksForBoth ? both with { PendingOnceNegated = verdict.PendingBelowAll } : both.Negated() with { Pending = verdict.PendingBelowAll };
        }

        bool? holds = op switch
        {
            BinaryOperator.Equal => n == 0 ? false : n > 0,
            BinaryOperator.NotEqual => n == 0,
            BinaryOperator.Greater => n >= 0 ? true : null,
            BinaryOperator.GreaterOrEqual => n > 0 ? true : null,
            BinaryOperator.Less => n > 0 ? false : null,
            BinaryOperator.LessOrEqual => n >= 0 ? false : null,
            _ => null,
        };
        return holds is not { } yes ? LivenessState.Unknown : yes ? verdict : verdict.Negated();
    }

    private static LivenessState Both(Fragment join, LivenessState left, LivenessState right)
    {
        left = left.AsVerdict();
        right = right.AsVerdict();
        if (left.Form != LivenessForm.Verdict || right.Form != LivenessForm.Verdict)
        {
            return left.Form == LivenessForm.Verdict ? left : right.Form == LivenessForm.Verdict ? right : left.Form != LivenessForm.Other ? left : right;
        }

        LivenessState both = Joined(left, right);
        return JoinOf(join, left, right, Signals.Unchanged, Signals.Stale) is { } complements
            ? both with { PendingOnceNegated = [.. both.PendingOnceNegated, complements with { IsOfComplements = true }] }
            : both;
    }

    private static LivenessState Either(Fragment join, LivenessState left, LivenessState right)
    {
        left = left.AsVerdict();
        right = right.AsVerdict();
        if (left.Form != LivenessForm.Verdict || right.Form != LivenessForm.Verdict)
        {
            return left.Form == LivenessForm.Verdict ? left : right.Form == LivenessForm.Verdict ? right : left.Form == right.Form ? left : LivenessState.Unknown;
        }

        LivenessState either = Joined(left, right);
        return JoinOf(join, left, right, Signals.Changed, Signals.Fresh) is { } alone ? either with { Pending = [.. either.Pending, alone] }
            : JoinOf(join, left, right, Signals.Unchanged, Signals.Stale) is { } complements ? either with { PendingBelowAll = [.. either.PendingBelowAll, complements] }
            : either;
    }

    /// <summary>A verdict with all that two verdicts look at.</summary>
    private static LivenessState Joined(LivenessState left, LivenessState right) =>
        new(LivenessForm.Verdict, left.Signals | right.Signals, left.Change ?? right.Change, left.Freshness ?? right.Freshness)
        {
            Pending = [.. left.Pending, .. right.Pending],
            PendingOnceNegated = [.. left.PendingOnceNegated, .. right.PendingOnceNegated],
            PendingBelowAll = [.. left.PendingBelowAll, .. right.PendingBelowAll],
        };

    /// <summary>The join where one side gives the one signal alone and the other side the other alone; else null.</summary>
    private static EitherJoin? JoinOf(Fragment join, LivenessState left, LivenessState right, Signals ofChange, Signals ofFreshness)
    {
        bool crossed = (left.Has(ofChange) && !left.Has(ofFreshness) && right.Has(ofFreshness) && !right.Has(ofChange))
            || (left.Has(ofFreshness) && !left.Has(ofChange) && right.Has(ofChange) && !right.Has(ofFreshness));
        return crossed && (left.Change ?? right.Change) is { } change && (left.Freshness ?? right.Freshness) is { } freshness
            ? new EitherJoin(join, change, freshness)
            : null;
    }

    private static BinaryOperator Mirrored(BinaryOperator op) => op switch
    {
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        _ => op,
    };
}
