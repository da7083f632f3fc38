using System.Collections.Immutable;
using PromRuleLint.Text;

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

/// <summary>A replacement in the text of a file.</summary>
/// <param name="Range">What is replaced; empty to insert.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextChange(SourceRange Range, string NewText);

/// <summary>An expression that was left as it is.</summary>
/// <param name="Range">Its scalar in the file.</param>
/// <param name="Reason">Why, as a clause without a full stop.</param>
/// <param name="HasErrors">Whether it is no valid expression.</param>
public sealed record SkippedExpression(SourceRange Range, string Reason, bool HasErrors = false);
