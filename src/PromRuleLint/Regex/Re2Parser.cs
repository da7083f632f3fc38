using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// Reads RE2 syntax as Go's <c>regexp/syntax</c> does with the flags <c>Perl</c> and <c>DotNL</c>. Groups are kept on a
/// stack of its own, so that depth of nesting costs no stack; what Go limits is limited alike.
/// </summary>
internal sealed partial class Re2Parser
{
    /// <summary>Go's <c>maxHeight</c>. Two less than that: Prometheus puts the pattern between two anchors, which adds one level.</summary>
    public const int MaxHeight = 1000;

    private const int MaxRepeat = 1000;

    /// <summary>Go's <c>maxSize</c>, in instructions.</summary>
    private const long MaxSize = (128 << 20) / 40;

    /// <summary>Go's <c>maxRunes</c>, the limit on the code points that all classes hold together.</summary>
    private const long MaxRunes = (128 << 20) / 4;

    private static readonly AsciiSet PlainAscii = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:/ @,;=~%&#!<>'\"`");

    private readonly string _text;
    // What few patterns have is made when it is needed.
    private Stack<Group>? _open;
    private List<Re2Group>? _groups;
    private Dictionary<(string Name, bool Fold), int[]?>? _unicodeClasses;
    private Group _group = new(0, default, 0);
    private Flags _flags = Flags.DotNewline | Flags.OneLine;
    private int _position;
    private long _runes;
    private int _lastRepeat = -1;
    private Re2Error? _error;

    private Re2Parser(string text) => _text = text;

    [Flags]
    private enum Flags
    {
        FoldCase = 1,
        DotNewline = 2,
        OneLine = 4,
        NonGreedy = 8,
    }

    /// <summary>Reads <paramref name="text"/>; never throws.</summary>
    public static Re2Syntax Parse(string text)
    {
        var parser = new Re2Parser(text);
        Re2Node? root = parser.ParseAll();
        return parser._error is null ? new(root, null, parser._groups is null ? [] : [.. parser._groups.OrderBy(static group => group.Index)]) : new(null, parser._error, []);
    }

    private Re2Node? ParseAll()
    {
        while (_error is null && _position < _text.Length)
        {
            int repeat = -1;
            int start = _position;
            switch (_text[start])
            {
                case '(':
                    OpenGroup();
                    break;
                case ')':
                    CloseGroup();
                    break;
                case '|':
                    _position++;
                    EndBranch(start);
                    break;
                case '^':
                    _position++;
                    Push(Re2Node.Leaf(Has(Flags.OneLine) ? Re2Op.BeginText : Re2Op.BeginLine, new(start, _position)));
                    break;
                case '$':
                    _position++;
                    Push(Re2Node.Leaf(Has(Flags.OneLine) ? Re2Op.EndText : Re2Op.EndLine, new(start, _position)));
                    break;
                case '.':
                    _position++;
                    Push(Re2Node.Leaf(Has(Flags.DotNewline) ? Re2Op.Any : Re2Op.AnyButNewline, new(start, _position)));
                    break;
                case '[':
                    ReadClass();
                    break;
                case '*':
                    repeat = ReadRepeat(0, -1, 1, counted: false);
                    break;
                case '+':
                    repeat = ReadRepeat(1, -1, 1, counted: false);
                    break;
                case '?':
                    repeat = ReadRepeat(0, 1, 1, counted: false);
                    break;
                case '{' when TryReadCounts(out int min, out int max, out int length):
                    repeat = ReadCountedRepeat(min, max, length);
                    break;
                case '\\':
                    ReadEscape();
                    break;
                default:
                    ReadLiteral(start);
                    break;
            }

            _lastRepeat = repeat;
        }

        return _error is null ? Finish() : null;
    }

    private Re2Node? Finish()
    {
        if (_open is { Count: > 0 })
        {
            Fail(new(_group.Start, Math.Min(_group.Start + 1, _text.Length)), "missing closing )", "the group that opens here is never closed");
            return null;
        }

        EndBranch(_text.Length);
        Re2Node root = Alternation(_group.Branches, new(0, _text.Length));
        return Check(root) && CheckAnchoredHeight(root) ? root : null;
    }

    private bool CheckAnchoredHeight(Re2Node root) =>
        root.Op == Re2Op.Concat || root.Height < MaxHeight || Fail(root.Range, "expression nests too deeply", $"more than {MaxHeight} levels");

    private bool Has(Flags flag) => (_flags & flag) != 0;

    private bool Fail(TextRange range, string reason, string? hint = null)
    {
        if (_error is null)
        {
            string part = range.IsEmpty || range.Length > 60 ? "" : $" `{_text[range.Start..range.End]}`";
            _error = new(range, reason, hint is null ? $"{reason}:{part}" : part.Length == 0 ? $"{reason}: {hint}" : $"{reason}:{part} — {hint}");
        }

        return false;
    }

    /// <summary>Reads one code point; text that is not well-formed UTF-16 could not be UTF-8 either.</summary>
    private bool TryNextRune(out int rune)
    {
        if (_position < _text.Length && System.Text.Rune.TryGetRuneAt(_text, _position, out System.Text.Rune next))
        {
            rune = next.Value;
            _position += next.Utf16SequenceLength;
            return true;
        }

        rune = 0xFFFD;
        return _position >= _text.Length || Fail(new(_position, _position + 1), "invalid UTF-8");
    }

    private void Push(Re2Node node)
    {
        if (Check(node))
        {
            _group.Items.Add(node);
        }
    }

    private bool Check(Re2Node node)
    {
        _runes += node.Op == Re2Op.Class ? node.Runes.Length : 0;
        return node.Height > MaxHeight ? Fail(node.Range, "expression nests too deeply", $"more than {MaxHeight} levels")
            : node.Size > MaxSize || _runes > MaxRunes ? Fail(node.Range, "expression too large")
            : true;
    }

    /// <summary>Reads plain characters up to the next that may mean something, or to the last before one that repeats it.</summary>
    private void ReadLiteral(int start)
    {
        int end = PlainAscii.EndOf(_text, start);
        end -= end < _text.Length && _text[end] is '*' or '+' or '?' or '{' ? 1 : 0;
        if (end > start + 1)
        {
            int[] runes = new int[end - start];
            for (int i = 0; i < runes.Length; i++)
            {
                runes[i] = _text[start + i];
            }

            _position = end;
            Push(Re2Node.Literal(runes, Has(Flags.FoldCase), new(start, end)));
        }
        else if (TryNextRune(out int rune))
        {
            PushLiteral(rune, start);
        }
    }

    private void PushLiteral(int rune, int start) => Push(Re2Node.Literal([rune], Has(Flags.FoldCase), new(start, _position)));

    /// <summary>A class of one code point, or of one in both cases, becomes a literal, as in Go's <c>push</c>.</summary>
    private void PushClass(int[] set, TextRange range) => Push(Simplify(set, Has(Flags.FoldCase), range));

    private static Re2Node Simplify(int[] set, bool fold, TextRange range)
    {
        if (set.Length == 2 && set[0] == set[1])
        {
            return Re2Node.Literal([set[0]], fold: false, range);
        }

        bool isPair = (set.Length == 4 && set[0] == set[1] && set[2] == set[3]) || (set.Length == 2 && set[0] + 1 == set[1]);
        return isPair && CaseFolding.Next(set[0]) == set[^1] && CaseFolding.Next(set[^1]) == set[0]
            ? Re2Node.Literal([set[0]], fold: true, range)
            : Re2Node.Class(set, fold, range);
    }

    private void EndBranch(int end)
    {
        var range = new TextRange(_group.BranchStart, end);
        _group.Branches.Add(Concatenation(_group.Items, range));
        _group.Items.Clear();
        _group.BranchStart = _position;
    }

    private static Re2Node Concatenation(List<Re2Node> items, TextRange range)
    {
        if (items.Count == 0)
        {
            return Re2Node.Leaf(Re2Op.Empty, range);
        }

        if (items.Count == 1 && items[0].Op != Re2Op.Concat)
        {
            return items[0];
        }

        var merged = new List<Re2Node>(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i].Op == Re2Op.Concat)
            {
                merged.AddRange(items[i].Children);
            }
            else if (items[i].Op == Re2Op.Literal && i + 1 < items.Count && items[i + 1].Op == Re2Op.Literal)
            {
                int first = i;
                var runes = new List<int>(items[i].Runes);
                while (i + 1 < items.Count && items[i + 1].Op == Re2Op.Literal && items[i + 1].Fold == items[first].Fold)
                {
                    runes.AddRange(items[++i].Runes);
                }

                merged.Add(first == i ? items[i] : Re2Node.Literal([.. runes], items[i].Fold, TextRange.Union(items[first].Range, items[i].Range)));
            }
            else
            {
                merged.Add(items[i]);
            }
        }

        return merged.Count == 1 ? merged[0] : Re2Node.Concat([.. merged], range);
    }

    /// <summary>Joins branches; those that match one code point each and stand side by side become one class, as Go makes them.</summary>
    private static Re2Node Alternation(List<Re2Node> branches, TextRange range)
    {
        if (branches.Count == 1 && branches[0].Op is not (Re2Op.Alternate or Re2Op.Class))
        {
            return branches[0];
        }

        var children = new List<Re2Node>(branches.Count);
        foreach (Re2Node branch in branches)
        {
            foreach (Re2Node child in branch.Op == Re2Op.Alternate ? branch.Children : [branch])
            {
                children.Add(child);
            }
        }

        var merged = new List<Re2Node>(children.Count);
        for (int i = 0; i < children.Count; i++)
        {
            int first = i;
            while (children[first].IsOneRune && i + 1 < children.Count && children[i + 1].IsOneRune)
            {
                i++;
            }

            merged.Add(i == first ? children[i] : MergeRunes(children.GetRange(first, i - first + 1)));
        }

        return merged.Count > 1 ? Re2Node.Alternate([.. merged], range)
            : merged[0].Op == Re2Op.Class ? Simplify(merged[0].Runes, merged[0].Fold, merged[0].Range)
            : merged[0];
    }

    private static Re2Node MergeRunes(List<Re2Node> nodes)
    {
        var range = TextRange.Union(nodes[0].Range, nodes[^1].Range);
        Re2Node strongest = nodes[0];
        var ranges = new List<(int Low, int High)>();
        foreach (Re2Node node in nodes)
        {
            strongest = node.Op > strongest.Op ? node : strongest;
            switch (node.Op)
            {
                case Re2Op.Any:
                    return Re2Node.Leaf(Re2Op.Any, range);
                case Re2Op.AnyButNewline:
                    ranges.Add((0, '\n' - 1));
                    ranges.Add(('\n' + 1, RuneSets.MaxRune));
                    break;
                case Re2Op.Literal when node.Fold:
                    CaseFolding.AddFolded(ranges, node.Runes[0], node.Runes[0]);
                    break;
                case Re2Op.Literal:
                    ranges.Add((node.Runes[0], node.Runes[0]));
                    break;
                default:
                    RuneSets.AddTo(ranges, node.Runes);
                    break;
            }
        }

        int[] set = RuneSets.Normalize(ranges);
        return set is [0, RuneSets.MaxRune] ? Re2Node.Leaf(Re2Op.Any, range)
            : set is [0, '\n' - 1, '\n' + 1, RuneSets.MaxRune] ? Re2Node.Leaf(Re2Op.AnyButNewline, range)
            : nodes.TrueForAll(n => n.Op == Re2Op.Literal && n.Fold == nodes[0].Fold && n.Runes[0] == nodes[0].Runes[0]) ? Re2Node.Literal(nodes[0].Runes, nodes[0].Fold, range)
            : Re2Node.Class(set, strongest.Fold, range);
    }

    /// <summary>An open group, or the whole pattern.</summary>
    private sealed class Group(int start, Flags outerFlags, int captureIndex)
    {
        public List<Re2Node> Items { get; } = [];

        public List<Re2Node> Branches { get; } = [];

        public int Start { get; } = start;

        public Flags OuterFlags { get; } = outerFlags;

        /// <summary>The number of the capture; 0 where nothing is captured.</summary>
        public int CaptureIndex { get; } = captureIndex;

        public string? Name { get; init; }

        public int BranchStart { get; set; }
    }
}
