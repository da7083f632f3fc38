using PromRuleLint.Facts;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>
/// Reads the file that <c>metric_catalog</c> names: one with the key <c>metrics</c>, as <c>facts</c> in
/// <c>promrulelint.yml</c> has it, in YAML or JSON, or what Prometheus answers at <c>/api/v1/metadata</c>.
/// </summary>
public static class MetricCatalogReader
{
    private const string WhatItIs = "a metric catalog has the key 'metrics', or is what Prometheus answers at /api/v1/metadata";

    private static readonly FieldTable<ConfigurationInput, MetricCatalog> Fields = new(
        "a key of a metric catalog",
        new("metrics", static (input, field, ref catalog) => catalog = MetricSettings.Read(input, field.Value)),
        // Read separately, because a file with metadata may have it too.
        new("server"))
    {
        HintFor = static _ => WhatItIs,
    };

    /// <summary>Reads a catalog. Never throws on any text.</summary>
    public static MetricCatalogReadResult Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var input = new ConfigurationInput(source, []);
        YamlNode? root = JsonTreeReader.ReadObject(source) ?? input.ReadDocument("A metric catalog");
        MetricCatalog catalog = ReadRoot(input, root);
        LintConfiguration server = LintConfiguration.Default;
        if ((root as YamlMapping)?["server"] is { } known)
        {
            ConfigurationSettings.Server.Read(input, known, ref server);
        }

        return new MetricCatalogReadResult(catalog, input.TakeDiagnostics()) { Server = server.Facts };
    }

    private static MetricCatalog ReadRoot(ConfigurationInput input, YamlNode? root)
    {
        // Where the YAML is broken, missing keys are a consequence.
        bool isWhole = !input.HasReported;
        if (root is not YamlMapping mapping)
        {
            if (isWhole)
            {
                input.Report(StartOf(root), $"There are no metrics here: {WhatItIs}");
            }

            return MetricCatalog.Empty;
        }

        if (mapping["data"] is { } data && mapping["metrics"] is null)
        {
            return ReadMetadata(input, data);
        }

        if (mapping["error"] is YamlScalar error)
        {
            input.Report(error, "Prometheus answered with an error and not with metadata; ask it again");
            return MetricCatalog.Empty;
        }

        if (mapping["metrics"] is not { } metrics)
        {
            if (isWhole && mapping.Entries.FirstOrDefault(static entry => entry.KeyText is not { } key || Fields.Find(key) is null) is { Value: not null } other)
            {
                input.ReportUnknown(Fields, other);
            }

            return MetricCatalog.Empty;
        }

        MetricCatalog catalog = MetricCatalog.Empty;
        if (isWhole)
        {
            Fields.Read(input, mapping, ref catalog);
            return catalog;
        }

        return MetricSettings.Read(input, metrics);
    }

    // The range of a generated file would be too long to show.
    private static SourceRange StartOf(YamlNode? node) => node is null ? default : new SourceRange(node.Range.Start, Math.Min(node.Range.Start + 1, node.Range.End));

    private static MetricCatalog ReadMetadata(ConfigurationInput input, YamlNode data)
    {
        if (data is not YamlMapping mapping)
        {
            input.Report(StartOf(data), "The metadata are a mapping from the name of a metric to a list, as Prometheus answers at /api/v1/metadata");
            return MetricCatalog.Empty;
        }

        var declarations = new List<MetricDeclaration>(mapping.Entries.Length);
        foreach ((YamlScalar name, YamlNode value) in input.Named(mapping, "The name of a metric"))
        {
            if (ReadEntry(input, name, value) is { } declaration)
            {
                declarations.Add(declaration);
            }
        }

        return MetricCatalog.Create(declarations);
    }

    private static MetricDeclaration? ReadEntry(ConfigurationInput input, YamlScalar name, YamlNode value)
    {
        if (value is not YamlSequence list)
        {
            input.Report(name, $"The metadata of '{name.Value}' are a list of entries with 'type', as Prometheus answers at /api/v1/metadata");
            return null;
        }

        Declared<string>? unit = null;
        var types = new List<Declared<MetricType>>(list.Items.Length);
        foreach (YamlNode item in list.Items)
        {
            if ((item as YamlMapping)?["type"] is not YamlScalar word)
            {
                input.Report(item, $"An entry of the metadata of '{name.Value}' has the key 'type', such as {{type: counter}}");
                return null;
            }

            // A type that only later versions of Prometheus know is unknown.
            types.Add(new Declared<MetricType>(MetricSettings.TypeOf(word.Value) ?? MetricType.Unknown, input.Source, word.Range));
            if ((item as YamlMapping)?["unit"] is YamlScalar { Value.Length: > 0 } said)
            {
                unit ??= new Declared<string>(said.Value, input.Source, said.Range);
            }
        }

        return new MetricDeclaration(name.Value) { Type = Agreed(types), Unit = unit };
    }

    /// <summary>
    /// The type on which all targets agree. Targets that declare no type answer unknown; the name of the metric may still show it.
    /// It shows nothing if targets disagree.
    /// </summary>
    private static Declared<MetricType>? Agreed(List<Declared<MetricType>> types)
    {
        MetricType[] known = [.. types.Select(static type => type.Value).Where(static type => type != MetricType.Unknown).Distinct()];
        return known.Length > 1 ? types[0] with { Value = MetricType.Unknown }
            : known.Length == 0 || types.Exists(static type => type.Value == MetricType.Unknown) ? null
            : types[0];
    }
}
