using System.Collections.Immutable;

namespace PromRuleLint.Rules.Formatting;

/// <summary>A rule file with its expressions in canonical form.</summary>
/// <param name="Text">The whole new text; equal to the old one where nothing is to change.</param>
/// <param name="Changes">What is replaced in the old text, in its order; all of it lies in the scalars of <c>expr</c>.</param>
/// <param name="Skipped">Expressions that are not in canonical form and are left so, with the reason.</param>
public sealed record FormattedRuleFile(string Text, ImmutableArray<TextChange> Changes, ImmutableArray<SkippedExpression> Skipped)
{
    /// <summary>Whether formatting changes the file.</summary>
    public bool IsChanged => !Changes.IsEmpty;
}
