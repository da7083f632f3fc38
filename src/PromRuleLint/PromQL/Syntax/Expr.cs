using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>A node of a PromQL expression. All ranges are UTF-16 offsets in the expression's own text.</summary>
public abstract class Expr
{
    private protected Expr(TextRange range) => Range = range;

    /// <summary>The text of the whole node, as the reference's <c>PositionRange</c> gives it.</summary>
    public TextRange Range { get; internal set; }

    /// <summary>What is wrong with how this node was put together; the type checker reports it.</summary>
    internal SyntaxFault? Fault { get; private set; }

    internal void AddFault(PromQLError error) => Fault = new SyntaxFault(error, Fault);

    /// <summary>Which node this is.</summary>
    public abstract ExprKind Kind { get; }

    /// <summary>What the node evaluates to.</summary>
    public abstract ExprType Type { get; }

    /// <summary>How many expressions stand directly below this one, in the order of the text.</summary>
    public abstract int ChildCount { get; }

    /// <summary>The child at a 0-based index.</summary>
    public abstract Expr GetChild(int index);

    /// <summary>The expressions directly below this one, in the order of the text.</summary>
    public IEnumerable<Expr> Children
    {
        get
        {
            for (int i = 0; i < ChildCount; i++)
            {
                yield return GetChild(i);
            }
        }
    }

    /// <summary>This node without the parentheses around it.</summary>
    public Expr WithoutParens()
    {
        Expr expr = this;
        while (expr is ParenExpr paren)
        {
            expr = paren.Inner;
        }

        return expr;
    }

    /// <summary>The same nodes as <see cref="DescendantsAndSelf"/>, for a loop that runs over every expression.</summary>
    internal ExprWalk Walk() => new(this);

    /// <summary>This node and all below it, parents first, in the order of the text; without recursion.</summary>
    public IEnumerable<Expr> DescendantsAndSelf()
    {
        var stack = new Stack<Expr>();
        stack.Push(this);
        while (stack.TryPop(out Expr? expr))
        {
            yield return expr;
            for (int i = expr.ChildCount - 1; i >= 0; i--)
            {
                stack.Push(expr.GetChild(i));
            }
        }
    }
}
