using System.Text;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Printing;

/// <summary>One run of the formatter. Works off a stack of its own, so that long chains of operators need no deep call stack.</summary>
internal sealed class FormatWriter
{
    private readonly Expr _root;
    private readonly int _width;
    private readonly CommentMap? _comments;
    private readonly string _line;
    private readonly int[]? _bytes;
    private readonly Dictionary<Expr, TextRange> _spans = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder _out = new();
    private readonly Stack<Step> _steps = new();

    // Reversed onto the stack once a node is laid out.
    private readonly List<Step> _layout = [];
    private bool _indentIsWritten;

    public FormatWriter(Expr root, int width, CommentMap? comments)
    {
        _root = root;
        _width = width;
        _comments = comments;
        var line = new StringBuilder();
        ExprWriter.Write(line, root, _spans);
        _line = line.ToString();
        _bytes = ByteOffsets(_line);
    }

    public string Write()
    {
        _layout.Add(Step.Node(_root, 0));
        AddTrailing(_root);
        foreach (string comment in _comments?.AtEnd ?? [])
        {
            _layout.Add(Step.OwnLine(comment, 0));
        }

        Flush();
        while (_steps.TryPop(out Step step))
        {
            switch (step.Kind)
            {
                case StepKind.Node:
                    WriteNode(step.Expr!, step.Level);
                    break;
                case StepKind.Line:
                    _out.Append('\n');
                    Indent(step.Level);
                    AppendText(step.Text!);
                    break;
                case StepKind.LineBreak:
                    _out.Append('\n');
                    break;
                default:
                    AppendText(step.Text!);
                    break;
            }
        }

        return _out.ToString();
    }

    /// <summary>UTF-8 offsets of the UTF-16 offsets; null where they are the same.</summary>
    private static int[]? ByteOffsets(string text)
    {
        if (Ascii.IsValid(text))
        {
            return null;
        }

        int[] offsets = new int[text.Length + 1];
        int bytes = 0;
        for (int i = 0; i < text.Length; i++)
        {
            offsets[i] = bytes;
            char c = text[i];
            bytes += c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;
        }

        offsets[text.Length] = bytes;
        return offsets;
    }

    private void WriteNode(Expr expr, int level)
    {
        CommentSlots? slots = _comments?.SlotsOf(expr);
        foreach (string comment in slots?.Leading ?? [])
        {
            Indent(level);
            AppendText(comment);
            _out.Append('\n');
        }

        if (!NeedsSplit(expr))
        {
            // The reference forgets the indentation of a subquery that fits its line.
            if (expr is not SubqueryExpr || _comments is not null)
            {
                Indent(level);
            }

            AppendText(TextOf(expr));
            return;
        }

        switch (expr)
        {
            case AggregateExpr aggregate:
                var head = new StringBuilder();
                ExprWriter.AppendHead(head, aggregate);
                LayOutBrackets(expr, head.ToString(), slots, level);
                break;
            case Call { Arguments.Length: > 0 } call:
                LayOutBrackets(expr, call.Name, slots, level);
                break;
            case ParenExpr:
                LayOutBrackets(expr, "", slots, level);
                break;
            case BinaryExpr binary:
                LayOutBinary(binary, slots, level);
                break;
            case SubqueryExpr subquery:
                _layout.Add(Step.Node(subquery.Inner, level));
                _layout.Add(Step.Words(ExprWriter.Suffix(subquery)));
                break;
            case UnaryExpr unary:
                Indent(level);
                AppendText(unary.IsNegative ? "-" : "+");
                _indentIsWritten = true;
                _layout.Add(Step.Node(unary.Operand, level));
                break;
            case VectorSelector selector when slots is not null:
                LayOutBraces(selector, null, slots, level);
                break;
            case MatrixSelector matrix when slots is not null:
                LayOutBraces(matrix.Selector, matrix, slots, level);
                break;
            default:
                Indent(level);
                AppendText(TextOf(expr));
                break;
        }

        Flush();
    }

    private bool NeedsSplit(Expr expr)
    {
        if (_comments is not null && _comments.HasInside(expr))
        {
            return true;
        }

        if (!_spans.TryGetValue(expr, out TextRange span))
        {
            return false;
        }

        return (_bytes is null ? span.Length : _bytes[span.End] - _bytes[span.Start]) > _width;
    }

    // Only an infinity before a power has no text of its own.
    private string TextOf(Expr expr) => _spans.TryGetValue(expr, out TextRange span) ? span.In(_line).ToString() : "Inf";

    private void LayOutBrackets(Expr expr, string head, CommentSlots? slots, int level)
    {
        Indent(level);
        AppendText(head + "(");
        AddComment(slots?.Open);
        _layout.Add(Step.LineBreak);
        for (int i = 0; i < expr.ChildCount; i++)
        {
            Expr child = expr.GetChild(i);
            _layout.Add(Step.Node(child, level + 1));
            bool isLast = i == expr.ChildCount - 1;
            if (!isLast)
            {
                _layout.Add(Step.Words(","));
            }

            AddTrailing(child);
            if (!isLast)
            {
                _layout.Add(Step.LineBreak);
            }
        }

        AddOwnLines(slots?.Closing, level + 1);
        _layout.Add(Step.OwnLine(")", level));
    }

    private void LayOutBinary(BinaryExpr binary, CommentSlots? slots, int level)
    {
        var sign = new StringBuilder();
        ExprWriter.AppendOperator(sign, binary);
        _layout.Add(Step.Node(binary.Left, level + 1));
        AddTrailing(binary.Left);
        AddOwnLines(slots?.Closing, level);
        _layout.Add(Step.OwnLine(sign.ToString(), level));
        AddComment(slots?.Open);
        _layout.Add(Step.LineBreak);
        _layout.Add(Step.Node(binary.Right, level + 1));
    }

    /// <summary>A selector with comments between its braces: a matcher a line.</summary>
    private void LayOutBraces(VectorSelector selector, MatrixSelector? matrix, CommentSlots slots, int level)
    {
        Indent(level);
        AppendText(SelectorText.NameBeforeBraces(selector) + "{");
        AddComment(slots.Open);
        List<(string Text, LabelMatcher Matcher)> matchers = SelectorText.SortedMatchers(selector);
        for (int i = 0; i < matchers.Count; i++)
        {
            CommentSlots? own = _comments!.SlotsOf(matchers[i].Matcher);
            AddOwnLines(own?.Leading, level + 1);
            _layout.Add(Step.OwnLine(matchers[i].Text + (i < matchers.Count - 1 ? "," : ""), level + 1));
            AddComment(own?.Trailing);
        }

        AddOwnLines(slots.Closing, level + 1);
        var suffix = new StringBuilder("}");
        if (matrix is not null)
        {
            SelectorText.AppendWindow(suffix, matrix);
        }
        else
        {
            SelectorText.AppendModifiers(suffix, selector);
        }

        _layout.Add(Step.OwnLine(suffix.ToString(), level));
    }

    private void AddTrailing(Expr expr) => AddComment(_comments?.SlotsOf(expr)?.Trailing);

    private void AddComment(string? comment)
    {
        if (comment is not null)
        {
            _layout.Add(Step.Words(" " + comment));
        }
    }

    private void AddOwnLines(List<string>? lines, int level)
    {
        foreach (string line in lines ?? [])
        {
            _layout.Add(Step.OwnLine(line, level));
        }
    }

    private void Flush()
    {
        for (int i = _layout.Count - 1; i >= 0; i--)
        {
            _steps.Push(_layout[i]);
        }

        _layout.Clear();
    }

    private void Indent(int level)
    {
        if (!_indentIsWritten)
        {
            _out.Append(' ', 2 * Math.Min(level, PromQLFormatter.MaxIndentedLevel));
        }
    }

    private void AppendText(string text)
    {
        _out.Append(text);
        _indentIsWritten = false;
    }

    private enum StepKind
    {
        Node,
        Line,
        LineBreak,
        Words,
    }

    private readonly record struct Step(StepKind Kind, Expr? Expr, string? Text, int Level)
    {
        public static Step LineBreak => new(StepKind.LineBreak, null, null, 0);

        public static Step Node(Expr expr, int level) => new(StepKind.Node, expr, null, level);

        public static Step OwnLine(string text, int level) => new(StepKind.Line, null, text, level);

        public static Step Words(string text) => new(StepKind.Words, null, text, 0);
    }
}
