using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>An alerting or recording rule.</summary>
public abstract class Rule
{
    private readonly CompactNode _node;
    private readonly CompactNode _name;
    private RuleGroup? _group;
    private EffectiveLabels? _effective;

    /// <summary>The group that holds the rule.</summary>
    public RuleGroup Group => _group ?? throw new InvalidOperationException("The rule is not part of a group yet.");

    /// <summary>The file that holds the rule.</summary>
    public RuleFile File => Group.File;

    /// <summary>Where it stands among the rules of its file, from 0; -1 for a copy that stands in none.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>The whole rule in the file.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The rule's mapping.</summary>
    public required YamlMapping Node
    {
        get => (YamlMapping)_node.ToNode()!;
        init => _node = CompactNode.Of(value);
    }

    /// <summary>The name after <c>record:</c> or <c>alert:</c>; null if the rule has neither.</summary>
    public YamlScalar? Name
    {
        get => _name.ToScalar();
        init => _name = CompactNode.Of(value);
    }

    /// <summary>The text of <see cref="Name"/>; null where there is none.</summary>
    internal string? NameText => _name.Value;

    /// <summary>The range of <see cref="Name"/>; of nothing where there is none.</summary>
    internal SourceRange NameRange => _name.Range;

    /// <summary>The expression; null if <c>expr</c> is missing or not a scalar.</summary>
    public RuleExpression? Expression { get; init; }

    /// <summary>The rule's own labels.</summary>
    public ImmutableArray<LabelEntry> Labels
    {
        get => LabelList.ToEntries();
        init => LabelList = new LabelList(value);
    }

    /// <summary>The rule's own labels as they are kept.</summary>
    internal LabelList LabelList { get; init; }

    /// <summary>The labels that the rule adds to its results: its own and those of its group, unless the rule sets a label of the same name.</summary>
    public IEnumerable<LabelEntry> EffectiveLabels => EffectiveLabelList.ToEntries();

    /// <summary><see cref="EffectiveLabels"/> as they are kept.</summary>
    internal LabelList EffectiveLabelList => Group.LabelList.IsEmpty ? LabelList : Effective.Labels;

    /// <summary>The selectors of the expression, in the order of the text.</summary>
    internal SelectorChain Selectors => Expression?.Selectors ?? default;

    /// <summary>The label with a name in <see cref="EffectiveLabels"/>; null if there is none.</summary>
    internal LabelText? FindLabel(string name) =>
        Group.LabelList.IsEmpty && LabelList.Length <= Rules.EffectiveLabels.Few ? LabelList.Find(name) : Effective.Find(name);

    // Few groups have labels: of all others nothing is made, for a rule that is old when it gets something young is looked at in
    // each collection of garbage.
    private EffectiveLabels Effective => _effective ??= new EffectiveLabels(LabelList, Group.LabelList);

    internal void AttachTo(RuleGroup group) => _group = group;
}
