using PromRuleLint.Checks.AcrossFiles;
using PromRuleLint.Configuration;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Liveness;

/// <summary>
/// Which selectors read a heartbeat: a raw series with the name of one, or a recorded series that is nothing but a
/// heartbeat under another name. Made for one pass over a rule set.
/// </summary>
internal sealed class HeartbeatSeries(RuleSet ruleSet, Func<RuleFile, LintConfiguration> configurationOf)
{
    private readonly Dictionary<string, bool> _recorded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _raw = new(StringComparer.Ordinal);
    private string[]? _names;
    private Rule[]? _rules;
    private bool? _areRead;

    /// <summary>Whether any rule reads a raw heartbeat series; else there is nothing to look at.</summary>
    public bool AreRead => _areRead ??= Array.Exists(Names, metric => ruleSet.Index.Readers.NamedOf(metric).Any(reader => IsRaw(reader.Rule, reader.Selector)));

    /// <summary>
    /// The rules that read a series with the name of a heartbeat, or what is recorded from one, in the order of the rules; only
    /// they can say something of heartbeats. Those whose selectors have no fixed name are among them.
    /// </summary>
    public IReadOnlyList<Rule> Rules => _rules ??= ruleSet.RulesOn(Names);

    /// <summary>The metrics that are read and have the name of a heartbeat for some file.</summary>
    private string[] Names => _names ??= [.. FindNames()];

    // Of many names few are heartbeats anywhere, and few configurations differ.
    private HashSet<string> FindNames()
    {
        var heartbeats = new HashSet<HeartbeatConfiguration>(ReferenceEqualityComparer.Instance);
        foreach (RuleFile file in ruleSet.Files)
        {
            heartbeats.Add(configurationOf(file).Heartbeat);
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string metric in ruleSet.NamesRead)
        {
            foreach (HeartbeatConfiguration configuration in heartbeats)
            {
                if (configuration.IsHeartbeat(metric))
                {
                    names.Add(metric);
                    break;
                }
            }
        }

        return names;
    }

    /// <summary>Whether a selector in a rule reads a raw heartbeat series: one that no rule here computes from others.</summary>
    public bool IsRaw(Rule reader, VectorSelector selector) =>
        selector.Name is { } name && configurationOf(reader.File).Heartbeat.IsHeartbeat(name) && IsFromOutside(name);

    /// <summary>Whether a selector in a rule reads a heartbeat, raw or passed on by recording rules.</summary>
    public bool IsHeartbeat(Rule reader, VectorSelector selector) =>
        IsRaw(reader, selector) || (selector.Name is { } name && ruleSet.MayBeRecorded(name) && IsRecordedHeartbeat(name));

    /// <summary>Whether an expression's values are those of a heartbeat, filtered, relabelled or selected but not computed with.</summary>
    public bool PassesHeartbeatOn(Rule rule, Expr expr)
    {
        while (true)
        {
            switch (expr)
            {
                case VectorSelector selector:
                    return IsHeartbeat(rule, selector);
                case ParenExpr paren:
                    expr = paren.Inner;
                    break;
                case MatrixSelector matrix:
                    expr = matrix.Selector;
                    break;
                case SubqueryExpr subquery:
                    expr = subquery.Inner;
                    break;
                case AggregateExpr { Operator: AggregateOperator.Max or AggregateOperator.Min or AggregateOperator.Sum or AggregateOperator.Avg
                    or AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.LimitK or AggregateOperator.LimitRatio } aggregate:
                    expr = aggregate.Operand;
                    break;
                case Call { Subject: { } subject } call when call.Has(FunctionTraits.PicksSample):
                    expr = subject;
                    break;
                case BinaryExpr { Operator: BinaryOperator.Or } or:
                    return PassesHeartbeatOn(rule, or.Left) || PassesHeartbeatOn(rule, or.Right);
                case BinaryExpr binary when binary.Operator is BinaryOperator.And or BinaryOperator.Unless || (binary.IsComparison && !binary.ReturnsBool):
                    expr = binary.Left;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>
    /// Whether a metric comes from a writer: no rule records it, or those that do only copy it, or lay constants beside what
    /// its name says is a sequence or a timestamp.
    /// </summary>
    private bool IsFromOutside(string name)
    {
        if (!_raw.TryGetValue(name, out bool known))
        {
            bool isHalf = HeartbeatFamily.OtherHalf(name) is not null;
            _raw[name] = known = !ruleSet.MayBeRecordedUnread(name)
                && ruleSet.RecordingRules(name).All(rule => RuleSources.ReadsOnlyItself(rule) || (isHalf && RuleSources.ReadsNothing(rule)));
        }

        return known;
    }

    private bool IsRecordedHeartbeat(string name)
    {
        if (_recorded.TryGetValue(name, out bool known))
        {
            return known;
        }

        _recorded[name] = false;
        foreach (RecordingRule rule in ruleSet.RecordingRules(name))
        {
            if (rule.Expression?.Root is { } root && PassesHeartbeatOn(rule, root))
            {
                return _recorded[name] = true;
            }
        }

        return false;
    }
}
