using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Facts;

/// <summary>
/// What is known of each node of one expression, found when first asked for and kept. May be asked from several threads.
/// </summary>
public sealed class ExprFacts
{
    private readonly Dictionary<Expr, NodeFacts> _known = new(16, ReferenceEqualityComparer.Instance);
    private readonly FactsContext _context;
    private readonly Lock _lock = new();

    internal ExprFacts(Expr root, FactsContext context)
    {
        Root = root;
        _context = context;
    }

    /// <summary>The whole expression.</summary>
    public Expr Root { get; }

    /// <summary>The rule whose expression it is; null for an expression that stands alone.</summary>
    public Rule? Rule => _context.Rule;

    /// <summary>What is known of the whole expression.</summary>
    public NodeFacts OfRoot => Of(Root);

    /// <summary>What is known of a node of the expression.</summary>
    public NodeFacts Of(Expr node)
    {
        lock (_lock)
        {
            return Find(node);
        }
    }

    internal NodeFacts Find(Expr node)
    {
        if (_known.TryGetValue(node, out NodeFacts? known))
        {
            return known;
        }

        NodeFacts facts = System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? Transfer.Of(node, this, _context)
            : new NodeFacts(node.Type, [Alternative.Unknown], isAlways: false);
        facts = Identify(node, facts);
        _known.Add(node, facts);
        return facts;
    }

    private static bool NeedsIdentity(NodeFacts facts)
    {
        foreach (Alternative alternative in facts.Alternatives)
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

        return new NodeFacts(
            facts.Type,
            [.. facts.Alternatives.Select(a => a.Identity is null ? a with { Identity = node, Passing = ValueSet.Unknown } : a)],
            facts.Presence == Presence.Always);
    }
}
