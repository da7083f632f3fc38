namespace PromRuleLint.Checks;

/// <summary>An action and the check that registered it.</summary>
internal sealed record Registration<TContext>(Check Check, Action<TContext> Action);
