using System.Collections.Frozen;
using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>A rule file as written, with all that is wrong with its form.</summary>
public sealed class RuleFile
{
    private FrozenSet<string>? _namedLabels;
    private Rule[]? _byStart;

    /// <summary>Makes a file and attaches its groups and rules to it.</summary>
    public RuleFile(SourceText source, RuleFileKind kind, ImmutableArray<RuleGroup> groups, ImmutableArray<RuleFileError> errors, ImmutableArray<YamlComment> comments)
    {
        Source = source;
        Kind = kind;
        Groups = groups;
        Errors = errors;
        Comments = comments;
        int place = 0;
        foreach (RuleGroup group in groups)
        {
            group.AttachTo(this);
            foreach (Rule rule in group.Rules)
            {
                rule.Place = place++;
            }
        }
    }

    /// <summary>The file.</summary>
    public SourceText Source { get; }

    /// <summary>In what wrapping the rules stand.</summary>
    public RuleFileKind Kind { get; }

    /// <summary>All groups of all documents, in the order of the text.</summary>
    public ImmutableArray<RuleGroup> Groups { get; }

    /// <summary>Faults of YAML and of the rule file's form, in the order of the text.</summary>
    public ImmutableArray<RuleFileError> Errors { get; }

    /// <summary>The YAML comments.</summary>
    public ImmutableArray<YamlComment> Comments { get; }

    /// <summary>The Helm release that all resources of the file name; null if they name none or different ones.</summary>
    internal string? Release { get; init; }

    /// <summary>
    /// The parts of the text of which nothing is known: what is not YAML, with the list items around it, and what is a
    /// template. Rules and tests may stand there. Empty where all was read.
    /// </summary>
    public ImmutableArray<SourceRange> Unread { get; init; } = [];

    /// <summary>The YAML aliases, in the order of the text.</summary>
    internal ImmutableArray<YamlAlias> Aliases { get; init; } = [];

    /// <summary>The steps that automata may take for the patterns of its expressions; null for a file that was not read.</summary>
    internal Regex.Re2Budget? PatternBudget { get; init; }

    /// <summary>The unit tests; null if the file is not a unit-test file.</summary>
    public TestFile? UnitTests { get; init; }

    /// <summary>All rules of all groups.</summary>
    public IEnumerable<Rule> Rules => Groups.SelectMany(static group => group.Rules);

    /// <summary>
    /// The labels that some expression of the file names, in a matcher, in <c>by</c>, <c>on</c> and their like, or as an
    /// argument: series may have them. Selectors of <c>ALERTS</c> do not count, because they are about other series.
    /// </summary>
    internal FrozenSet<string> NamedLabels => _namedLabels ??= Rules.SelectMany(LabelNames).ToFrozenSet(StringComparer.Ordinal);

    // Only aliases bring them out of order.
    private static Rule[] ByStart(Rule[] rules)
    {
        for (int i = 1; i < rules.Length; i++)
        {
            if (rules[i].Range.Start < rules[i - 1].Range.Start)
            {
                return [.. rules.OrderBy(static rule => rule.Range.Start)];
            }
        }

        return rules;
    }

    /// <summary>The rule that holds an offset of the file; null where none does.</summary>
    public Rule? RuleAt(int offset)
    {
        Rule[] rules = _byStart ??= ByStart([.. Rules]);
        int low = 0;
        int high = rules.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (rules[middle].Range.Start <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && offset <= rules[low - 1].Range.End ? rules[low - 1] : null;
    }

    private static IEnumerable<string> LabelNames(Rule rule) => rule.Expression?.Root is not { } root ? [] : root.DescendantsAndSelf().SelectMany(static node => node switch
    {
        VectorSelector { Name: AlertSeries.Alerts or AlertSeries.AlertsForState } => [],
        VectorSelector selector => selector.Matchers.Select(static matcher => matcher.Name),
        AggregateExpr aggregate => aggregate.Grouping.Select(static label => label.Name),
        BinaryExpr { Matching: { } matching } => matching.Labels.Concat(matching.Include).Select(static label => label.Name),
        StringLiteral literal => [literal.Value],
        _ => [],
    });
}
