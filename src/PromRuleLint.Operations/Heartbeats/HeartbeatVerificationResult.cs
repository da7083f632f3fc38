using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.PromQL;

namespace PromRuleLint.Operations.Heartbeats;

/// <summary>What came of waiting for a heartbeat on a server.</summary>
/// <param name="IsSeen">Whether the server has it.</param>
/// <param name="Message">What was seen, or what was seen instead and where to look.</param>
internal sealed record HeartbeatVerificationResult(bool IsSeen, string Message);
