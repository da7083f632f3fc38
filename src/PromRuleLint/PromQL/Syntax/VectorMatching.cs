using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>How the series of two vectors are matched.</summary>
public sealed class VectorMatching
{
    // Nearly all operations have no modifiers; they share these two.
    internal static readonly VectorMatching OneToOne = new();
    internal static readonly VectorMatching ManyToMany = new() { Cardinality = MatchCardinality.ManyToMany };

    /// <summary>The cardinality, inferred as the reference does.</summary>
    public MatchCardinality Cardinality { get; internal set; }

    /// <summary>Whether <see cref="Labels"/> are those of <c>on</c>; otherwise of <c>ignoring</c> (or there are none).</summary>
    public bool IsOn { get; internal set; }

    /// <summary>The labels of <c>on</c> or <c>ignoring</c>.</summary>
    public ImmutableArray<LabelName> Labels { get; internal set; } = [];

    /// <summary>From <c>on</c> or <c>ignoring</c> to its closing parenthesis; empty where there is neither.</summary>
    public TextRange LabelsRange { get; internal set; }

    /// <summary>The labels of <c>group_left</c> or <c>group_right</c>.</summary>
    public ImmutableArray<LabelName> Include { get; internal set; } = [];

    /// <summary>From <c>group_left</c> or <c>group_right</c> to the end of its labels; empty where there is neither.</summary>
    public TextRange GroupRange { get; internal set; }

    /// <summary>The value of <c>fill</c> or <c>fill_left</c>: what stands in for a missing series on the left.</summary>
    public double? FillLeft { get; internal set; }

    /// <summary>The value of <c>fill</c> or <c>fill_right</c>: what stands in for a missing series on the right.</summary>
    public double? FillRight { get; internal set; }

    /// <summary>Where the fill modifiers stand; empty where there are none.</summary>
    public TextRange FillRange { get; internal set; }

    private HashSet<string>? _listed;
    private HashSet<string>? _included;

    /// <summary>Whether a label stands in <c>on</c> or <c>ignoring</c>.</summary>
    internal bool Lists(string label) => LabelName.Contains(Labels, label, ref _listed);

    /// <summary>Whether a label stands in <c>group_left</c> or <c>group_right</c>.</summary>
    internal bool Includes(string label) => LabelName.Contains(Include, label, ref _included);
}
