using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint.Checks.Policy;

/// <summary>The windows, numbers and functions of an expression and of the rules that record what it reads.</summary>
internal sealed class RecordContent
{
    private const int MaxNodes = 4096;

    // Rules read a few others; of those that are made of more a name says nothing that could be looked up.
    private const int MaxRules = 64;
    private readonly HashSet<double> _numbers = [];
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<TimeSpan> _named = [];
    private readonly HashSet<string> _metrics = new(StringComparer.Ordinal);
    private readonly SortedSet<double> _quantiles = [];
    private AggregateOperator? _outermost;
    private bool _divides;

    private RecordContent()
    {
    }

    /// <summary>Whether all of it is known: no duration is computed, and what is read is recorded here or raw.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The ranges of selectors and subqueries.</summary>
    public SortedSet<TimeSpan> Windows { get; } = [];

    /// <summary>Whether a heartbeat is among what is read, of whose verdicts another check speaks.</summary>
    public bool ReadsHeartbeat(HeartbeatConfiguration heartbeat) => _metrics.Any(heartbeat.IsHeartbeat);

    /// <summary>Reads an expression and the recording rules below it.</summary>
    public static RecordContent Read(Expr root, RuleSet rules)
    {
        var content = new RecordContent();
        var seen = new HashSet<Rule>();
        var pending = new Stack<Expr>([root]);
        int nodes = 0;
        while (pending.TryPop(out Expr? top))
        {
            foreach (Expr node in top.Walk())
            {
                if (++nodes > MaxNodes)
                {
                    content.IsWhole = false;
                    return content;
                }

                content.Add(node, isOwn: top == root);
                if (node is VectorSelector selector)
                {
                    content.Follow(selector, rules, seen, pending);
                    if (!content.IsWhole)
                    {
                        return content;
                    }
                }
            }
        }

        return content;
    }

    /// <summary>Whether an expression itself has all windows and the operation that a name promises, as most do.</summary>
    public static bool HasAtOnce(Expr root, ImmutableArray<(string Text, TimeSpan Window)> windows, string? operation)
    {
        foreach ((_, TimeSpan window) in windows)
        {
            if (!HasRange(root, window))
            {
                return false;
            }
        }

        return operation is null || HasFunction(root, operation);
    }

    private static bool HasRange(Expr root, TimeSpan window)
    {
        foreach (Expr node in root.Walk())
        {
            if ((node is MatrixSelector matrix && matrix.Window.Constant == window) || (node is SubqueryExpr query && query.Window.Constant == window))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasFunction(Expr root, string name)
    {
        foreach (Expr node in root.Walk())
        {
            if ((node is Call call && call.Name == name) || (node is AggregateExpr aggregate && Operators.Text(aggregate.Operator) == name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a window stands in the expression: as a range, an offset, a number of seconds, or in the name of what is read.</summary>
    public bool Has((string Text, TimeSpan Window) promised) =>
        Windows.Contains(promised.Window) || _named.Contains(promised.Window)
        || _numbers.Contains(promised.Window.TotalSeconds) || _numbers.Contains(promised.Window.TotalMinutes) || _numbers.Contains(promised.Window.TotalMilliseconds);

    /// <summary>The function of the same family that stands there instead of a promised one; null where the promised one is there, or none.</summary>
    public string? Instead(string operation) =>
        _functions.Contains(operation) ? null
        : RecordNameParts.Exact.Contains(operation) ? RecordNameParts.Exact.FirstOrDefault(other => _functions.Contains(other))
        : Likely(operation).Any(other => _functions.Contains(other) || _metrics.Any(metric => metric.Split('_', ':').Contains(other))) || (operation == "avg" && _divides) ? null
        : _outermost is AggregateOperator.Sum or AggregateOperator.Avg or AggregateOperator.Min or AggregateOperator.Max ? Operators.Text(_outermost.Value)
        : null;

    /// <summary>The quantile that is taken instead of a promised one; null where the promised one is, or none.</summary>
    public double? InsteadOf(double quantile) => _quantiles.Count == 0 || _quantiles.Contains(quantile) || _numbers.Contains(quantile) ? null : _quantiles.Min;

    /// <summary>What gives what an aggregation promises: a sum of ones is a count, the greatest of the last hour a maximum.</summary>
    private static string[] Likely(string operation) => operation switch
    {
        "sum" => ["sum", "sum_over_time", "count", "count_over_time", "increase", "rate"],
        "avg" => ["avg", "avg_over_time", "mean", "average"],
        "min" => ["min", "min_over_time", "bottomk", "quantile", "quantile_over_time"],
        "max" => ["max", "max_over_time", "topk", "quantile", "quantile_over_time", "histogram_quantile"],
        _ => [],
    };

    private void Add(Expr node, bool isOwn)
    {
        switch (node)
        {
            case MatrixSelector matrix:
                AddWindow(matrix.Window);
                break;
            case SubqueryExpr query:
                AddWindow(query.Window);
                AddNamed(query.Offset?.Duration);
                break;
            case NumberLiteral number:
                _numbers.Add(number.Value);
                break;
            case AggregateExpr aggregate:
                _outermost ??= isOwn ? aggregate.Operator : null;
                _functions.Add(Operators.Text(aggregate.Operator));
                AddQuantile(aggregate.Operator == AggregateOperator.Quantile ? aggregate.Parameter : null);
                break;
            case BinaryExpr { Operator: BinaryOperator.Divide }:
                _divides = true;
                break;
            case Call call:
                _functions.Add(call.Name);
                AddQuantile(call.Name is "histogram_quantile" or "quantile_over_time" ? call.Arguments[0] : null);
                break;
        }
    }

    private void AddQuantile(Expr? parameter)
    {
        if (parameter?.WithoutParens() is NumberLiteral { Value: >= 0 and <= 1 and var quantile })
        {
            _quantiles.Add(quantile);
        }
    }

    private void Follow(VectorSelector selector, RuleSet rules, HashSet<Rule> seen, Stack<Expr> pending)
    {
        AddNamed(selector.Offset?.Duration);
        if (selector.Name is not { } metric)
        {
            IsWhole = false;
            return;
        }

        _metrics.Add(metric);
        foreach ((_, TimeSpan window) in RecordNameParts.Windows(metric))
        {
            _named.Add(window);
        }

        bool isRecorded = false;
        foreach (RecordingRule recording in rules.RecordingRules(metric))
        {
            isRecorded = true;
            if (recording.Expression?.Root is not { } root || !seen.Add(recording))
            {
                continue;
            }

            if (seen.Count > MaxRules)
            {
                IsWhole = false;
                return;
            }

            pending.Push(root);
        }

        // What another server records may have any window.
        IsWhole &= isRecorded ? !rules.MayBeRecordedUnread(metric) : !metric.Contains(':', StringComparison.Ordinal);
    }

    private void AddWindow(DurationSyntax window)
    {
        if (window.Constant is { } length)
        {
            Windows.Add(length);
        }
        else
        {
            IsWhole = false;
        }
    }

    private void AddNamed(DurationSyntax? duration)
    {
        if (duration?.Constant is { } length)
        {
            _named.Add(length.Duration());
        }
    }
}
