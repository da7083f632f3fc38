using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Diagnostics;

/// <summary>A replacement of one range of a file's text.</summary>
/// <param name="Source">The file.</param>
/// <param name="Range">What is replaced; empty to insert.</param>
/// <param name="NewText">What stands there afterwards, as it is written in the file (escaped as its scalar needs).</param>
public sealed record TextEdit(SourceText Source, SourceRange Range, string NewText);

/// <summary>A change that fixes a finding.</summary>
/// <param name="Title">What it does, as an editor's menu shows it.</param>
/// <param name="IsSafe">Whether it keeps the meaning, or does plainly what was meant; others are made only when asked for.</param>
/// <param name="Edits">The edits; they do not overlap, all are made or none.</param>
public sealed record CodeFix(string Title, bool IsSafe, ImmutableArray<TextEdit> Edits);
