using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.RuleSets;

/// <summary>What recording rule reads from what other, in strongly connected components.</summary>
internal sealed class RuleGraph
{
    private readonly RuleIndex _index;
    private readonly Dictionary<RecordingRule, int> _cycleOf = [];
    private readonly SortedDictionary<int, ImmutableArray<RecordingRule>> _cycles = [];
    private int _lastCycle = -1;

    public RuleGraph(RuleIndex index)
    {
        _index = index;
        DependencyOrder = AddCycles(All(index));
    }

    /// <summary>The rules, each after all that it reads from; the rules of a cycle stand next to each other.</summary>
    public ImmutableArray<RecordingRule> DependencyOrder
    {
        get => field.IsDefault ? field = [.. Components(All(_index)).SelectMany(static component => component.Rules)] : field;
        private set;
    }

    /// <summary>Whether there is a cycle.</summary>
    public bool HasCycles => _cycles.Count > 0;

    /// <summary>The cycles, each in the order of the rules.</summary>
    public ImmutableArray<ImmutableArray<RecordingRule>> Cycles => [.. _cycles.Values];

    /// <summary>The number of the cycle that a rule is part of; -1 for none.</summary>
    public int CycleOf(RecordingRule rule) => _cycleOf.TryGetValue(rule, out int cycle) ? cycle : -1;

    /// <summary>Some rules, in an order in which each stands after those of them that it reads from.</summary>
    public static ImmutableArray<RecordingRule> OrderOf(RecordingRule[] rules) => [.. Components(rules).SelectMany(static component => component.Rules)];

    /// <summary>Takes note of other files.</summary>
    /// <param name="gone">The files that are no longer there.</param>
    /// <param name="changed">The metrics that they and those in their place record, and all that is recorded from these.</param>
    public void Exchange(IEnumerable<RuleFile> gone, HashSet<string> changed)
    {
        RecordingRule[] now = _index.RecordingRules(changed);
        foreach (RecordingRule rule in gone.SelectMany(static file => file.Rules).OfType<RecordingRule>().Concat(now))
        {
            // All of a cycle are recorded from each other, so that none of it stays.
            if (_cycleOf.Remove(rule, out int cycle))
            {
                _cycles.Remove(cycle);
            }
        }

        AddCycles(now);
        DependencyOrder = default;
    }

    private static RecordingRule[] All(RuleIndex index) => [.. index.Rules.OfType<RecordingRule>().Where(static rule => rule.Name is not null)];

    private ImmutableArray<RecordingRule> AddCycles(RecordingRule[] rules)
    {
        var order = ImmutableArray.CreateBuilder<RecordingRule>(rules.Length);
        foreach ((RecordingRule[] members, bool isCycle) in Components(rules))
        {
            order.AddRange(members);
            if (isCycle)
            {
                _lastCycle++;
                _cycles.Add(_lastCycle, [.. members]);
                foreach (RecordingRule rule in members)
                {
                    _cycleOf.Add(rule, _lastCycle);
                }
            }
        }

        return order.ToImmutable();
    }

    /// <summary>The strongly connected components of some rules, each after those that it reads from.</summary>
    private static IEnumerable<(RecordingRule[] Rules, bool IsCycle)> Components(RecordingRule[] rules)
    {
        foreach (List<int> component in new StrongComponents(Edges(rules)).Find())
        {
            // No rule reads another one but through a metric, so what is alone does not read itself.
            component.Sort();
            int length = component.FindLastIndex(node => node < rules.Length) + 1;
            var members = new RecordingRule[length];
            for (int i = 0; i < length; i++)
            {
                members[i] = rules[component[i]];
            }

            yield return (members, component.Count > 1);
        }
    }

    /// <summary>From each rule to the metrics that it reads, which come behind the rules, and from each metric to the rules that record it.</summary>
    private static int[][] Edges(RecordingRule[] rules)
    {
        var metrics = new Dictionary<string, int>(rules.Length, StringComparer.Ordinal);
        var recording = new List<List<int>>(rules.Length);
        for (int i = 0; i < rules.Length; i++)
        {
            string name = rules[i].NameText!;
            if (!metrics.TryGetValue(name, out int metric))
            {
                metrics.Add(name, metric = rules.Length + recording.Count);
                recording.Add([]);
            }

            recording[metric - rules.Length].Add(i);
        }

        var edges = new int[rules.Length + recording.Count][];
        var read = new List<int>();
        var lastReader = new int[recording.Count];
        for (int i = 0; i < lastReader.Length; i++)
        {
            lastReader[i] = -1;
        }

        for (int i = 0; i < rules.Length; i++)
        {
            read.Clear();
            foreach (string name in RuleSet.MetricsRead(rules[i]))
            {
                if (metrics.TryGetValue(name, out int metric) && lastReader[metric - rules.Length] != i)
                {
                    lastReader[metric - rules.Length] = i;
                    read.Add(metric);
                }
            }

            edges[i] = read.ToArray();
        }

        for (int i = 0; i < recording.Count; i++)
        {
            edges[rules.Length + i] = recording[i].ToArray();
        }

        return edges;
    }
}
