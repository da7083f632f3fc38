using System.Collections.Immutable;
using PromRuleLint.Rules;

namespace PromRuleLint.RuleSets;

/// <summary>What recording rule reads from what other, in strongly connected components (Tarjan's algorithm without recursion).</summary>
internal sealed class RuleGraph
{
    private readonly Dictionary<RecordingRule, int> _cycleOf = [];

    public RuleGraph(RuleSet set)
    {
        RecordingRule[] rules = [.. set.Rules.OfType<RecordingRule>().Where(static rule => rule.Name is not null)];
        var order = ImmutableArray.CreateBuilder<RecordingRule>(rules.Length);
        var cycles = ImmutableArray.CreateBuilder<ImmutableArray<RecordingRule>>();
        foreach (List<int> component in Components(Edges(rules)))
        {
            RecordingRule[] members = [.. component.Where(node => node < rules.Length).Order().Select(node => rules[node])];
            order.AddRange(members);

            // No rule reads another one but through a metric, so what is alone does not read itself.
            if (component.Count > 1)
            {
                foreach (RecordingRule rule in members)
                {
                    _cycleOf.Add(rule, cycles.Count);
                }

                cycles.Add([.. members]);
            }
        }

        DependencyOrder = order.ToImmutable();
        Cycles = cycles.ToImmutable();
    }

    public ImmutableArray<RecordingRule> DependencyOrder { get; }

    public ImmutableArray<ImmutableArray<RecordingRule>> Cycles { get; }

    public int CycleOf(RecordingRule rule) => _cycleOf.TryGetValue(rule, out int cycle) ? cycle : -1;

    /// <summary>From each rule to the metrics that it reads, which come behind the rules, and from each metric to the rules that record it.</summary>
    private static int[][] Edges(RecordingRule[] rules)
    {
        var edges = new List<int[]>(2 * rules.Length);
        var metrics = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (RecordingRule rule in rules)
        {
            metrics.TryAdd(rule.Name!.Value, rules.Length + metrics.Count);
        }

        foreach (RecordingRule rule in rules)
        {
            edges.Add([.. RuleSet.MetricsRead(rule).Where(metrics.ContainsKey).Select(metric => metrics[metric]).Distinct()]);
        }

        ILookup<string, int> recording = Enumerable.Range(0, rules.Length).ToLookup(i => rules[i].Name!.Value, StringComparer.Ordinal);
        edges.AddRange(recording.Select(static rulesOf => rulesOf.ToArray()));
        return [.. edges];
    }

    private static List<List<int>> Components(int[][] edges)
    {
        int count = edges.Length;
        var found = new List<List<int>>();
        var number = new int[count];
        var low = new int[count];
        var onStack = new bool[count];
        var stack = new Stack<int>();
        var work = new Stack<(int Node, int Edge)>();
        int next = 1;
        for (int root = 0; root < count; root++)
        {
            if (number[root] != 0)
            {
                continue;
            }

            work.Push((root, 0));
            while (work.TryPop(out (int Node, int Edge) at))
            {
                (int node, int edge) = at;
                if (edge == 0)
                {
                    number[node] = low[node] = next++;
                    stack.Push(node);
                    onStack[node] = true;
                }
                else
                {
                    low[node] = Math.Min(low[node], low[edges[node][edge - 1]]);
                }

                bool descended = false;
                for (; edge < edges[node].Length; edge++)
                {
                    int target = edges[node][edge];
                    if (number[target] == 0)
                    {
                        work.Push((node, edge + 1));
                        work.Push((target, 0));
                        descended = true;
                        break;
                    }

                    if (onStack[target])
                    {
                        low[node] = Math.Min(low[node], number[target]);
                    }
                }

                if (descended || low[node] != number[node])
                {
                    continue;
                }

                var component = new List<int>();
                int member;
                do
                {
                    member = stack.Pop();
                    onStack[member] = false;
                    component.Add(member);
                }
                while (member != node);
                found.Add(component);
            }
        }

        return found;
    }
}
