using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>What tells rules apart: their labels and what their expressions mean, however they are written. Remembers groups.</summary>
internal sealed class RuleIdentity
{
    private readonly Dictionary<RuleGroup, GroupLabels> _groups = [];

    /// <summary>
    /// The labels that a rule gives, its own and those of its group, in any order, as a digest: a sum over all labels, so that
    /// those of a group are not gone through again for each of its rules.
    /// </summary>
    public UInt128 LabelsOf(Rule rule)
    {
        GroupLabels group = LabelsOf(rule.Group);
        UInt128 sum = group.Sum;
        foreach (LabelEntry own in rule.Labels)
        {
            sum += Digest(own);
            if (group.Digests.TryGetValue(own.Name.Value, out UInt128 hidden))
            {
                sum -= hidden;
            }
        }

        return sum;
    }

    /// <summary>The expression in its canonical form; as it is written where it cannot be read.</summary>
    public static string ExpressionOf(Rule rule) => rule.Expression switch
    {
        { Parse: { IsValid: true, Root: { } root } } => PromQLPrinter.Print(root),
        { } expression => string.Concat(expression.Text.Where(static c => !char.IsWhiteSpace(c))),
        null => "",
    };

    private GroupLabels LabelsOf(RuleGroup group)
    {
        if (!_groups.TryGetValue(group, out GroupLabels? labels))
        {
            var digests = new Dictionary<string, UInt128>(StringComparer.Ordinal);
            UInt128 sum = 0;
            foreach (LabelEntry label in group.Labels)
            {
                if (digests.TryAdd(label.Name.Value, Digest(label)))
                {
                    sum += digests[label.Name.Value];
                }
            }

            _groups[group] = labels = new GroupLabels(digests, sum);
        }

        return labels;
    }

    private static UInt128 Digest(LabelEntry label) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{label.Name.Value}\0{label.Value.Value}")));

    private sealed record GroupLabels(Dictionary<string, UInt128> Digests, UInt128 Sum);
}
