using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Testing.Mutation;

/// <summary>
/// Changes rules a little, one change at a time, and looks whether a unit test fails with each change. A change that all tests pass
/// shows what they do not look at.
/// </summary>
public static class MutationTester
{
    /// <summary>So many mutants are run between two looks at <see cref="MutationOptions.MaxSteps"/>.</summary>
    private const int BatchSize = 64;

    /// <summary>Runs the mutants of the rules that suites load. Never throws on any file.</summary>
    /// <param name="suites">The suites. A rule that several of them load is one; a test that fails without any change shows nothing and is left out.</param>
    /// <param name="options">Which mutants are made and how much work they may take; the defaults where it is null.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public static MutationOutcome Run(IReadOnlyList<RuleTestSuite> suites, MutationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(suites);
        options ??= MutationOptions.Default;
        LoadedSuite[] loaded = [.. suites.Where(RuleTester.CanRun).Select(suite => new LoadedSuite(suite, cancellation))];
        var mutants = new Dictionary<(string Path, int Start), List<Mutant>>();
        foreach (LoadedSuite suite in loaded)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Rule rule in suite.Rules.Where(rule => options.Includes?.Invoke(rule) != false))
            {
                if (!mutants.TryGetValue(KeyOf(rule), out List<Mutant>? ofRule))
                {
                    mutants.Add(KeyOf(rule), ofRule = MutantsOf(rule, suite.Suite.Options.PromQL));
                }

                suite.LookAt(rule, ofRule);
            }
        }

        ImmutableArray<Mutant> all = [.. mutants.OrderBy(static rule => rule.Key.Path, StringComparer.Ordinal).ThenBy(static rule => rule.Key.Start).SelectMany(static rule => rule.Value.OrderBy(static mutant => mutant.Range.Start))];
        List<Mutant> open = Choose(mutants.Values, options.MaxMutants);
        long steps = 0;
        bool isDone = true;
        foreach (LoadedSuite suite in loaded)
        {
            isDone = isDone && Run(suite, open, options, ref steps, cancellation);
        }

        foreach (Mutant mutant in open.Where(mutant => isDone && mutant.Status == MutantStatus.NotRun))
        {
            mutant.Status = MutantStatus.Survived;
        }

        return new MutationOutcome(all, steps);
    }

    private static (string Path, int Start) KeyOf(Rule rule) => (rule.File.Source.Path, rule.Range.Start);

    private static List<Mutant> MutantsOf(Rule rule, PromQLOptions options) =>
        [.. RuleMutations.Find(rule).Where(mutation => mutation.Apply(rule, options) is not null).Select(mutation => new Mutant(rule, mutation) { Status = MutantStatus.Untested })];

    /// <summary>The mutants to run: of each rule the first, then of each the second, up to the limit.</summary>
    private static List<Mutant> Choose(IReadOnlyCollection<List<Mutant>> mutants, int limit)
    {
        List<Mutant> chosen = [.. mutants.SelectMany(static rule => rule.Where(static mutant => mutant.Status == MutantStatus.NotRun).Select(static (mutant, i) => (Mutant: mutant, Turn: i)))
            .OrderBy(static each => each.Turn).Take(limit).Select(static each => each.Mutant)];
        return chosen;
    }

    /// <summary>Runs mutants through the tests of one suite; false where the steps were used up.</summary>
    private static bool Run(LoadedSuite suite, List<Mutant> open, MutationOptions options, ref long steps, CancellationToken cancellation)
    {
        for (int i = 0; i < suite.Suite.File.Tests.Length; i++)
        {
            Mutant[] left = [.. open.Where(mutant => mutant.Status == MutantStatus.NotRun && suite.Has(mutant))];
            if (left.Length == 0 || !suite.IsWanted(i))
            {
                continue;
            }

            MutatedTest test = suite.Start(i, cancellation);
            for (int start = 0; test.Passes && start < left.Length; start += BatchSize)
            {
                if (steps + test.Steps > options.MaxSteps)
                {
                    steps += test.Steps;
                    return false;
                }

                var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = cancellation };
                string name = suite.NameOf(i);
                Parallel.For(start, Math.Min(left.Length, start + BatchSize), parallel, at => suite.Run(test, name, left[at]));
            }

            steps += test.Steps;
        }

        return true;
    }

    /// <summary>A suite with what is known of its rules.</summary>
    private sealed class LoadedSuite
    {
        private readonly ImmutableArray<RuleGroup> _groups;
        private readonly RuleReaders _readers;
        private readonly RuleSetFacts _facts;
        private readonly Dictionary<(string Path, int Start), Rule> _rules = [];
        private readonly Dictionary<Rule, (HashSet<Rule> Rules, HashSet<string> Names)> _affected = [];

        public LoadedSuite(RuleTestSuite suite, CancellationToken cancellation)
        {
            Suite = suite;
            _groups = RuleTester.InOrder(suite.File, suite.RuleFiles);
            var rules = RuleSet.Create(suite.RuleFiles.DistinctBy(static file => file.Source.Path));
            _readers = new RuleReaders(rules, _groups);
            _facts = new RuleSetFacts(rules, suite.Options.FactsOf(suite.RuleFiles, cancellation));
            foreach (Rule rule in _groups.SelectMany(static group => group.Rules).Where(static rule => rule.Expression is { Parse.IsValid: true, Root: not null, Language: ExpressionLanguage.PromQL }))
            {
                _rules.TryAdd(KeyOf(rule), rule);
            }
        }

        public RuleTestSuite Suite { get; }

        public IEnumerable<Rule> Rules => _rules.Values;

        public bool Has(Mutant mutant) => _rules.ContainsKey(KeyOf(mutant.Rule));

        public bool IsWanted(int test) => Suite.Options.Filter?.Invoke(RuleTester.NameOf(Suite.File.Tests[test], test)) != false;

        public string NameOf(int test) => $"{Suite.File.Source.Path}: {RuleTester.NameOf(Suite.File.Tests[test], test)}";

        /// <summary>Notes which tests look at a rule, and which of its mutants are equivalent.</summary>
        public void LookAt(Rule rule, List<Mutant> mutants)
        {
            (HashSet<Rule> Rules, HashSet<string> Names) affected = _readers.AffectedBy(rule);
            _affected.Add(rule, affected);
            ImmutableArray<string> tests = [.. Enumerable.Range(0, Suite.File.Tests.Length).Where(i => IsWanted(i) && MutatedTest.LooksAt(Suite.File.Tests[i], affected)).Select(NameOf)];
            ExprFacts? facts = _facts.ForRule(rule);
            foreach (Mutant mutant in mutants)
            {
                mutant.Tests = mutant.Tests.AddRange(tests);
                mutant.Status = mutant.Status == MutantStatus.Equivalent || (facts is not null && mutant.Mutation.IsEquivalent?.Invoke(facts, _facts) == true) ? MutantStatus.Equivalent
                    : mutant.Tests.IsEmpty ? MutantStatus.Untested
                    : MutantStatus.NotRun;
            }
        }

        public MutatedTest Start(int test, CancellationToken cancellation) => new(Suite, Suite.File.Tests[test], _groups, _readers, cancellation);

        public void Run(MutatedTest test, string name, Mutant mutant)
        {
            Rule rule = _rules[KeyOf(mutant.Rule)];
            if (mutant.Mutation.Apply(rule, Suite.Options.PromQL) is { } mutated && test.Kills(rule, mutated, _affected[rule]))
            {
                mutant.Status = MutantStatus.Killed;
                mutant.KilledBy = name;
            }
        }
    }
}
