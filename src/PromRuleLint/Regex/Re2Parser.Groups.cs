using PromRuleLint.Text;

namespace PromRuleLint.Regex;

internal sealed partial class Re2Parser
{
    private int _captures;

    private void OpenGroup()
    {
        int start = _position;
        if (start + 1 < _text.Length && _text[start + 1] == '?')
        {
            ReadGroupHead(start);
            return;
        }

        Open(start, start + 1, _flags, ++_captures, null);
    }

    private void Open(int start, int inside, Flags flags, int capture, string? name)
    {
        (_open ??= new Stack<Group>()).Push(_group);
        _position = inside;
        _group = new(start, _flags, capture) { Name = name, BranchStart = inside };
        _flags = flags;
    }

    private void CloseGroup()
    {
        int start = _position;
        if (_open is not { Count: > 0 })
        {
            Fail(new(start, start + 1), "unexpected )", "no group is open here");
            return;
        }

        EndBranch(start);
        _position = start + 1;
        Group group = _group;
        var range = new TextRange(group.Start, _position);
        Re2Node inner = Alternation(group.Branches, range);
        _group = _open.Pop();
        _flags = group.OuterFlags;
        if (!Check(inner))
        {
            return;
        }

        if (group.CaptureIndex == 0)
        {
            Push(inner);
            return;
        }

        (_groups ??= []).Add(new(group.CaptureIndex, group.Name, range));
        Push(Re2Node.Capture(inner, range));
    }

    /// <summary><c>(?P&lt;name&gt;</c>, <c>(?&lt;name&gt;</c>, <c>(?flags)</c> or <c>(?flags:</c>.</summary>
    private void ReadGroupHead(int start)
    {
        bool python = _text.Length - start > 4 && _text[start + 2] == 'P' && _text[start + 3] == '<';
        if (python || (_text.Length - start > 3 && _text[start + 2] == '<'))
        {
            ReadNamedGroup(start, start + (python ? 4 : 3));
            return;
        }

        Flags flags = _flags;
        bool negative = false;
        bool sawFlag = false;
        int position = start + 2;
        while (position < _text.Length)
        {
            char c = _text[position++];
            switch (c)
            {
                case 'i':
                    flags = negative ? flags & ~Flags.FoldCase : flags | Flags.FoldCase;
                    break;
                case 'm':
                    flags = negative ? flags | Flags.OneLine : flags & ~Flags.OneLine;
                    break;
                case 's':
                    flags = negative ? flags & ~Flags.DotNewline : flags | Flags.DotNewline;
                    break;
                case 'U':
                    flags = negative ? flags & ~Flags.NonGreedy : flags | Flags.NonGreedy;
                    break;
                case '-' when !negative:
                    negative = true;
                    sawFlag = false;
                    continue;
                case ':' when !negative || sawFlag:
                    Open(start, position, flags, 0, null);
                    return;
                case ')' when !negative || sawFlag:
                    _position = position;
                    _flags = flags;
                    return;
                default:
                    position += char.IsHighSurrogate(c) && position < _text.Length ? 1 : 0;
                    Fail(new(start, position), "invalid or unsupported Perl syntax", "after (? come the flags i, m, s and U, a name in < >, or :");
                    return;
            }

            sawFlag = true;
        }

        Fail(new(start, position), "invalid or unsupported Perl syntax", "the group is never closed");
    }

    private void ReadNamedGroup(int start, int nameStart)
    {
        int end = _text.IndexOf('>', start);
        if (end < 0)
        {
            Fail(new(start, _text.Length), "invalid named capture", "the name has no >");
            return;
        }

        string name = _text[nameStart..end];
        if (name.Length == 0 || !name.All(c => c == '_' || char.IsAsciiLetterOrDigit(c)))
        {
            Fail(new(start, end + 1), "invalid named capture", "a name is made of letters, digits and _");
            return;
        }

        Open(start, end + 1, _flags, ++_captures, name);
    }

    private int ReadCountedRepeat(int min, int max, int length)
    {
        if (min < 0 || min > MaxRepeat || max > MaxRepeat || (max >= 0 && min > max))
        {
            string hint = max >= 0 && min > max ? "the first count is larger than the second" : $"a count is at most {MaxRepeat}";
            Fail(new(_position, _position + length), "invalid repeat count", hint);
            return -1;
        }

        return ReadRepeat(min, max, length, counted: true);
    }

    /// <summary>Applies the repetition at the position to what stands before it; gives where it starts.</summary>
    private int ReadRepeat(int min, int max, int length, bool counted)
    {
        int start = _position;
        int end = start + length;
        bool isMarked = end < _text.Length && _text[end] == '?';
        end += isMarked ? 1 : 0;
        if (_lastRepeat >= 0)
        {
            Fail(new(_lastRepeat, end), "invalid nested repetition operator", "put what is repeated twice into a group");
            return -1;
        }

        if (_group.Items.Count == 0)
        {
            Fail(new(start, end), "missing argument to repetition operator", "nothing stands before it that could be repeated");
            return -1;
        }

        Re2Node child = _group.Items[^1];
        _group.Items.RemoveAt(_group.Items.Count - 1);
        var node = Re2Node.Repeat(child, min, max, counted, new(child.Range.Start, end), isMarked != Has(Flags.NonGreedy));
        Push(node);
        if (counted && (min >= 2 || max >= 2) && node.RepeatProduct > MaxRepeat)
        {
            Fail(new(start, end), "invalid repeat count", $"nested counts multiply to more than {MaxRepeat}");
        }

        _position = end;
        return start;
    }

    /// <summary>Whether <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> stands at the position; anything else is a literal brace. Counts too large to read give −1.</summary>
    private bool TryReadCounts(out int min, out int max, out int length)
    {
        int position = _position + 1;
        (max, length) = (0, 0);
        if (!TryReadCount(ref position, out min))
        {
            return false;
        }

        max = min;
        if (position < _text.Length && _text[position] == ',')
        {
            position++;
            if (position < _text.Length && _text[position] == '}')
            {
                max = -1;
            }
            else if (!TryReadCount(ref position, out max))
            {
                return false;
            }
            else if (max < 0)
            {
                min = -1;
            }
        }

        length = position + 1 - _position;
        return position < _text.Length && _text[position] == '}';
    }

    private bool TryReadCount(ref int position, out int count)
    {
        int start = position;
        count = 0;
        while (position < _text.Length && char.IsAsciiDigit(_text[position]))
        {
            count = count is < 0 or >= 100_000_000 ? -1 : (count * 10) + _text[position] - '0';
            position++;
        }

        return position > start && !(position - start > 1 && _text[start] == '0');
    }
}
