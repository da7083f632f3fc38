using PromRuleLint.Hosting;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Gates;

/// <summary>Shows that alerts fire when their condition is fed.</summary>
internal interface IFiringEvidence
{
    /// <summary>What is shown of an alert.</summary>
    FiringProof Prove(string alert);
}
