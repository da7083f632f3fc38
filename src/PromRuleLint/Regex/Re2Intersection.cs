using System.Runtime.InteropServices;

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
        var seen = new HashSet<int[]>(IntegersComparer.Instance);
        HashSet<int[]>.AlternateLookup<ReadOnlySpan<int>> seenStates = seen.GetAlternateLookup<ReadOnlySpan<int>>();
        var queue = new Queue<int[]>();
        int[] start = [.. _automata.Select(a => a.StartState)];
        int[] next = new int[start.Length];
        seen.Add(start);
        queue.Enqueue(start);
        while (queue.TryDequeue(out int[]? states))
        {
            if (Accepts(states))
            {
                return true;
            }

            for (int symbol = 0; symbol < _symbols.Length; symbol++)
            {
                bool dead = false;
                for (int i = 0; i < states.Length && !dead; i++)
                {
                    next[i] = _automata[i].Step(states[i], symbol, _symbols);
                    dead = _automata[i].IsHopeless(next[i]);
                }

                if (!_work.TryTake(states.Length))
                {
                    return null;
                }

                if (!dead && !seenStates.Contains(next))
                {
                    int[] found = [.. next];
                    seen.Add(found);
                    queue.Enqueue(found);
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

    /// <summary>Compares arrays of numbers by what is in them.</summary>
    private sealed class IntegersComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public static IntegersComparer Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = default(HashCode);
            foreach (int value in alternate)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }

    /// <summary>The deterministic automaton of one pattern, made as it is walked.</summary>
    private sealed class Automaton
    {
        // What consumes in a state, then 1 if the value may end there and 0 if not.
        private readonly Dictionary<int[], int> _numbers = new(IntegersComparer.Instance);
        private readonly List<int[]> _states = [];

        // Of each state where each symbol leads to, by its place; -1 where nobody has asked.
        private readonly List<int[]?> _steps = [];
        private readonly bool _mustMatch;
        private readonly Work _work;

        // Used for one state after another.
        private readonly List<int> _kernel = [];
        private readonly List<int> _found = [];
        private readonly Stack<(int Index, bool AtEnd)> _pending = new();
        private readonly int[] _seen;
        private int _closing;

        public Automaton(Re2Program program, bool mustMatch, Work work)
        {
            Program = program;
            _work = work;
            _mustMatch = mustMatch;
            _seen = new int[2 * program.Instructions.Count];
            _kernel.Add(program.Start);
            StartState = Number(atStart: true);
        }

        public Re2Program Program { get; }

        public int StartState { get; }

        /// <summary>Whether a string that ends here is matched, or not matched, as wanted.</summary>
        public bool IsWanted(int state) => IsAccepting(state) == _mustMatch;

        /// <summary>Whether no string that goes on from here can be matched although it must be.</summary>
        public bool IsHopeless(int state) => _mustMatch && Consuming(state).IsEmpty && !IsAccepting(state);

        /// <summary>Where a symbol, given by its place, leads to.</summary>
        public int Step(int state, int symbol, int[] symbols)
        {
            int[] steps = _steps[state] ??= NotAsked(symbols.Length);
            if (steps[symbol] >= 0)
            {
                return steps[symbol];
            }

            _kernel.Clear();
            foreach (int index in Consuming(state))
            {
                Re2Instruction instruction = Program.Instructions[index];
                if (Program.Consumes(instruction, symbols[symbol]))
                {
                    _kernel.Add(instruction.Next);
                }
            }

            int number = Number(atStart: false);
            _work.TryTake(Consuming(state).Length + Consuming(number).Length);
            return steps[symbol] = number;
        }

        private static int[] NotAsked(int count)
        {
            int[] steps = new int[count];
            Array.Fill(steps, -1);
            return steps;
        }

        private ReadOnlySpan<int> Consuming(int state) => _states[state].AsSpan()[..^1];

        private bool IsAccepting(int state) => _states[state][^1] == 1;

        /// <summary>The number of the state that the kernel closes to.</summary>
        private int Number(bool atStart)
        {
            Close(atStart);
            ReadOnlySpan<int> found = CollectionsMarshal.AsSpan(_found);
            if (!_numbers.GetAlternateLookup<ReadOnlySpan<int>>().TryGetValue(found, out int number))
            {
                number = _states.Count;
                _states.Add(found.ToArray());
                _steps.Add(null);
                _numbers.Add(_states[number], number);
            }

            return number;
        }

        /// <summary>Finds the steps that consume, and whether the value may end here. What stands behind an end anchor counts only for the end.</summary>
        private void Close(bool atStart)
        {
            _found.Clear();
            _closing++;
            bool accepting = false;
            foreach (int index in _kernel)
            {
                _pending.Push((index, false));
            }

            while (_pending.TryPop(out (int Index, bool AtEnd) item))
            {
                ref int seen = ref _seen[(2 * item.Index) + (item.AtEnd ? 1 : 0)];
                if (seen == _closing)
                {
                    continue;
                }

                seen = _closing;
                _work.TryTake(1);
                Re2Instruction instruction = Program.Instructions[item.Index];
                switch (instruction.Step)
                {
                    case Re2Step.Match:
                        accepting = true;
                        break;
                    case Re2Step.Split:
                        _pending.Push((instruction.Next, item.AtEnd));
                        _pending.Push((instruction.Argument, item.AtEnd));
                        break;
                    case Re2Step.Assert when (Re2Op)instruction.Argument == Re2Op.EndText:
                        _pending.Push((instruction.Next, true));
                        break;
                    case Re2Step.Assert when atStart:
                        _pending.Push((instruction.Next, item.AtEnd));
                        break;
                    case Re2Step.Rune or Re2Step.Class or Re2Step.Any when !item.AtEnd:
                        _found.Add(item.Index);
                        break;
                }
            }

            _found.Sort();
            _found.Add(accepting ? 1 : 0);
        }
    }
}
