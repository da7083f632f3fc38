using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// What the text of a pattern says by itself: its tree and what can be read off it. All patterns of the same text may share
/// one; what work a question may cost is not its business (<see cref="Re2Budget"/>). May be asked from several threads.
/// </summary>
internal sealed class Re2Shape
{
    private readonly int _length;
    private Re2Program? _program;
    private Re2Search? _search;
    private string? _sample;

    public Re2Shape(string pattern)
    {
        _length = pattern.Length;
        Re2Syntax syntax = Re2Parser.Parse(pattern);
        Error = syntax.Error;
        Groups = syntax.Groups;
        Root = syntax.Root;
        if (syntax.Root is null)
        {
            return;
        }

        Alternatives = Re2Alternatives.Find(pattern, syntax.Root);
        var facts = new Re2Facts(syntax.Root);
        Branches = facts.Branches;
        FiniteMatches = facts.FiniteMatches;
        Prefix = facts.Prefix;
        Suffix = facts.Suffix;
        RedundantAnchors = facts.RedundantAnchors;
        LeadingWildcard = facts.LeadingWildcard;
        TrailingWildcard = facts.TrailingWildcard;
        HasWildcardPart = facts.HasWildcardPart;
    }

    /// <summary>The tree; null of a rejected pattern.</summary>
    public Re2Node? Root { get; }

    public Re2Error? Error { get; }

    public ImmutableArray<Re2Group> Groups { get; }

    public ImmutableArray<TextRange> Branches { get; } = [];

    public ImmutableArray<string> Alternatives { get; }

    public ImmutableArray<string> FiniteMatches { get; }

    public string Prefix { get; } = "";

    public string Suffix { get; } = "";

    public ImmutableArray<TextRange> RedundantAnchors { get; } = [];

    public TextRange? LeadingWildcard { get; }

    public TextRange? TrailingWildcard { get; }

    public bool HasWildcardPart { get; }

    /// <summary>The automaton. A few characters can stand for thousands of instructions ('a{1000}'): such a program is not kept.</summary>
    public Re2Program Program => _program ?? (Root!.Size <= (2L * _length) + 64 ? _program = new Re2Program(Root) : new Re2Program(Root));

    /// <summary>A text that the pattern most likely matches; null of a rejected pattern.</summary>
    public string? Sample => Root is null ? null : _sample ??= Re2Sample.Create(Root);

    /// <summary>Finds what the pattern and its groups match; null of a rejected pattern.</summary>
    public Re2Search? Search => Root is null ? null : _search ??= new Re2Search(Root, Groups);
}
