using System.Collections.Concurrent;
using System.Collections.Immutable;
using PromRuleLint.Evaluation;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>
/// Collects what unit tests reach of the rules that they name, and what they cannot reach. Only evaluations of rules count, not those of expectations. One
/// collector may serve several files that run at once.
/// </summary>
internal sealed class RuleCoverage : IEvaluationObserver
{
    private readonly ConcurrentDictionary<Rule, ImmutableArray<Lazy<RuleSetFacts>>> _rules = new();
    private readonly ConcurrentDictionary<(object Node, CoveragePointKind Kind), long> _hits = new();

    /// <summary>
    /// The rules by file and place. A file that was read several times, as under several configurations, is one; its hits are added up.
    /// </summary>
    public ImmutableArray<CoveredRule> Rules =>
    [
        .. _rules.Keys.GroupBy(static rule => (rule.File.Source.Path, rule.Range.Start))
            .OrderBy(static rules => rules.Key.Path, StringComparer.Ordinal).ThenBy(static rules => rules.Key.Start)
            .Select(CoveredRuleOf),
    ];

    /// <summary>Counts in the rules of files that are loaded together, whether a test runs them or not.</summary>
    public void Add(IReadOnlyList<RuleFile> files, RuleTestOptions options, CancellationToken cancellation)
    {
        var facts = new Lazy<RuleSetFacts>(() => new RuleSetFacts(RuleSet.Create(files.DistinctBy(static file => file.Source.Path)), options.FactsOf(files, cancellation)));
        foreach (Rule rule in files.SelectMany(static file => file.Rules).Where(static rule => rule.Expression?.Root is not null))
        {
            _rules.AddOrUpdate(rule, [facts], (_, known) => known.Add(facts));
        }
    }

    /// <summary>A rule gave a result.</summary>
    public void Gave(Rule rule) => Hit(rule, CoveragePointKind.Result);

    /// <summary>An alert of a rule went from pending to firing.</summary>
    public void Fired(AlertingRule rule) => Hit(rule, CoveragePointKind.Fired);

    public void Compared(BinaryExpr comparison, bool holds) => Hit(comparison, holds ? CoveragePointKind.Held : CoveragePointKind.NotHeld);

    public void Combined(BinaryExpr operation, bool fromLeft, bool fromRight, bool removed)
    {
        HitIf(fromLeft, operation, CoveragePointKind.Left);
        HitIf(fromRight, operation, CoveragePointKind.Right);
        HitIf(removed, operation, CoveragePointKind.Removed);
    }

    /// <summary>A template took a clause of an action that branches; one behind the last where it took none.</summary>
    public void Branched(Rule rule, LabelEntry entry, BranchNode branch, int clause) => Hit((rule, entry, branch.Range.Start, clause), clause < branch.Clauses.Length ? CoveragePointKind.Ran : CoveragePointKind.Skipped);

    private void HitIf(bool condition, object node, CoveragePointKind kind)
    {
        if (condition)
        {
            Hit(node, kind);
        }
    }

    private void Hit(object node, CoveragePointKind kind) => _hits.AddOrUpdate((node, kind), 1, static (_, hits) => hits + 1);

    private CoveredRule CoveredRuleOf(IEnumerable<Rule> copies)
    {
        var points = new Dictionary<(CoveragePointKind Kind, SourceRange Range), CoveragePoint>();
        foreach (Rule rule in copies)
        {
            foreach ((object node, CoveragePointKind kind, SourceRange range) in PointsOf(rule))
            {
                CoveragePoint point = points.GetValueOrDefault((kind, range)) ?? new CoveragePoint(kind, range, 0);
                point = point with { Hits = point.Hits + _hits.GetValueOrDefault((node, kind)) };
                points[(kind, range)] = point.IsCovered || point.Impossibility is not null || node is not BinaryExpr operation ? point : point with { Impossibility = Impossibility(rule, operation, kind) };
            }
        }

        ImmutableArray<CoveragePoint> all = [.. points.Values.OrderBy(static point => point.Range.Start).ThenBy(static point => point.Kind)];
        return new CoveredRule(copies.First(), [.. all.Where(static point => point.IsCovered || point.Impossibility is null)])
        {
            Impossible = [.. all.Where(static point => !point.IsCovered && point.Impossibility is not null)],
        };
    }

    /// <summary>The proof that a way of an operator is never taken; null where there is none. What one of the rule sets proves of a rule that it loads holds.</summary>
    private string? Impossibility(Rule rule, BinaryExpr operation, CoveragePointKind kind)
    {
        foreach (Lazy<RuleSetFacts> set in _rules[rule])
        {
            if (set.Value.ForRule(rule) is { } facts && CoverageProof.Find(facts, operation, kind) is { } proof)
            {
                return proof;
            }
        }

        return null;
    }

    private static IEnumerable<(object Node, CoveragePointKind Kind, SourceRange Range)> PointsOf(Rule rule)
    {
        yield return (rule, CoveragePointKind.Result, rule.Name?.Range ?? rule.Expression!.Scalar.Range);
        if (rule is AlertingRule { For: { } wait } && wait.Value > TimeSpan.Zero)
        {
            yield return (rule, CoveragePointKind.Fired, wait.Scalar.Range);
        }

        IEnumerable<LabelEntry> templates = rule is AlertingRule alert ? alert.Labels.Concat(alert.Annotations).Where(static entry => entry.ValueText.Contains("{{", StringComparison.Ordinal)) : [];
        foreach ((object, CoveragePointKind, SourceRange) point in templates.SelectMany(entry => PointsOf(rule, entry)))
        {
            yield return point;
        }

        foreach (BinaryExpr binary in rule.Expression!.Root!.DescendantsAndSelf().OfType<BinaryExpr>())
        {
            (CoveragePointKind, CoveragePointKind)? branches = binary.IsComparison ? (CoveragePointKind.Held, CoveragePointKind.NotHeld)
                : binary.Operator == BinaryOperator.Or ? (CoveragePointKind.Left, CoveragePointKind.Right)
                : binary.Operator == BinaryOperator.Unless ? (CoveragePointKind.Left, CoveragePointKind.Removed)
                : null;
            if (branches is var (first, second))
            {
                yield return (binary, first, rule.Expression.ToSource(RangeOf(binary, first)));
                yield return (binary, second, rule.Expression.ToSource(RangeOf(binary, second)));
            }
        }
    }

    private static IEnumerable<(object Node, CoveragePointKind Kind, SourceRange Range)> PointsOf(Rule rule, LabelEntry entry)
    {
        foreach (BranchNode branch in TemplateParser.Parse(entry.ValueText).Root.DescendantsAndSelf().OfType<BranchNode>())
        {
            for (int i = 0; i < branch.Clauses.Length; i++)
            {
                yield return ((rule, entry, branch.Range.Start, i), CoveragePointKind.Ran, entry.ToSource(branch.Clauses[i].HeaderRange));
            }

            if (branch.Clauses[^1].Pipeline is not null)
            {
                yield return ((rule, entry, branch.Range.Start, branch.Clauses.Length), CoveragePointKind.Skipped, entry.ToSource(branch.Clauses[0].HeaderRange));
            }
        }
    }

    private static TextRange RangeOf(BinaryExpr binary, CoveragePointKind kind) => kind switch
    {
        CoveragePointKind.Left => binary.Left.Range,
        CoveragePointKind.Right or CoveragePointKind.Removed => binary.Right.Range,
        _ => binary.Range,
    };
}
