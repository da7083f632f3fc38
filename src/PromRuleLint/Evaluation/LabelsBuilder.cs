namespace PromRuleLint.Evaluation;

/// <summary>Puts labels together from others.</summary>
internal sealed class LabelsBuilder(Labels start)
{
    private readonly List<KeyValuePair<string, string>> _pairs = [.. start];

    public string Get(string name)
    {
        int at = Find(name);
        return at >= 0 ? _pairs[at].Value : "";
    }

    /// <summary>Sets a label; an empty value removes it.</summary>
    public void Set(string name, string value)
    {
        int at = Find(name);
        if (value.Length == 0)
        {
            if (at >= 0)
            {
                _pairs.RemoveAt(at);
            }
        }
        else if (at >= 0)
        {
            _pairs[at] = new(name, value);
        }
        else
        {
            _pairs.Insert(~at, new(name, value));
        }
    }

    public void Remove(string name) => Set(name, "");

    public Labels ToLabels() => _pairs.Count == 0 ? Labels.Empty : new Labels([.. _pairs]);

    // Few labels: a walk is quicker than a binary search.
    private int Find(string name)
    {
        for (int i = 0; i < _pairs.Count; i++)
        {
            int order = ByteOrder.Compare(_pairs[i].Key, name);
            if (order >= 0)
            {
                return order == 0 ? i : ~i;
            }
        }

        return ~_pairs.Count;
    }
}
