using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Rules;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Http;

/// <summary>A target of a server.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Instance">Its instance.</param>
/// <param name="Health">What became of the last scrape: up, down or unknown.</param>
/// <param name="LastError">Why the last scrape failed; empty where it did not.</param>
internal sealed record ServerTarget(string Job, string Instance, string Health, string LastError);
