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
        var indexOf = new Dictionary<RecordingRule, int>(rules.Length);
        for (int i = 0; i < rules.Length; i++)
        {
            indexOf.Add(rules[i], i);
        }

        var edges = new int[rules.Length][];
        for (int i = 0; i < rules.Length; i++)
        {
            edges[i] = [.. set.Dependencies(rules[i]).Select(source => indexOf[source])];
        }

        var order = ImmutableArray.CreateBuilder<RecordingRule>(rules.Length);
        var cycles = ImmutableArray.CreateBuilder<ImmutableArray<RecordingRule>>();
        foreach (List<int> component in Components(edges))
        {
            component.Sort();
            order.AddRange(component.Select(i => rules[i]));
            if (component.Count > 1 || edges[component[0]].Contains(component[0]))
            {
                foreach (int i in component)
                {
                    _cycleOf.Add(rules[i], cycles.Count);
                }

                cycles.Add([.. component.Select(i => rules[i])]);
            }
        }

        DependencyOrder = order.ToImmutable();
        Cycles = cycles.ToImmutable();
    }

    public ImmutableArray<RecordingRule> DependencyOrder { get; }

    public ImmutableArray<ImmutableArray<RecordingRule>> Cycles { get; }

    public int CycleOf(RecordingRule rule) => _cycleOf.TryGetValue(rule, out int cycle) ? cycle : -1;

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
