using System.Collections.Immutable;
using PromRuleLint.PromQL;
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

    /// <summary>The name after <c>record:</c> or <c>alert:</c>; null where neither stands there.</summary>
    public YamlScalar? Name { get; init; }

    /// <summary>The expression; null where <c>expr</c> is missing or no scalar.</summary>
    public RuleExpression? Expression { get; init; }

    /// <summary>The rule's own labels.</summary>
    public ImmutableArray<LabelEntry> Labels { get; init; } = [];

    /// <summary>The labels that what the rule gives gets: its own, and those of its group that it has none of the same name for.</summary>
    public IEnumerable<LabelEntry> EffectiveLabels => Effective.Entries;

    /// <summary>The selectors of the expression, in the order of the text; found once, for much is asked of them.</summary>
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

    /// <summary>The label of a name among <see cref="EffectiveLabels"/>; null for none.</summary>
    internal LabelEntry? FindLabel(string name) => Effective.Find(name);

    internal void AttachTo(RuleGroup group) => _group = group;
}

/// <summary>A rule that records the result of its expression under a new name.</summary>
public sealed class RecordingRule : Rule;

/// <summary>A rule that alerts for each series that its expression returns.</summary>
public sealed class AlertingRule : Rule
{
    /// <summary>How long the expression must return a series before the alert fires.</summary>
    public RuleDuration? For { get; init; }

    /// <summary>How long the alert goes on after the expression stopped returning the series.</summary>
    public RuleDuration? KeepFiringFor { get; init; }

    /// <summary>The annotations.</summary>
    public ImmutableArray<LabelEntry> Annotations { get; init; } = [];
}

/// <summary>The expression of a rule, read.</summary>
/// <param name="Scalar">The YAML scalar that holds it.</param>
/// <param name="Parse">What reading it gave; ranges are offsets in the scalar's value.</param>
public sealed record RuleExpression(YamlScalar Scalar, ParseResult Parse)
{
    /// <summary>
    /// The tree; null where the text has a syntax error: what reading on after one made of it (<see cref="ParseResult.Root"/>)
    /// is good for finding more errors, not for saying what the rule means.
    /// </summary>
    public Expr? Root { get; } = Parse.Errors.Any(static error => error.Kind is PromQLErrorKind.Syntax or PromQLErrorKind.TooDeep) ? null : Parse.Root;

    /// <summary>The language that it is in.</summary>
    public ExpressionLanguage Language { get; init; }

    /// <summary>The expression's text, decoded.</summary>
    public string Text => Scalar.Value;

    /// <summary>The range in the file of a range in the expression.</summary>
    public SourceRange ToSource(TextRange range) => Scalar.ToSource(range);
}
