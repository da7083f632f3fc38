using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Labels that nearly every rule names; they share one string each.</summary>
internal static class CommonLabels
{
    private static readonly NameMap<string> Known = NameMap<string>.Of(
    [
        "__name__", "alertname", "alertstate", "app", "cluster", "code", "condition", "container", "cpu", "deployment", "device",
        "endpoint", "env", "environment", "fstype", "handler", "host", "image", "instance", "job", "kind", "le", "method", "mode",
        "mountpoint", "name", "namespace", "node", "path", "phase", "pod", "project", "quantile", "reason", "region", "resource",
        "route", "service", "severity", "state", "status", "status_code", "team", "type", "verb", "version", "zone",
    ], static name => name);

    public static string Intern(ReadOnlySpan<char> name) =>
        Known.GetValueOrDefault(name) ?? name.ToString();
}
