using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A group of rules, evaluated one after another at one interval.</summary>
public sealed class RuleGroup
{
    private readonly CompactNode _node;
    private readonly CompactNode _name;
    private RuleFile? _file;

    /// <summary>The file that holds the group.</summary>
    public RuleFile File => _file ?? throw new InvalidOperationException("The group is not part of a file yet.");

    /// <summary>The whole group in the file.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The group's mapping.</summary>
    public required YamlMapping Node
    {
        get => (YamlMapping)_node.ToNode()!;
        init => _node = CompactNode.Of(value);
    }

    /// <summary>The name; null where it is missing.</summary>
    public YamlScalar? Name
    {
        get => _name.ToScalar();
        init => _name = CompactNode.Of(value);
    }

    /// <summary>The text of <see cref="Name"/>; null where there is none.</summary>
    internal string? NameText => _name.Value;

    /// <summary>How often it is evaluated; null for the server's default.</summary>
    public RuleDuration? Interval { get; init; }

    /// <summary>How far back it is evaluated.</summary>
    public RuleDuration? QueryOffset { get; init; }

    /// <summary>How many series or alerts a rule may return; null or 0 for no limit.</summary>
    public long? Limit { get; init; }

    /// <summary>Labels for all rules of the group; a label of a rule wins over one of the same name.</summary>
    public ImmutableArray<LabelEntry> Labels
    {
        get => LabelList.ToEntries();
        init => LabelList = new LabelList(value);
    }

    /// <summary>The labels as they are kept.</summary>
    internal LabelList LabelList { get; init; }

    /// <summary>The rules.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    /// <summary>The schema of the rules; that of a resource follows from its kind.</summary>
    internal RuleSchema Schema { get; init; }

    /// <summary>The group without the rules at some ranges.</summary>
    internal RuleGroup Without(ImmutableArray<SourceRange> cut) => new()
    {
        Range = Range,
        Node = Node,
        Name = Name,
        Interval = Interval,
        QueryOffset = QueryOffset,
        Limit = Limit,
        LabelList = LabelList,
        Schema = Schema,
        Rules = Rules.RemoveAll(rule => cut.Contains(rule.Range)),
    };

    internal void AttachTo(RuleFile file)
    {
        _file = file;
        foreach (Rule rule in Rules)
        {
            rule.AttachTo(this);
        }
    }
}
