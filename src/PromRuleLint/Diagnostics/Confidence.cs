namespace PromRuleLint.Diagnostics;

/// <summary>What a finding rests on.</summary>
public enum Confidence
{
    /// <summary>A habit of writing rules; nothing goes wrong without it.</summary>
    Style,

    /// <summary>Facts and at least one named assumption, which the configuration can deny.</summary>
    Assumed,

    /// <summary>The text of the rules, the configuration and the behavior of Prometheus alone.</summary>
    Proved,
}
