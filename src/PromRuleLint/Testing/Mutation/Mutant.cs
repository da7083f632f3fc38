using System.Collections.Immutable;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Testing.Mutation;

/// <summary>A small change of a rule, and whether tests notice it.</summary>
public sealed class Mutant
{
    internal Mutant(Rule rule, RuleMutation mutation)
    {
        Rule = rule;
        Mutation = mutation;
        Range = mutation.Place(rule);
        Original = rule.File.Source.Text[Range.Start..Range.End];
    }

    /// <summary>The rule that is changed.</summary>
    public Rule Rule { get; }

    /// <summary>What kind of change it is.</summary>
    public MutantKind Kind => Mutation.Kind;

    /// <summary>The text in the rule file that is changed.</summary>
    public SourceRange Range { get; }

    /// <summary>That text.</summary>
    public string Original { get; }

    /// <summary>What stands there in the mutant; empty where the text is left out.</summary>
    public string Replacement => Mutation.Replacement;

    /// <summary>What became of it.</summary>
    public MutantStatus Status { get; internal set; }

    /// <summary>The first test that failed with it, as <c>file: name</c>; null where none did.</summary>
    public string? KilledBy { get; internal set; }

    /// <summary>The tests that look at what the rule gives, directly or through other rules, as <c>file: name</c>.</summary>
    public ImmutableArray<string> Tests { get; internal set; } = [];

    internal RuleMutation Mutation { get; }
}
