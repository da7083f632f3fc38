using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>
/// What is known of each node of one expression, found when first asked for and kept. May be asked from several threads.
/// </summary>
public sealed class ExprFacts
{
    // Most expressions have few nodes: looking through them costs less than hashing.
    private const int Few = 32;

    /// <summary>So deep is nobody's stack too small.</summary>
    private const int Shallow = 16;

    // Nobody else has it, so that it is the lock, too.
    private readonly FactsContext _context;
    private readonly int _nodes;
    private readonly (Expr Node, NodeFacts Facts)[] _first;
    private Dictionary<Expr, NodeFacts>? _rest;
    private int _count;
    private int _depth;
    private bool? _mayFail;

    internal ExprFacts(Expr root, FactsContext context)
    {
        Root = root;
        _context = context;
        foreach (Expr _ in new ExprWalk(root))
        {
            _nodes++;
        }

        _first = new (Expr, NodeFacts)[Math.Min(_nodes, Few)];
    }

    /// <summary>The whole expression.</summary>
    public Expr Root { get; }

    /// <summary>The rule whose expression it is; null for an expression that stands alone.</summary>
    public Rule? Rule => _context.Rule;

    /// <summary>What is known of the whole expression.</summary>
    public NodeFacts Result => ForNode(Root);

    /// <summary>What is known of a node of the expression.</summary>
    public NodeFacts ForNode(Expr node)
    {
        // Most are asked for often: those are read without the lock.
        if (KnownFirst(node) is { } known)
        {
            return known;
        }

        lock (_context)
        {
            return Find(node);
        }
    }

    /// <summary>What the sides of an operator between two vectors have to do with each other; null for nothing that is known.</summary>
    internal SideRelation? RelationOf(BinaryExpr node)
    {
        lock (_context)
        {
            return SideRelation.Find(node, new Matching(node), this);
        }
    }

    /// <summary>Whether evaluating the expression may fail, whatever series there are.</summary>
    internal bool MayFail
    {
        get
        {
            lock (_context)
            {
                return _mayFail ??= EvaluationFailures.MayFail(Root, this);
            }
        }
    }

    /// <summary>Whether names are removed at the end of the evaluation only.</summary>
    internal bool DelaysNameRemoval => _context.DelaysNameRemoval;

    /// <summary>The facts of the rule whose results a selector reads, where it was evaluated at the same time; null otherwise.</summary>
    internal ExprFacts? SameEvaluation(VectorSelector selector) => _context.SameEvaluation(selector);

    internal NodeFacts Find(Expr node)
    {
        if (Known(node) is { } known)
        {
            return known;
        }

        _depth++;
        NodeFacts facts = _depth <= Shallow || System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? Identify(node, Transfer.Evaluate(node, this, _context))
            : new NodeFacts(node.Type, Alternative.Unknown with { Identity = node, Passing = ValueSet.Unknown }, isAlways: false);
        if (facts is { Presence: Presence.Always, Type: ExprType.Vector } && EvaluationFailures.MayFail(node, this))
        {
            facts = new NodeFacts(facts.Type, facts, isAlways: false);
        }

        _depth--;
        Keep(node, facts);
        return facts;
    }

    private NodeFacts? Known(Expr node) => KnownFirst(node) ?? _rest?.GetValueOrDefault(node);

    // The count is written after what is counted.
    private NodeFacts? KnownFirst(Expr node)
    {
        int count = Volatile.Read(ref _count);
        for (int i = 0; i < count; i++)
        {
            if (ReferenceEquals(_first[i].Node, node))
            {
                return _first[i].Facts;
            }
        }

        return null;
    }

    private void Keep(Expr node, NodeFacts facts)
    {
        if (_count < _first.Length)
        {
            _first[_count] = (node, facts);
            Volatile.Write(ref _count, _count + 1);
            return;
        }

        _rest ??= new Dictionary<Expr, NodeFacts>(_nodes - _first.Length, ReferenceEqualityComparer.Instance);
        _rest.Add(node, facts);
    }

    private static bool NeedsIdentity(NodeFacts facts)
    {
        foreach (Alternative alternative in facts.Span)
        {
            if (alternative.Identity is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Values that were computed anew are from here on those of this node.</summary>
    private static NodeFacts Identify(Expr node, NodeFacts facts)
    {
        if (facts.Type != ExprType.Vector || node is ParenExpr || !NeedsIdentity(facts))
        {
            return facts;
        }

        bool isAlways = facts.Presence == Presence.Always;
        if (facts.Span.Length == 1)
        {
            return new NodeFacts(facts.Type, Identify(node, facts.Span[0]), isAlways);
        }

        var alternatives = new Alternative[facts.Span.Length];
        for (int i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = Identify(node, facts.Span[i]);
        }

        return NodeFacts.Owning(facts.Type, alternatives, isAlways);
    }

    private static Alternative Identify(Expr node, Alternative alternative) =>
        alternative.Identity is null ? alternative with { Identity = node, Passing = ValueSet.Unknown } : alternative;
}
