namespace PromRuleLint.Regex;

/// <summary>
/// Whether some string is matched by some patterns and not by others: a search through the product of their automata,
/// made deterministic as far as the search goes, with a limit on the work.
/// </summary>
internal sealed class Re2Intersection
{
    private const int MaxInstructions = 20_000;
    private const int MaxSymbols = 512;

    private readonly Automaton[] _automata;
    private readonly int[] _symbols;
    private readonly Work _work;

    private Re2Intersection(Automaton[] automata, int[] symbols, Work work)
    {
        _automata = automata;
        _symbols = symbols;
        _work = work;
    }

    /// <summary>Whether such a string exists; null where the patterns ask about words or lines, or where finding out takes more than the budgets have.</summary>
    /// <param name="matched">Automata of patterns that match it.</param>
    /// <param name="notMatched">Automata of patterns that do not.</param>
    /// <param name="budgets">The budgets of the patterns, each once.</param>
    public static Re2Answer IsPossible(IReadOnlyCollection<Re2Program> matched, IReadOnlyCollection<Re2Program> notMatched, IReadOnlyCollection<Re2Budget> budgets)
    {
        if (matched.Concat(notMatched).Any(static program => program.HasContextAssertions))
        {
            return default;
        }

        var work = new Work(budgets.Min(static budget => budget.Left));
        bool? possible = null;
        if (matched.Concat(notMatched).All(program => program.Instructions.Count <= MaxInstructions && work.TryTake(program.Instructions.Count)))
        {
            Automaton[] automata =
            [
                .. matched.Select(program => new Automaton(program, mustMatch: true, work)),
                .. notMatched.Select(program => new Automaton(program, mustMatch: false, work)),
            ];
            possible = Symbols(automata) is { } symbols ? new Re2Intersection(automata, symbols, work).Search() : null;
        }

        foreach (Re2Budget budget in budgets)
        {
            budget.Take(work.Taken);
            if (work.IsOver && budget.Left == 0)
            {
                budget.Refuse();
            }
        }

        return new Re2Answer(possible, work.Taken);
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
                    next[i] = _automata[i].Step(states[i], symbol);
                    dead = _automata[i].IsHopeless(next[i]);
                }

                if (!_work.TryTake(states.Length))
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

    /// <summary>Counts the steps of one search.</summary>
    private sealed class Work(long limit)
    {
        public long Taken { get; private set; }

        public bool IsOver => Taken > limit;

        public bool TryTake(long steps)
        {
            Taken += steps;
            return !IsOver;
        }
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

        private readonly Work _work;

        public Automaton(Re2Program program, bool mustMatch, Work work)
        {
            Program = program;
            _work = work;
            _mustMatch = mustMatch;
            StartState = Number([program.Start], atStart: true);
        }

        public Re2Program Program { get; }

        public int StartState { get; }

        /// <summary>Whether a string that ends here is matched, or not matched, as wanted.</summary>
        public bool IsWanted(int state) => _accepting[state] == _mustMatch;

        /// <summary>Whether no string that goes on from here can be matched although it must be.</summary>
        public bool IsHopeless(int state) => _mustMatch && _states[state].Length == 0 && !_accepting[state];

        public int Step(int state, int symbol)
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
            _work.TryTake(_states[state].Length + _states[number].Length);
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

                _work.TryTake(1);
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
