using System.Collections.Immutable;

namespace PromRuleLint.Regex;

/// <summary>What <see cref="Re2Parser"/> makes of a pattern: a tree, or the reason that there is none.</summary>
internal sealed record Re2Syntax(Re2Node? Root, Re2Error? Error, ImmutableArray<Re2Group> Groups);
