using PromRuleLint.Gates;

namespace PromRuleLint.Configuration;

/// <summary>The values of the keys of a condition that were read so far.</summary>
internal struct GateConditionParts
{
    public GateCondition Condition { get; set; }

    /// <summary>Whether a value is invalid. The condition is not used then, because without that value it could pass where it should fail.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>How deep the condition is nested in others.</summary>
    public int Depth { get; init; }

    /// <summary>Stores the condition with another value; null for a value that is wrong.</summary>
    public void Store(GateCondition? next)
    {
        Condition = next ?? Condition;
        IsBroken |= next is null;
    }
}
