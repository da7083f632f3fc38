using PromRuleLint.Hosting;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Gates;

/// <summary>Whether an alert was shown able to fire, and by what.</summary>
internal sealed record FiringProof(bool IsShown, string Reason)
{
    /// <summary>Whether something is at hand that speaks against it, such as a unit test that fails.</summary>
    public bool IsDoubtful { get; init; }
}
