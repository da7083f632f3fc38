using System.Collections.Immutable;

namespace PromRuleLint.Diagnostics;

/// <summary>A change that fixes a finding.</summary>
/// <param name="Title">What it does, as an editor's menu shows it.</param>
/// <param name="IsSafe">Whether it keeps the meaning, or does plainly what was meant; others are made only when asked for.</param>
/// <param name="Edits">The edits; they do not overlap, all are made or none.</param>
public sealed record CodeFix(string Title, bool IsSafe, ImmutableArray<TextEdit> Edits);
