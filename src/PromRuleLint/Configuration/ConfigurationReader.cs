using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Configuration;

/// <summary>Reads <c>promrulelint.yml</c>.</summary>
public static class ConfigurationReader
{
    /// <summary>
    /// Reads a configuration file. Never throws on any text. A host whose file names assemblies reads it twice: once to learn
    /// <see cref="LintConfiguration.CheckAssemblies"/>, then with the descriptors of the checks in them; only the findings
    /// of the second reading count.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="descriptors">All that can be reported: of PromRuleLint's own checks, of the tool and of checks of others.</param>
    public static ConfigurationReadResult Read(SourceText source, IEnumerable<DiagnosticDescriptor> descriptors)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(descriptors);
        var input = new ConfigurationInput(source, [.. descriptors]);
        LintConfiguration configuration = LintConfiguration.Default with { Path = source.Path };
        if (input.ReadDocument("A configuration file") is { } root)
        {
            ConfigurationSettings.Root.Read(input, root, ref configuration);
        }

        return new ConfigurationReadResult(configuration, input.TakeDiagnostics());
    }
}
