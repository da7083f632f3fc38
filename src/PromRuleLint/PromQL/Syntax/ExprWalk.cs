using System.Runtime.CompilerServices;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>
/// The walk of <see cref="Expr.DescendantsAndSelf"/> for what is asked of every expression: nothing is allocated where few
/// nodes wait.
/// </summary>
internal ref struct ExprWalk
{
    private const int Few = 16;
    private Waiting _first;
    private Stack<Expr>? _others;
    private int _count;
    private Expr? _next;

    public ExprWalk(Expr root)
    {
        _next = root;
        Current = root;
    }

    public Expr Current { get; private set; }

    public readonly ExprWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next is null && _count == 0)
        {
            return false;
        }

        Current = _next ?? Pop();
        int children = Current.ChildCount;
        for (int i = children - 1; i > 0; i--)
        {
            Push(Current.GetChild(i));
        }

        _next = children > 0 ? Current.GetChild(0) : null;
        return true;
    }

    private void Push(Expr node)
    {
        if (_count < Few)
        {
            _first[_count] = node;
        }
        else
        {
            (_others ??= new()).Push(node);
        }

        _count++;
    }

    private Expr Pop() => --_count < Few ? _first[_count]! : _others!.Pop();

    [InlineArray(Few)]
    private struct Waiting
    {
        private Expr? _first;
    }
}
