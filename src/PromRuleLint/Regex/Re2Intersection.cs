namespace PromRuleLint.Regex;

/// <summary>
/// Whether some string is matched by some patterns and not by others: a search through the product of their automata,
/// made deterministic as far as the search goes, with a limit on the work.
/// </summary>
internal sealed class Re2Intersection
{
    private const int MaxInstructions = 20_000;
    private const int MaxSymbols = 512;
    private const int MaxWork = 2_000_000;

    private readonly Automaton[] _automata;
    private readonly int[] _symbols;

    private Re2Intersection(Automaton[] automata, int[] symbols)
    {
        _automata = automata;
        _symbols = symbols;
    }

    /// <summary>Whether such a string exists; null where the patterns are too large or ask about words or lines.</summary>
    public static bool? IsPossible(IEnumerable<Re2Program> matched, IEnumerable<Re2Program> notMatched)
    {
        Automaton[] automata =
        [
            .. matched.Select(program => new Automaton(program, mustMatch: true)),
            .. notMatched.Select(program => new Automaton(program, mustMatch: false)),
        ];
        if (Array.Exists(automata, a => a.Program.HasContextAssertions || a.Program.Instructions.Count > MaxInstructions))
        {
            return null;
        }

        int[]? symbols = Symbols(automata);
        return symbols is null ? null : new Re2Intersection(automata, symbols).Search();
    }

    /// <summary>One code point for each set of code points that no pattern tells apart; no surrogates, which no string holds.</summary>
    private static int[]? Symbols(Automaton[] automata)
    {
        var edges = new SortedSet<int> { 0, 0xE000 };
        foreach (Re2Program program in automata.Select(a => a.Program))
        {
            foreach (Re2Instruction instruction in program.Instructions)
            {
                if (instruction.Step == Re2Step.Rune)
                {
                    edges.Add(instruction.Argument);
                    edges.Add(instruction.Argument + 1);
                }
            }

            foreach (int[] set in program.Classes)
            {
                for (int i = 0; i < set.Length; i += 2)
                {
                    edges.Add(set[i]);
                    edges.Add(set[i + 1] + 1);
                }
            }

            if (edges.Count > MaxSymbols)
            {
                return null;
            }
        }

        return [.. edges.Where(System.Text.Rune.IsValid)];
    }

    private bool? Search()
    {
        var seen = new HashSet<Key>();
        var queue = new Queue<int[]>();
        int[] start = [.. _automata.Select(a => a.StartState)];
        seen.Add(new Key(start));
        queue.Enqueue(start);
        int work = 0;
        while (queue.TryDequeue(out int[]? states))
        {
            if (Accepts(states))
            {
                return true;
            }

            foreach (int symbol in _symbols)
            {
                int[] next = new int[states.Length];
                bool dead = false;
                for (int i = 0; i < states.Length && !dead; i++)
                {
                    next[i] = _automata[i].Step(states[i], symbol, ref work);
                    dead = _automata[i].IsHopeless(next[i]);
                }

                if (++work > MaxWork)
                {
                    return null;
                }

                if (!dead && seen.Add(new Key(next)))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return false;
    }

    private bool Accepts(int[] states)
    {
        for (int i = 0; i < states.Length; i++)
        {
            if (!_automata[i].IsWanted(states[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An array of numbers, compared by what is in it.</summary>
    private readonly struct Key(int[] values) : IEquatable<Key>
    {
        private readonly int[] _values = values;

        public bool Equals(Key other) => _values.AsSpan().SequenceEqual(other._values);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (int value in _values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>The deterministic automaton of one pattern, made as it is walked.</summary>
    private sealed class Automaton
    {
        private readonly Dictionary<Key, int> _numbers = [];
        private readonly List<int[]> _states = [];
        private readonly List<bool> _accepting = [];
        private readonly Dictionary<(int State, int Symbol), int> _steps = [];
        private readonly bool _mustMatch;

        public Automaton(Re2Program program, bool mustMatch)
        {
            Program = program;
            _mustMatch = mustMatch;
            StartState = Number([program.Start], atStart: true);
        }

        public Re2Program Program { get; }

        public int StartState { get; }

        /// <summary>Whether a string that ends here is matched, or not matched, as wanted.</summary>
        public bool IsWanted(int state) => _accepting[state] == _mustMatch;

        /// <summary>Whether no string that goes on from here can be matched although it must be.</summary>
        public bool IsHopeless(int state) => _mustMatch && _states[state].Length == 0 && !_accepting[state];

        public int Step(int state, int symbol, ref int work)
        {
            if (_steps.TryGetValue((state, symbol), out int known))
            {
                return known;
            }

            var next = new List<int>();
            foreach (int index in _states[state])
            {
                Re2Instruction instruction = Program.Instructions[index];
                if (Program.Consumes(instruction, symbol))
                {
                    next.Add(instruction.Next);
                }
            }

            int number = Number(next, atStart: false);
            work += _states[state].Length + _states[number].Length;
            _steps.Add((state, symbol), number);
            return number;
        }

        private int Number(List<int> kernel, bool atStart)
        {
            (int[] consuming, bool accepting) = Close(kernel, atStart);
            var key = new Key([.. consuming, accepting ? 1 : 0]);
            if (_numbers.TryGetValue(key, out int number))
            {
                return number;
            }

            _numbers.Add(key, _states.Count);
            _states.Add(consuming);
            _accepting.Add(accepting);
            return _states.Count - 1;
        }

        /// <summary>The steps that consume, and whether the value may end here. What stands behind an end anchor counts only for the end.</summary>
        private (int[] Consuming, bool Accepting) Close(List<int> kernel, bool atStart)
        {
            var consuming = new SortedSet<int>();
            var seen = new HashSet<(int Index, bool AtEnd)>();
            var pending = new Stack<(int Index, bool AtEnd)>(kernel.Select(index => (index, false)));
            bool accepting = false;
            while (pending.TryPop(out (int Index, bool AtEnd) item))
            {
                if (!seen.Add(item))
                {
                    continue;
                }

                Re2Instruction instruction = Program.Instructions[item.Index];
                switch (instruction.Step)
                {
                    case Re2Step.Match:
                        accepting = true;
                        break;
                    case Re2Step.Split:
                        pending.Push((instruction.Next, item.AtEnd));
                        pending.Push((instruction.Argument, item.AtEnd));
                        break;
                    case Re2Step.Assert when (Re2Op)instruction.Argument == Re2Op.EndText:
                        pending.Push((instruction.Next, true));
                        break;
                    case Re2Step.Assert when atStart:
                        pending.Push((instruction.Next, item.AtEnd));
                        break;
                    case Re2Step.Rune or Re2Step.Class or Re2Step.Any when !item.AtEnd:
                        consuming.Add(item.Index);
                        break;
                }
            }

            return ([.. consuming], accepting);
        }
    }
}
