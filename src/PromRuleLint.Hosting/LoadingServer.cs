using PromRuleLint.Configuration;

namespace PromRuleLint.Hosting;

/// <summary>A server that loads rule files.</summary>
/// <param name="Path">Its configuration, as findings name it.</param>
/// <param name="Configuration">What that says.</param>
internal sealed record LoadingServer(string Path, ServerConfiguration Configuration);
