namespace PromRuleLint.PromQL.Syntax;

/// <summary>A fault found while a node was put together.</summary>
internal sealed record SyntaxFault(PromQLError Error, SyntaxFault? Next);
