using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Operations.Http;

namespace PromRuleLint.Operations.Backtests;

/// <summary>A time in which an alert would have fired.</summary>
/// <param name="Labels">The series.</param>
/// <param name="Start">When it would have begun to fire.</param>
/// <param name="End">When it would have ended; the end of the range where it still fires then.</param>
internal sealed record Firing(string Labels, DateTimeOffset Start, DateTimeOffset End);
