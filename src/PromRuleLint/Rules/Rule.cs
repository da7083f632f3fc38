using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>An alerting or recording rule.</summary>
public abstract class Rule
{
    private RuleGroup? _group;
    private EffectiveLabels? _effective;
    private ImmutableArray<VectorSelector> _selectors;

    /// <summary>The group that holds the rule.</summary>
    public RuleGroup Group => _group ?? throw new InvalidOperationException("The rule is not part of a group yet.");

    /// <summary>The file that holds the rule.</summary>
    public RuleFile File => Group.File;

    /// <summary>The whole rule in the file.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>The rule's mapping.</summary>
    public required YamlMapping Node { get; init; }

    /// <summary>The name after <c>record:</c> or <c>alert:</c>; null if the rule has neither.</summary>
    public YamlScalar? Name { get; init; }

    /// <summary>The expression; null if <c>expr</c> is missing or not a scalar.</summary>
    public RuleExpression? Expression { get; init; }

    /// <summary>The rule's own labels.</summary>
    public ImmutableArray<LabelEntry> Labels { get; init; } = [];

    /// <summary>The labels that the rule adds to its results: its own and those of its group, unless the rule sets a label of the same name.</summary>
    public IEnumerable<LabelEntry> EffectiveLabels => Effective.Entries;

    /// <summary>The selectors of the expression, in the order of the text; found once and kept, because many checks ask for them.</summary>
    internal ImmutableArray<VectorSelector> Selectors
    {
        get
        {
            if (_selectors.IsDefault)
            {
                _selectors = Expression?.Root is { } root ? [.. root.DescendantsAndSelf().OfType<VectorSelector>()] : [];
            }

            return _selectors;
        }
    }

    private EffectiveLabels Effective => _effective ??= new EffectiveLabels(Labels, Group.Labels);

    /// <summary>The label with a name in <see cref="EffectiveLabels"/>; null if there is none.</summary>
    internal LabelEntry? FindLabel(string name) => Effective.Find(name);

    internal void AttachTo(RuleGroup group) => _group = group;
}
