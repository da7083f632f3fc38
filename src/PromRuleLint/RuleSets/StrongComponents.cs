namespace PromRuleLint.RuleSets;

/// <summary>The strongly connected components of a graph: Tarjan's algorithm, on a stack of its own, each component after those that it leads to.</summary>
/// <param name="edges">From each node to others.</param>
internal sealed class StrongComponents(int[][] edges)
{
    private readonly List<List<int>> _found = [];

    // In the order of the first visit, from 1 on; 0 for a node that was not visited.
    private readonly int[] _number = new int[edges.Length];

    // The least number that is reached from a node through nodes of no finished component.
    private readonly int[] _low = new int[edges.Length];
    private readonly bool[] _isOpen = new bool[edges.Length];
    private readonly Stack<int> _open = new();
    private readonly Stack<(int Node, int Edge)> _work = new();
    private int _last;

    /// <summary>Finds all components.</summary>
    public List<List<int>> Find()
    {
        for (int root = 0; root < edges.Length; root++)
        {
            if (_number[root] == 0)
            {
                _work.Push((root, 0));
                while (_work.TryPop(out (int Node, int Edge) at))
                {
                    Visit(at.Node, at.Edge);
                }
            }
        }

        return _found;
    }

    /// <summary>Follows the edges of a node from one on, until one leads to a node that was not visited; that one comes first then.</summary>
    private void Visit(int node, int edge)
    {
        if (edge == 0)
        {
            _number[node] = _low[node] = ++_last;
            _open.Push(node);
            _isOpen[node] = true;
        }
        else
        {
            _low[node] = Math.Min(_low[node], _low[edges[node][edge - 1]]);
        }

        for (; edge < edges[node].Length; edge++)
        {
            int target = edges[node][edge];
            if (_number[target] == 0)
            {
                _work.Push((node, edge + 1));
                _work.Push((target, 0));
                return;
            }

            if (_isOpen[target])
            {
                _low[node] = Math.Min(_low[node], _number[target]);
            }
        }

        if (_low[node] == _number[node])
        {
            Close(node);
        }
    }

    private void Close(int first)
    {
        var component = new List<int>();
        int member;
        do
        {
            member = _open.Pop();
            _isOpen[member] = false;
            component.Add(member);
        }
        while (member != first);
        _found.Add(component);
    }
}
