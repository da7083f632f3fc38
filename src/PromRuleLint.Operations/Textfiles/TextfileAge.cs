using System.Collections.Immutable;
using PromRuleLint.Hosting;
using PromRuleLint.PromQL;
using PromRuleLint.Text;

namespace PromRuleLint.Operations.Textfiles;

/// <summary>How old a file may be.</summary>
/// <param name="Cadence">How often it is written.</param>
/// <param name="Grace">How much later it may come.</param>
internal sealed record TextfileAge(TimeSpan Cadence, TimeSpan Grace)
{
    /// <summary>The age above which it is stale.</summary>
    public TimeSpan Limit => Cadence + Grace;
}
