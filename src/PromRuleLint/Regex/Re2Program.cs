using System.Collections.Immutable;
using System.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// A Thompson automaton of a pattern, anchored at both ends. It is simulated with sets of states: the time is at most
/// the number of instructions times the length of the value, whatever the pattern.
/// </summary>
internal sealed class Re2Program
{
    // What these take of the stack is little; most patterns have fewer.
    private const int FewInstructions = 128;

    private readonly List<Re2Instruction> _instructions = [new(Re2Step.Match, 0, 0)];
    private readonly List<int[]> _classes = [];
    private readonly Dictionary<int, int>? _captures;

    public Re2Program(Re2Node root) => Start = Emit(root, 0);

    /// <summary>A program that also keeps where groups match, for <see cref="Re2Search"/>.</summary>
    public Re2Program(Re2Node root, ImmutableArray<Re2Group> captures)
    {
        _captures = captures.ToDictionary(static group => group.Range.Start, static group => group.Index);
        Start = Emit(root, 0);
    }

    /// <summary>Where it starts.</summary>
    public int Start { get; }

    public IReadOnlyList<Re2Instruction> Instructions => _instructions;

    public IReadOnlyList<int[]> Classes => _classes;

    /// <summary>Whether it asks about lines or words, not only about the start and end of the value.</summary>
    public bool HasContextAssertions { get; private set; }

    /// <summary>Whether the whole of <paramref name="value"/> is matched.</summary>
    public bool IsMatch(string value)
    {
        // Two sets of instructions with two numbers for each, and what is still to be followed: at most two steps of each.
        int count = _instructions.Count;
        Span<int> memory = count <= FewInstructions ? stackalloc int[6 * count] : new int[6 * count];
        var current = new States(memory[..(2 * count)]);
        var next = new States(memory[(2 * count)..(4 * count)]);
        Span<int> pending = memory[(4 * count)..];

        int previous = -1;
        int position = 0;
        Rune.DecodeFromUtf16(value, out Rune rune, out int length);
        int here = length == 0 ? -1 : rune.Value;
        AddClosure(ref current, pending, Start, previous, here);
        while (here >= 0 && current.Count > 0)
        {
            position += length;
            Rune.DecodeFromUtf16(value.AsSpan(position), out rune, out length);
            int after = length == 0 ? -1 : rune.Value;
            next.Clear();
            for (int i = 0; i < current.Count; i++)
            {
                Re2Instruction instruction = _instructions[current[i]];
                if (Consumes(instruction, here))
                {
                    AddClosure(ref next, pending, instruction.Next, here, after);
                }
            }

            States consumed = current;
            current = next;
            next = consumed;
            (previous, here) = (here, after);
        }

        return here < 0 && current.Contains(0);
    }

    /// <summary>Whether the instruction consumes the code point.</summary>
    public bool Consumes(Re2Instruction instruction, int rune) => instruction.Step switch
    {
        Re2Step.Rune => instruction.Argument == rune,
        Re2Step.Class => RuneSets.Contains(_classes[instruction.Argument], rune),
        Re2Step.Any => true,
        _ => false,
    };

    private void AddClosure(ref States states, Span<int> pending, int start, int previous, int next)
    {
        int left = 0;
        pending[left++] = start;
        while (left > 0)
        {
            int index = pending[--left];
            if (!states.Add(index))
            {
                continue;
            }

            Re2Instruction instruction = _instructions[index];
            if (instruction.Step == Re2Step.Split)
            {
                pending[left++] = instruction.Next;
                pending[left++] = instruction.Argument;
            }
            else if (instruction.Step == Re2Step.Assert && Holds((Re2Op)instruction.Argument, previous, next))
            {
                pending[left++] = instruction.Next;
            }
        }
    }

    public static bool Holds(Re2Op assertion, int previous, int next) => assertion switch
    {
        Re2Op.BeginText => previous < 0,
        Re2Op.EndText => next < 0,
        Re2Op.BeginLine => previous is < 0 or '\n',
        Re2Op.EndLine => next is < 0 or '\n',
        Re2Op.WordBoundary => IsWord(previous) != IsWord(next),
        _ => IsWord(previous) == IsWord(next),
    };

    private static bool IsWord(int rune) => rune is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    /// <summary>Emits what matches <paramref name="node"/> and then goes on at <paramref name="next"/>; gives where it starts.</summary>
    private int Emit(Re2Node node, int next)
    {
        switch (node.Op)
        {
            case Re2Op.Empty:
                return next;
            case Re2Op.Literal:
                for (int i = node.Runes.Length - 1; i >= 0; i--)
                {
                    next = EmitRune(node.Runes[i], node.Fold, next);
                }

                return next;
            case Re2Op.Class:
                return EmitClass(node.Runes, next);
            case Re2Op.Any:
                return Add(Re2Step.Any, 0, next);
            case Re2Op.AnyButNewline:
                return EmitClass([0, '\n' - 1, '\n' + 1, RuneSets.MaxRune], next);
            case Re2Op.Capture:
                return EmitCapture(node, next);
            case Re2Op.Concat:
                for (int i = node.Children.Length - 1; i >= 0; i--)
                {
                    next = Emit(node.Children[i], next);
                }

                return next;
            case Re2Op.Alternate:
                int start = Emit(node.Children[^1], next);
                for (int i = node.Children.Length - 2; i >= 0; i--)
                {
                    start = Add(Re2Step.Split, start, Emit(node.Children[i], next));
                }

                return start;
            case Re2Op.Repeat:
                return EmitRepeat(node, next);
            default:
                HasContextAssertions |= node.Op is not (Re2Op.BeginText or Re2Op.EndText);
                return Add(Re2Step.Assert, (int)node.Op, next);
        }
    }

    private int EmitCapture(Re2Node node, int next)
    {
        if (_captures is null || !_captures.TryGetValue(node.Range.Start, out int index))
        {
            return Emit(node.Children[0], next);
        }

        int end = Add(Re2Step.Save, (index * 2) + 1, next);
        return Add(Re2Step.Save, index * 2, Emit(node.Children[0], end));
    }

    private int AddSplit(bool nonGreedy, int body, int exit) => nonGreedy ? Add(Re2Step.Split, body, exit) : Add(Re2Step.Split, exit, body);

    private int EmitRepeat(Re2Node node, int next)
    {
        Re2Node child = node.Children[0];
        int start = next;
        int required = node.Min;
        if (node.Max < 0)
        {
            int loop = Add(Re2Step.Split, next, 0);
            int body = Emit(child, loop);
            _instructions[loop] = node.NonGreedy ? new(Re2Step.Split, body, next) : new(Re2Step.Split, next, body);
            start = required > 0 ? body : loop;
            required = Math.Max(0, required - 1);
        }
        else
        {
            for (int i = node.Min; i < node.Max; i++)
            {
                start = AddSplit(node.NonGreedy, Emit(child, start), next);
            }
        }

        for (int i = 0; i < required; i++)
        {
            start = Emit(child, start);
        }

        return start;
    }

    private int EmitRune(int rune, bool fold, int next)
    {
        if (!fold || CaseFolding.Next(rune) == rune)
        {
            return Add(Re2Step.Rune, rune, next);
        }

        var ranges = new List<(int Low, int High)>();
        CaseFolding.AddFolded(ranges, rune, rune);
        return EmitClass(RuneSets.Normalize(ranges), next);
    }

    private int EmitClass(int[] set, int next)
    {
        if (set.Length == 0)
        {
            return Add(Re2Step.Fail, 0, next);
        }

        if (_classes.Count == 0 || !ReferenceEquals(_classes[^1], set))
        {
            _classes.Add(set);
        }

        return Add(Re2Step.Class, _classes.Count - 1, next);
    }

    private int Add(Re2Step step, int argument, int next)
    {
        _instructions.Add(new(step, argument, next));
        return _instructions.Count - 1;
    }

    /// <summary>A set of instructions that is emptied in no time.</summary>
    private ref struct States(Span<int> memory)
    {
        private readonly Span<int> _dense = memory[..(memory.Length / 2)];
        private readonly Span<int> _sparse = memory[(memory.Length / 2)..];

        public int Count { get; private set; }

        public readonly int this[int index] => _dense[index];

        public readonly bool Contains(int state) => _sparse[state] < Count && _dense[_sparse[state]] == state;

        public bool Add(int state)
        {
            if (Contains(state))
            {
                return false;
            }

            _sparse[state] = Count;
            _dense[Count++] = state;
            return true;
        }

        public void Clear() => Count = 0;
    }
}
