using System.Collections.Immutable;
using System.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// Finds the leftmost match of a pattern and what its groups hold, with the preferences of Perl as Go's <c>regexp</c> has
/// them. The time is at most the number of instructions times the length of the text.
/// </summary>
internal sealed class Re2Search
{
    private readonly Re2Program _program;
    private readonly ImmutableArray<Re2Group> _groups;
    private readonly int _slots;

    public Re2Search(Re2Node root, ImmutableArray<Re2Group> groups)
    {
        _program = new Re2Program(root, groups);
        _groups = groups;
        _slots = (groups.Length + 1) * 2;
    }

    /// <summary>
    /// The first match at or behind an offset: start and end of the match, then of each group; −1 for a group that takes no
    /// part. Null where there is none.
    /// </summary>
    /// <param name="text">Where to look.</param>
    /// <param name="from">The offset, in UTF-16 code units.</param>
    /// <param name="isWhole">Whether only a match of the whole text counts.</param>
    public int[]? Find(string text, int from, bool isWhole)
    {
        var run = new Run(_program, _slots, text, isWhole);
        return run.Execute(from);
    }

    /// <summary>Appends a replacement with the groups that it names put in (<c>Regexp.Expand</c>).</summary>
    public void Expand(StringBuilder result, string replacement, string text, int[] match)
    {
        for (int i = 0; i < replacement.Length;)
        {
            int dollar = replacement.IndexOf('$', i);
            if (dollar < 0 || dollar + 1 == replacement.Length)
            {
                result.Append(replacement, i, replacement.Length - i);
                return;
            }

            result.Append(replacement, i, dollar - i);
            if (replacement[dollar + 1] == '$')
            {
                result.Append('$');
                i = dollar + 2;
            }
            else if (TryReadName(replacement, dollar + 1, out string name, out i))
            {
                AppendGroup(result, name, text, match);
            }
            else
            {
                result.Append('$');
                i = dollar + 1;
            }
        }
    }

    /// <summary>Replaces every match (<c>Regexp.ReplaceAllString</c>).</summary>
    public string ReplaceAll(string text, string replacement)
    {
        var result = new StringBuilder();
        int last = 0;
        for (int from = 0; from <= text.Length && Find(text, from, isWhole: false) is { } match;)
        {
            result.Append(text, last, match[0] - last);

            // No empty match directly behind another.
            if (match[1] > last || match[0] == 0)
            {
                Expand(result, replacement, text, match);
            }

            last = match[1];
            int width = from + 1 < text.Length && char.IsSurrogatePair(text[from], text[from + 1]) ? 2 : 1;
            from = match[1] > from ? match[1] : from + width;
        }

        return result.Append(text, last, text.Length - last).ToString();
    }

    private void AppendGroup(StringBuilder result, string name, string text, int[] match)
    {
        bool isNumber = name.All(char.IsAsciiDigit) && name.Length < 9 && (name.Length == 1 || name[0] != '0');
        IEnumerable<int> groups = isNumber
            ? [int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
            : _groups.Where(group => group.Name == name).Select(static group => group.Index);
        foreach (int group in groups)
        {
            if ((group * 2) + 1 < match.Length && match[group * 2] >= 0)
            {
                result.Append(text, match[group * 2], match[(group * 2) + 1] - match[group * 2]);
                return;
            }
        }
    }

    private static bool TryReadName(string text, int at, out string name, out int end)
    {
        bool braced = text[at] == '{';
        int start = braced ? at + 1 : at;
        end = start;
        while (end < text.Length && (text[end] == '_' || char.IsLetterOrDigit(text[end])))
        {
            end++;
        }

        name = text[start..end];
        if (name.Length == 0 || (braced && (end == text.Length || text[end] != '}')))
        {
            return false;
        }

        end += braced ? 1 : 0;
        return true;
    }

    /// <summary>One search: threads in the order of their preference, each with what its groups hold.</summary>
    private sealed class Run(Re2Program program, int slots, string text, bool isWhole)
    {
        private readonly Stack<(int Instruction, int Slot, int Value)> _pending = new();
        private readonly bool[] _isQueued = new bool[program.Instructions.Count];
        private List<(int Instruction, int[] Slots)> _current = [];
        private List<(int Instruction, int[] Slots)> _next = [];
        private int[]? _match;

        public int[]? Execute(int from)
        {
            int previous = from == 0 ? -1 : text[from - 1];
            for (int at = from; ; at = Advance(at, ref previous))
            {
                int here = RuneAt(at, out _);
                if (_match is null && (!isWhole || at == 0))
                {
                    int[] slotsHere = new int[slots];
                    Array.Fill(slotsHere, -1);
                    slotsHere[0] = at;
                    Add(_current, program.Start, slotsHere, at, previous, here);
                }

                if (_current.Count == 0 && (_match is not null || isWhole || at >= text.Length))
                {
                    return _match;
                }

                Step(at, here);
                if (at >= text.Length)
                {
                    return _match;
                }
            }
        }

        private int Advance(int at, ref int previous)
        {
            previous = RuneAt(at, out int length);
            return at + length;
        }

        private int RuneAt(int at, out int length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out length);
            return length == 0 ? -1 : rune.Value;
        }

        private void Step(int at, int here)
        {
            RuneAt(at, out int length);
            int after = at + length >= text.Length ? -1 : RuneAt(at + length, out _);
            Array.Clear(_isQueued);
            _next.Clear();
            foreach ((int index, int[] held) in _current)
            {
                Re2Instruction instruction = program.Instructions[index];
                if (instruction.Step == Re2Step.Match)
                {
                    if (!isWhole || at == text.Length)
                    {
                        _match = [.. held];
                        _match[1] = at;
                        break;
                    }
                }
                else if (here >= 0 && program.Consumes(instruction, here))
                {
                    Add(_next, instruction.Next, held, at + length, here, after);
                }
            }

            (_current, _next) = (_next, _current);
        }

        private void Add(List<(int Instruction, int[] Slots)> threads, int start, int[] held, int at, int previous, int next)
        {
            int[] slotsNow = held;
            _pending.Push((start, -1, 0));
            while (_pending.TryPop(out (int Instruction, int Slot, int Value) entry))
            {
                if (entry.Slot >= 0)
                {
                    slotsNow = With(slotsNow, entry.Slot, entry.Value);
                    continue;
                }

                if (_isQueued[entry.Instruction])
                {
                    continue;
                }

                _isQueued[entry.Instruction] = true;
                Re2Instruction instruction = program.Instructions[entry.Instruction];
                switch (instruction.Step)
                {
                    case Re2Step.Split:
                        _pending.Push((instruction.Argument, -1, 0));
                        _pending.Push((instruction.Next, -1, 0));
                        break;
                    case Re2Step.Assert when Re2Program.Holds((Re2Op)instruction.Argument, previous, next):
                        _pending.Push((instruction.Next, -1, 0));
                        break;
                    case Re2Step.Save:
                        _pending.Push((0, instruction.Argument, slotsNow[instruction.Argument]));
                        _pending.Push((instruction.Next, -1, 0));
                        slotsNow = With(slotsNow, instruction.Argument, at);
                        break;
                    case Re2Step.Match or Re2Step.Rune or Re2Step.Class or Re2Step.Any:
                        threads.Add((entry.Instruction, slotsNow));
                        break;
                }
            }
        }

        private static int[] With(int[] slots, int slot, int value)
        {
            int[] copy = [.. slots];
            copy[slot] = value;
            return copy;
        }
    }
}
