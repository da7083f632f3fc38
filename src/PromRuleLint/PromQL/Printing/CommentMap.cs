using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.PromQL.Printing;

/// <summary>Says at which node each comment of an expression belongs.</summary>
internal sealed class CommentMap
{
    private readonly string _text;
    private readonly List<Comment> _comments = [];
    private readonly BracketMap _brackets;
    private readonly Dictionary<object, CommentSlots> _slots = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> _inside = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, Expr?> _parents = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<Stretch> _visits = new();

    private CommentMap(ParseResult parse)
    {
        _text = parse.Text;
        _brackets = new BracketMap(parse);
        foreach (PromQLComment comment in parse.Comments)
        {
            _comments.Add(new Comment(comment.Range.Start, comment.Range.In(_text).TrimEnd().ToString(), IsOnOwnLine(comment.Range.Start)));
        }
    }

    /// <summary>Comments on lines of their own after the whole expression.</summary>
    public List<string> AtEnd { get; } = [];

    public static CommentMap Build(ParseResult parse)
    {
        var map = new CommentMap(parse);
        map.PlaceAll(parse.Root!);
        return map;
    }

    /// <summary>The comments at a node or matcher; null where there are none.</summary>
    public CommentSlots? SlotsOf(object owner) => _slots.GetValueOrDefault(owner);

    /// <summary>Whether a comment stands between the node's first and last character.</summary>
    public bool HasInside(Expr expr) => _inside.Contains(expr);

    private bool IsOnOwnLine(int start)
    {
        int at = start - 1;
        while (at >= 0 && _text[at] is ' ' or '\t')
        {
            at--;
        }

        return at < 0 || _text[at] is '\n' or '\r';
    }

    private void PlaceAll(Expr root)
    {
        int start = 0;
        while (start < _comments.Count && _comments[start].Start < root.Range.Start)
        {
            Slots(root).Leading.Add(_comments[start++].Text);
        }

        int end = IndexFrom(start, _comments.Count, _brackets.EndOf(root));
        for (int i = end; i < _comments.Count; i++)
        {
            if (!TryTrail(root, _comments[i]))
            {
                AtEnd.Add(_comments[i].Text);
            }
        }

        _parents[root] = null;
        Visit(root, start, end, root);
        while (_visits.TryPop(out Stretch visit))
        {
            Place(visit);
        }
    }

    private void Visit(Expr expr, int first, int end, Expr top)
    {
        if (first < end)
        {
            _visits.Push(new Stretch(expr, first, end, top));
        }
    }

    /// <summary>Hands the comments inside a node to its children and to the gaps between them.</summary>
    private void Place(Stretch visit)
    {
        Expr node = visit.Node;
        if (node is VectorSelector or MatrixSelector || node.ChildCount == 0)
        {
            for (int i = visit.First; i < visit.End; i++)
            {
                PlaceInSelector(visit, (node as MatrixSelector)?.Selector ?? node as VectorSelector, _comments[i]);
            }

            return;
        }

        int next = visit.First;
        for (int i = 0; i <= node.ChildCount; i++)
        {
            Expr? child = i < node.ChildCount ? node.GetChild(i) : null;
            int gapEnd = child is null ? visit.End : IndexFrom(next, visit.End, child.Range.Start);
            for (; next < gapEnd; next++)
            {
                PlaceInGap(visit, i, _comments[next]);
            }

            if (child is null)
            {
                break;
            }

            int childEnd = IndexFrom(next, visit.End, _brackets.EndOf(child));
            _parents[child] = node;

            // What goes above a child has to go above all that begins in the same place.
            bool beginsTogether = child.Range.Start == node.Range.Start || node is UnaryExpr;
            Visit(child, next, childEnd, beginsTogether ? visit.Top : child);
            next = childEnd;
        }
    }

    private void PlaceInGap(Stretch visit, int index, Comment comment)
    {
        Expr node = visit.Node;
        Expr? before = index > 0 ? node.GetChild(index - 1) : null;
        Expr? after = index < node.ChildCount ? node.GetChild(index) : null;
        switch (node)
        {
            case BinaryExpr binary when after is not null:
                bool beforeOperator = comment.Start < binary.OperatorRange.Start;
                if (beforeOperator ? !TryTrail(before!, comment) : !TryOpen(node, comment))
                {
                    (beforeOperator ? Slots(node).Closing : Slots(after).Leading).Add(comment.Text);
                }

                MarkInside(node);
                break;

            case AggregateExpr or Call or ParenExpr:
                (int open, int close) = _brackets.ArgumentsOf(node);
                bool isInBrackets = comment.Start > open && comment.Start < close;
                if (node.ChildCount == 0 || (!isInBrackets && (comment.Start > close || !TryOpen(node, comment))))
                {
                    Hoist(visit, comment);
                    break;
                }

                if (isInBrackets && (before is null ? !TryOpen(node, comment) : !TryTrail(before, comment)))
                {
                    (after is null ? Slots(node).Closing : Slots(after).Leading).Add(comment.Text);
                }

                MarkInside(node);
                break;

            default:
                Hoist(visit, comment);
                break;
        }
    }

    private void PlaceInSelector(Stretch visit, VectorSelector? selector, Comment comment)
    {
        if (selector is null || selector.Matchers.IsEmpty || !selector.BracesRange.Contains(comment.Start))
        {
            Hoist(visit, comment);
            return;
        }

        LabelMatcher? before = null;
        LabelMatcher? after = null;
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (matcher.Range.End <= comment.Start)
            {
                before = matcher;
            }
            else
            {
                after = matcher;
                break;
            }
        }

        if (before is null ? !TryOpen(visit.Node, comment) : !TryTrail(before, comment))
        {
            (after is null ? Slots(visit.Node).Closing : Slots(after).Leading).Add(comment.Text);
        }

        // A selector is laid out over several lines where it has slots.
        Slots(visit.Node);
        MarkInside(visit.Node);
    }

    /// <summary>Puts a comment that has no place inside its node above the node.</summary>
    private void Hoist(Stretch visit, Comment comment)
    {
        Slots(visit.Top).Leading.Add(comment.Text);
        MarkInside(_parents[visit.Top]);
    }

    private bool TryTrail(object owner, Comment comment)
    {
        if (comment.OwnLine || SlotsOf(owner)?.Trailing is not null)
        {
            return false;
        }

        Slots(owner).Trailing = comment.Text;
        return true;
    }

    private bool TryOpen(Expr owner, Comment comment)
    {
        if (comment.OwnLine || SlotsOf(owner)?.Open is not null)
        {
            return false;
        }

        Slots(owner).Open = comment.Text;
        return true;
    }

    private void MarkInside(Expr? expr)
    {
        // Once a node is marked, all above it are.
        while (expr is not null && _inside.Add(expr))
        {
            expr = _parents[expr];
        }
    }

    private CommentSlots Slots(object owner)
    {
        if (!_slots.TryGetValue(owner, out CommentSlots? slots))
        {
            _slots[owner] = slots = new CommentSlots();
        }

        return slots;
    }

    /// <summary>The index of the first comment from <paramref name="first"/> on that does not start before a place.</summary>
    private int IndexFrom(int first, int end, int place)
    {
        while (first < end)
        {
            int middle = (first + end) >>> 1;
            if (_comments[middle].Start < place)
            {
                first = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return first;
    }

    private readonly record struct Comment(int Start, string Text, bool OwnLine);

    /// <param name="Node">The node whose comments are to be placed.</param>
    /// <param name="First">The index of the first of them.</param>
    /// <param name="End">The index after the last.</param>
    /// <param name="Top">The uppermost node that begins in the same place.</param>
    private readonly record struct Stretch(Expr Node, int First, int End, Expr Top);
}
