using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks;

/// <summary>What the contexts of all nodes of an expression share.</summary>
/// <param name="scope">The scope of the file.</param>
/// <param name="rule">The rule that holds the expression.</param>
/// <param name="expression">The expression.</param>
/// <param name="ancestors">Room for the nodes above the one at which the walk is.</param>
internal sealed class ExpressionWalk(FileScope scope, Rule rule, RuleExpression expression, Expr[] ancestors)
{
    private ExprFacts? _facts;
    private bool _isAsked;

    public FileScope Scope { get; } = scope;

    public Rule Rule { get; } = rule;

    public RuleExpression Expression { get; } = expression;

    /// <summary>What is known of the expression, asked for once; null where it has errors.</summary>
    public ExprFacts? Facts
    {
        get
        {
            if (!_isAsked)
            {
                _facts = Scope.Facts.ForRule(Rule);
                _isAsked = true;
            }

            return _facts;
        }
    }

    /// <summary>The nodes above the one at which the walk is, the root first.</summary>
    public Expr[] Ancestors { get; private set; } = ancestors;

    /// <summary>Makes a node the one above those at the next depth.</summary>
    public void Enter(Expr node, int depth)
    {
        if (depth >= Ancestors.Length)
        {
            Expr[] more = Ancestors;
            Array.Resize(ref more, more.Length * 2);
            Ancestors = more;
        }

        Ancestors[depth] = node;
    }
}
