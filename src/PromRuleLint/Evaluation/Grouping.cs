using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Evaluation;

/// <summary>Which group each series belongs to, and the labels of the groups in the order in which they appear.</summary>
internal sealed record Grouping(int[] GroupOf, List<Labels> Labels)
{
    public static Grouping Create(AggregateExpr expr, List<Row> rows)
    {
        var names = new HashSet<string>(expr.Grouping.Select(static label => label.Name), StringComparer.Ordinal);
        if (expr.Without)
        {
            names.Add(Evaluation.Labels.MetricNameLabel);
        }

        var groupOf = new int[rows.Count];
        var labels = new List<Labels>();
        var known = new Dictionary<Labels, int>();
        for (int i = 0; i < rows.Count; i++)
        {
            Labels group = expr.Without ? rows[i].Labels.AllBut(names) : names.Count == 0 ? Evaluation.Labels.Empty : rows[i].Labels.Only(names);
            if (!known.TryGetValue(group, out int index))
            {
                index = labels.Count;
                known.Add(group, index);
                labels.Add(group);
            }

            groupOf[i] = index;
        }

        return new Grouping(groupOf, labels);
    }
}
