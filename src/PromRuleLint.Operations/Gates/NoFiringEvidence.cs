using PromRuleLint.Hosting;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Gates;

/// <summary>Nothing is at hand that could show it.</summary>
internal sealed class NoFiringEvidence : IFiringEvidence
{
    /// <inheritdoc/>
    public FiringProof Prove(string alert) => new(false, $"nothing shows that the alert '{alert}' can fire; give its rules and unit tests by --rules");
}
