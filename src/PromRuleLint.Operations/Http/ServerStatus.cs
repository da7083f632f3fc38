using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Rules;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Http;

/// <summary>Questions about a server's own state.</summary>
internal static class ServerStatus
{
    /// <summary>How the server was started and what became of its last reload.</summary>
    public static async Task<RuntimeInformation> RuntimeAsync(this PrometheusClient client, CancellationToken cancellation)
    {
        JsonElement data = await client.GetAsync("/api/v1/status/runtimeinfo", cancellation).ConfigureAwait(false);
        return client.Guard(() => new RuntimeInformation(data.GetProperty("CWD").RequiredString(), data.GetProperty("lastConfigTime").RequiredString(), data.GetProperty("reloadConfigSuccess").GetBoolean()));
    }

    /// <summary>The server's active targets.</summary>
    public static async Task<ImmutableArray<ServerTarget>> TargetsAsync(this PrometheusClient client, CancellationToken cancellation)
    {
        JsonElement data = await client.GetAsync("/api/v1/targets?state=active", cancellation).ConfigureAwait(false);
        return client.Guard<ImmutableArray<ServerTarget>>(() =>
        [
            .. data.GetProperty("activeTargets").EnumerateArray().Select(static target => new ServerTarget(
                target.GetProperty("labels").GetProperty("job").RequiredString(),
                target.GetProperty("labels").TryGetProperty("instance", out JsonElement instance) ? instance.RequiredString() : "",
                target.GetProperty("health").RequiredString(),
                target.TryGetProperty("lastError", out JsonElement error) ? error.RequiredString() : "")),
        ]);
    }

    /// <summary>The entries of <c>rule_files</c> in the configuration that the server has loaded, as absolute paths or globs of the server.</summary>
    public static async Task<ImmutableArray<string>> RuleFilesAsync(this PrometheusClient client, CancellationToken cancellation)
    {
        JsonElement data = await client.GetAsync("/api/v1/status/config", cancellation).ConfigureAwait(false);
        SourceText configuration = client.Guard(() => new SourceText(client.DisplayUrl, data.GetProperty("yaml").RequiredString()));
        JsonElement flags = await client.GetAsync("/api/v1/status/flags", cancellation).ConfigureAwait(false);
        RuntimeInformation runtime = await client.RuntimeAsync(cancellation).ConfigureAwait(false);
        string file = client.Guard(() => flags.GetProperty("config.file").RequiredString());
        string folder = Join(runtime.Folder, file[..(file.LastIndexOf('/') + 1)]);
        return [.. PrometheusConfiguration.RuleFilesOf(YamlReader.Read(configuration, cancellation)).Select(entry => Join(folder, entry.Value))];
    }

    /// <summary>The groups that the server has loaded.</summary>
    /// <param name="client">The server.</param>
    /// <param name="paths">Where its files are on this machine.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ImmutableArray<RuleGroupRecord>> RulesAsync(this PrometheusClient client, PathMap paths, CancellationToken cancellation)
    {
        RuntimeInformation runtime = await client.RuntimeAsync(cancellation).ConfigureAwait(false);
        JsonElement data = await client.GetAsync("/api/v1/rules", cancellation).ConfigureAwait(false);
        return client.Guard(() => RuleRecords.FromServer(data, path => paths.ToLocal(Join(runtime.Folder, path))));
    }

    /// <summary>A path of the server that may be relative to a folder of it; the server may run on another system than this one.</summary>
    private static string Join(string folder, string path)
    {
        string joined = path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) ? path : $"{folder.TrimEnd('/')}/{path}";
        return joined.Replace("/./", "/", StringComparison.Ordinal);
    }
}
