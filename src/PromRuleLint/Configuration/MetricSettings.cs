using System.Buffers;
using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>What is declared of metrics: a mapping from a name to the keys <c>type</c>, <c>values</c>, <c>labels</c> and others.</summary>
internal static class MetricSettings
{
    /// <summary>Facts carry the labels of a metric one by one; no metric that anybody can use has more.</summary>
    private const int MaxLabels = ConfigurationInput.MaxCompared;

    private static readonly SearchValues<char> NotInMetricNames = SearchValues.Create("{}[]()* ");

    private static readonly string[] Keys = ["type", "values", "labels", "unit", "series", "cardinality", "cadence", "grace"];

    private static readonly (string Word, MetricType Value)[] Types =
    [
        ("counter", MetricType.Counter), ("gauge", MetricType.Gauge), ("histogram", MetricType.Histogram), ("gaugehistogram", MetricType.GaugeHistogram),
        ("summary", MetricType.Summary), ("info", MetricType.Info), ("stateset", MetricType.StateSet), ("unknown", MetricType.Unknown),
    ];

    /// <summary>The type that a word of the exposition formats names; null for other words.</summary>
    public static MetricType? TypeOf(string word) => Array.Find(Types, each => each.Word == word) is { Word: not null } found ? found.Value : null;

    /// <summary>The whole mapping; what is wrong in it is reported and left out.</summary>
    public static MetricCatalog Read(ConfigurationInput input, YamlNode node)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return MetricCatalog.Empty;
        }

        if (node is not YamlMapping mapping)
        {
            input.Report(node, "The metrics are a mapping, such as {queue_length: {type: gauge, values: '[0, +Inf)'}}");
            return MetricCatalog.Empty;
        }

        var declarations = new List<MetricDeclaration>(mapping.Entries.Length);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (Name(input, entry.Key) is { } name)
            {
                declarations.Add(ReadMetric(input, name, entry.Value));
            }
        }

        return MetricCatalog.Create(declarations);
    }

    /// <summary>The name of a metric, in full; what is none is reported and gives null.</summary>
    public static string? Name(ConfigurationInput input, YamlNode node) =>
        input.Text(node, "The name of a metric") is { } name && IsName(input, name) ? name.Value : null;

    /// <summary>Whether a text is the name of a metric; what is none is reported.</summary>
    public static bool IsName(ConfigurationInput input, YamlScalar name)
    {
        if (!name.Value.AsSpan().ContainsAny(NotInMetricNames))
        {
            return true;
        }

        input.Report(name, $"'{name.Value}' is not the name of a metric; write the names in full, without selectors or wildcards");
        return false;
    }

    private static MetricDeclaration ReadMetric(ConfigurationInput input, string name, YamlNode node)
    {
        var declaration = new MetricDeclaration(name);
        if (node is YamlScalar { IsNull: true })
        {
            return declaration;
        }

        if (node is not YamlMapping mapping)
        {
            string hint = node is YamlScalar { Value: var word } && TypeOf(word) is not null ? $"write {{type: {word}}}" : "such as {type: gauge}";
            input.Report(node, $"What is known of a metric is a mapping with the keys {ConfigurationInput.List(Keys)}; {hint}");
            return declaration;
        }

        foreach (YamlEntry entry in mapping.Entries)
        {
            switch (entry.Key is YamlScalar { Value: var key } ? key : "")
            {
                case "type":
                    declaration = declaration with { Type = input.Word(entry.Value, "a type of metric", Types) is { } type ? Declare(type, entry.Value) : null };
                    break;
                case "values":
                    declaration = declaration with { Values = Values(input, entry.Value) };
                    break;
                case "labels":
                    declaration = Labels(input, entry.Value, declaration);
                    break;
                case "unit":
                    declaration = declaration with { Unit = input.Text(entry.Value, "A unit, such as seconds,") is { Value.Length: > 0 } unit ? Declare(unit.Value, entry.Value) : null };
                    break;
                case "series":
                    declaration = declaration with { Series = input.Count(entry.Value, "A number of series") };
                    break;
                case "cardinality":
                    // For people; nothing is concluded from it.
                    ReadCardinality(input, entry.Value);
                    break;
                case "cadence" or "grace":
                    // Both are read together, below.
                    break;
                default:
                    ReportUnknown(input, entry.Key);
                    break;
            }
        }

        declaration = declaration with { Cadence = CadenceSettings.Read(input, mapping) };
        if (declaration is { Type.Value: var declared, Values: { } values } && declared.ValuesOf() is { } ofType && !values.Value.IsSubsetOf(ofType))
        {
            input.Report(values.Range, $"'{name}' is declared as {declared.Describe()}, and the values of one are {ofType}: leave 'values' out, or write a part of that");
            return declaration with { Values = null };
        }

        return declaration;

        Declared<T> Declare<T>(T value, YamlNode at) => new(value, input.Source, at.Range);
    }

    private static void ReadCardinality(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            input.Report(node, "How many values labels have is a mapping, such as {queue: 12}");
            return;
        }

        foreach (YamlEntry entry in mapping.Entries)
        {
            _ = input.Count(entry.Value, "A number of values");
        }
    }

    private static void ReportUnknown(ConfigurationInput input, YamlNode key)
    {
        if (key is YamlScalar { Value: var name })
        {
            string hint = NearestName.Find(name, Keys) is { } nearest ? $"did you mean '{nearest}'?" : $"the keys are {ConfigurationInput.List(Keys)}";
            input.Report(key, $"'{name}' is not a key of a metric; {hint}");
        }
        else
        {
            input.Report(key, "A key is a plain word here");
        }
    }

    private static Declared<ValueSet>? Values(ConfigurationInput input, YamlNode node)
    {
        if (node is YamlSequence)
        {
            // [0, 1] without quotes may be meant as a range or as two numbers.
            input.Report(node, "Values are one text: quote the range, such as \"[0, 1]\" for all numbers from 0 to 1, or write \"0 or 1\" for the two");
            return null;
        }

        if (input.Text(node, "A set of values, such as \"[0, 1]\",") is not { } scalar)
        {
            return null;
        }

        if (ValueSetReader.Read(scalar.Value, out (TextRange Range, string Message) error) is { } values)
        {
            return new Declared<ValueSet>(values, input.Source, scalar.Range);
        }

        input.Report(scalar.ToSource(error.Range), error.Message);
        return null;
    }

    private static MetricDeclaration Labels(ConfigurationInput input, YamlNode node, MetricDeclaration declaration)
    {
        if ((node as YamlSequence)?.Items.Length > MaxLabels || (node as YamlMapping)?.Entries.Length > MaxLabels)
        {
            input.Report(new SourceRange(node.Range.Start, node.Range.Start + 1), $"These are more than {MaxLabels} labels, which is more than is kept of one metric; leave 'labels' out");
            return declaration;
        }

        if (node is not YamlMapping mapping)
        {
            return input.Texts(node, "The name of a label") is { } names && node is YamlSequence
                ? declaration with { AllLabels = new Declared<ImmutableArray<string>>([.. names.Where(name => IsLabel(input, name)).Select(static name => name.Value)], input.Source, node.Range) }
                : declaration;
        }

        var labels = ImmutableArray.CreateBuilder<(string, Declared<LabelValues>)>();
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (input.Text(entry.Key, "The name of a label") is { } name && IsLabel(input, name) && LabelValuesOf(input, entry.Value) is { } values)
            {
                labels.Add((name.Value, new Declared<LabelValues>(values, input.Source, name.Range)));
            }
        }

        return declaration with { LabelValues = labels.ToImmutable() };
    }

    private static bool IsLabel(ConfigurationInput input, YamlScalar name)
    {
        if (name.Value != "__name__")
        {
            return true;
        }

        input.Report(name, "'__name__' holds the name of the metric and is no label to declare");
        return false;
    }

    /// <summary>One of the listed values, an empty one among them for a series without the label; no value for a label that is never there.</summary>
    private static LabelValues? LabelValuesOf(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlSequence sequence)
        {
            input.Report(node, node is YamlScalar { IsNull: false } scalar
                ? $"The values of a label are a list: write [{scalar.Value}]"
                : "The values of a label are a list, such as [GET, POST]; [] for a label that is never there");
            return null;
        }

        var values = new List<string>(sequence.Items.Length);
        foreach (YamlNode item in sequence.Items)
        {
            if (item is not YamlScalar { IsNull: false } value)
            {
                input.Report(item, "The value of a label is a text; \"\" stands for a series without the label");
                return null;
            }

            values.Add(value.Value);
        }

        return values.Count == 0 ? LabelValues.Absent : LabelValues.OneOf(values);
    }
}
