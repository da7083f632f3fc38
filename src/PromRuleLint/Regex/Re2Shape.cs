using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Regex;

/// <summary>
/// What the text of a pattern says by itself: its tree and what can be read off it. All patterns of the same text may share
/// one; what work a question may cost is not its business (<see cref="Re2Budget"/>). May be asked from several threads. The tree is
/// not kept: it is much larger than what is read off it, and made again where an automaton is.
/// </summary>
internal sealed class Re2Shape
{
    private readonly string _pattern;
    private Re2Program? _program;
    private Re2Search? _search;
    private string? _sample;

    public Re2Shape(string pattern)
    {
        _pattern = pattern;
        Re2Syntax syntax = Re2Parser.Parse(pattern);
        Error = syntax.Error;
        Groups = syntax.Groups;
        if (syntax.Root is not { } root)
        {
            return;
        }

        Size = root.Size;
        MatchesEmpty = root.MatchesEmpty;
        SurelyMatches = root.SurelyMatches;
        HasLongest = root.HasLongest;
        LeastAny = root is { Op: Re2Op.Repeat, Max: -1, Children: [{ Op: Re2Op.Any }] } ? root.Min : -1;
        Alternatives = Re2Alternatives.Find(pattern, root);
        var facts = new Re2Facts(root);
        Branches = facts.Branches;
        FiniteMatches = facts.FiniteMatches;
        Prefix = facts.Prefix;
        Suffix = facts.Suffix;
        RedundantAnchors = facts.RedundantAnchors;
        LeadingWildcard = facts.LeadingWildcard;
        TrailingWildcard = facts.TrailingWildcard;
        HasWildcardPart = facts.HasWildcardPart;
    }

    /// <summary>Why the pattern is rejected; null where it is not. Of a rejected pattern nothing else is known.</summary>
    public Re2Error? Error { get; }

    /// <summary>How many instructions Go reckons for it.</summary>
    public long Size { get; }

    /// <summary>Whether the tree matches the empty value (<see cref="Re2Node.MatchesEmpty"/>).</summary>
    public bool MatchesEmpty { get; }

    /// <summary>Whether it is plain that the tree matches something (<see cref="Re2Node.SurelyMatches"/>).</summary>
    public bool SurelyMatches { get; }

    /// <summary>Whether there is a longest text that the tree matches.</summary>
    public bool HasLongest { get; }

    /// <summary>The least length of what it matches where it is <c>.*</c>, <c>.+</c> and their like; -1 for any other.</summary>
    public int LeastAny { get; } = -1;

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

    /// <summary>The automaton.</summary>
    public Re2Program Program => _program ?? MakeProgram();

    /// <summary>A text that the pattern most likely matches; null of a rejected pattern.</summary>
    public string? Sample => Error is not null ? null : _sample ??= Re2Sample.Create(MakeTree());

    /// <summary>Finds what the pattern and its groups match; null of a rejected pattern.</summary>
    public Re2Search? Search => Error is not null ? null : _search ??= new Re2Search(MakeTree(), Groups);

    // A few characters can stand for thousands of instructions ('a{1000}'): such a program is not kept.
    private Re2Program MakeProgram()
    {
        var program = new Re2Program(MakeTree());
        if (Size <= (2L * _pattern.Length) + 64)
        {
            _program = program;
        }

        return program;
    }

    private Re2Node MakeTree() => Re2Parser.Parse(_pattern).Root!;
}
