using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Facts;

/// <summary>One link of a chain of reasons.</summary>
/// <param name="Kind">What sort of reason it is.</param>
/// <param name="Rule">The rule that the place is part of; null for an expression that stands alone, and where a metric is declared.</param>
/// <param name="Range">Where: offsets in the expression, or in the file where <paramref name="IsInFile"/>.</param>
/// <param name="IsInFile">Whether <paramref name="Range"/> counts in the file.</param>
/// <param name="Message">What is there.</param>
public readonly record struct ReasonStep(ReasonKind Kind, Rule? Rule, TextRange Range, bool IsInFile, string Message)
{
    /// <summary>The file; null for an expression that stands alone.</summary>
    public SourceText? Source => DeclaredIn ?? Rule?.File.Source;

    /// <summary>What is assumed there; null for nothing.</summary>
    public Assumption? Assumption { get; init; }

    /// <summary>The file that declares a metric; null for a step in a rule or an expression.</summary>
    internal SourceText? DeclaredIn { get; init; }

    /// <summary>The range in the file; of an expression that stands alone, in the expression.</summary>
    public SourceRange SourceRange => IsInFile || Rule?.Expression is not { } expression ? new SourceRange(Range.Start, Range.End) : expression.ToSource(Range);
}
