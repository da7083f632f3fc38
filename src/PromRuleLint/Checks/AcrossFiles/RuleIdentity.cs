using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>
/// What tells rules apart: their labels and what their expressions mean, however they are written. Remembers labels and groups.
/// Made for one pass over a rule set.
/// </summary>
internal sealed class RuleIdentity
{
    private readonly Dictionary<(string Name, string Value), UInt128> _numbers = [];
    private readonly Dictionary<RuleGroup, GroupLabels> _groups = [];
    private ulong _state;

    private RuleIdentity()
    {
    }

    /// <summary>The identity of the rules that a check looks at, for all checks.</summary>
    public static RuleIdentity In(RuleSetContext context) => context.GetOrCreateState(static () => new RuleIdentity());

    /// <summary>
    /// The labels that a rule gives, its own and those of its group, in any order, as a number: a sum over all labels, so that
    /// those of a group are not gone through again for each of its rules.
    /// </summary>
    public UInt128 LabelsOf(Rule rule)
    {
        GroupLabels? group = rule.Group.LabelList.IsEmpty ? null : LabelsOf(rule.Group);
        UInt128 sum = group?.Sum ?? 0;
        foreach (LabelText own in rule.LabelList)
        {
            sum += NumberOf(own);
            if (group?.Numbers.TryGetValue(own.Name, out UInt128 hidden) == true)
            {
                sum -= hidden;
            }
        }

        return sum;
    }

    /// <summary>Those rules that give the same labels as others of them, these together and in their order.</summary>
    public List<T[]> WithSameLabels<T>(IReadOnlyList<T> rules)
        where T : Rule
    {
        // Few rules share their labels, so that nothing is made of the others.
        var sorted = new (UInt128 Labels, int Place)[rules.Count];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = (LabelsOf(rules[i]), i);
        }

        Array.Sort(sorted);
        var groups = new List<T[]>();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end].Labels == sorted[start].Labels)
            {
                end++;
            }

            if (end - start > 1)
            {
                groups.Add(Array.ConvertAll(sorted[start..end], each => rules[each.Place]));
            }
        }

        return groups;
    }

    /// <summary>
    /// Rules of one metric by the labels that each of them gives by itself: rules that are not together have different values
    /// of a label, whatever series they read.
    /// </summary>
    public IEnumerable<List<RecordingRule>> ThatMayCollide(IReadOnlyList<RecordingRule> rules)
    {
        if (rules.Count < 2)
        {
            return [];
        }

        var uses = new Dictionary<string, (int Rules, int Last)>(StringComparer.Ordinal);
        for (int i = 0; i < rules.Count; i++)
        {
            foreach (LabelText label in rules[i].LabelList)
            {
                ref (int Rules, int Last) use = ref CollectionsMarshal.GetValueRefOrAddDefault(uses, label.Name, out bool isKnown);

                // What stands twice in a rule is a fault of its own, and not counted.
                use = isKnown && use.Last == i ? (int.MinValue, i) : (use.Rules + 1, i);
            }
        }

        var groups = new Dictionary<UInt128, List<RecordingRule>>();
        foreach (RecordingRule rule in rules)
        {
            UInt128 sum = 0;
            foreach (LabelText label in rule.LabelList)
            {
                // The name is what 'record' says, whatever such a label says.
                sum += uses[label.Name].Rules == rules.Count && label.Name != "__name__" ? NumberOf(label) : 0;
            }

            if (!groups.TryGetValue(sum, out List<RecordingRule>? group))
            {
                groups.Add(sum, group = []);
            }

            group.Add(rule);
        }

        return groups.Values.Where(static group => group.Count > 1);
    }

    /// <summary>The expression in its canonical form; as it is written where it cannot be read.</summary>
    public static string ExpressionOf(Rule rule) => rule.Expression switch
    {
        { Errors.IsEmpty: true, Root: { } root } => PromQLPrinter.Print(root),
        { } expression => string.Concat(expression.Text.Where(static c => !char.IsWhiteSpace(c))),
        null => "",
    };

    private GroupLabels LabelsOf(RuleGroup group)
    {
        if (!_groups.TryGetValue(group, out GroupLabels? labels))
        {
            var numbers = new Dictionary<string, UInt128>(StringComparer.Ordinal);
            UInt128 sum = 0;
            foreach (LabelText label in group.LabelList)
            {
                if (numbers.TryAdd(label.Name, NumberOf(label)))
                {
                    sum += numbers[label.Name];
                }
            }

            _groups[group] = labels = new GroupLabels(numbers, sum);
        }

        return labels;
    }

    // The same for the same label; of different ones so far apart that no two sums of a few meet.
    private UInt128 NumberOf(LabelText label)
    {
        ref UInt128 number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, (label.Name, label.Value), out bool isKnown);
        return isKnown ? number : number = new UInt128(Next(), Next());
    }

    /// <summary>The next number of SplitMix64.</summary>
    private ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private sealed record GroupLabels(Dictionary<string, UInt128> Numbers, UInt128 Sum);
}
