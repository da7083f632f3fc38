using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Testing;

/// <summary>One alert or sample that was expected and did not come, that came unexpectedly, or that came otherwise.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Item">The item as it was expected or, where it was not, as it came.</param>
/// <param name="Range">The expected item in the test file; the expectation where none was expected.</param>
/// <param name="Fields">Where both are known, what differs: labels, annotations, the value.</param>
public sealed record ExpectationDifference(DifferenceKind Kind, string Item, SourceRange Range, ImmutableArray<FieldDifference> Fields);
