using System.Collections.Immutable;
using System.Text.Json;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Rules;
using PromRuleLint.Rules;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Http;

/// <summary>How a server was started and what became of its last reload.</summary>
/// <param name="Folder">Its current folder.</param>
/// <param name="ConfigurationTime">When it has read its configuration last, in whole seconds as it writes times.</param>
/// <param name="IsReloadSuccessful">Whether it could read it then.</param>
internal sealed record RuntimeInformation(string Folder, string ConfigurationTime, bool IsReloadSuccessful);
