namespace PromRuleLint.Checks;

/// <summary>An action and the check that registered it.</summary>
internal readonly record struct Registration<TContext>(Check Check, Action<TContext> Action);
