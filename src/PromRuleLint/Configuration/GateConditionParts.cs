using PromRuleLint.Gates;

namespace PromRuleLint.Configuration;

/// <summary>What the keys of a condition say so far.</summary>
internal struct GateConditionParts
{
    public GateCondition Condition { get; set; }

    /// <summary>Whether something is wrong with a value: half a condition would pass what the whole one does not.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>In how many others the condition stands.</summary>
    public int Depth { get; init; }

    /// <summary>Stores the condition with another value; null for a value that is wrong.</summary>
    public void Store(GateCondition? next)
    {
        Condition = next ?? Condition;
        IsBroken |= next is null;
    }
}
