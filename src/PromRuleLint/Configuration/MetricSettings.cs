using System.Buffers;
using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>What is declared of metrics: a mapping from a name to the keys <c>type</c>, <c>values</c>, <c>labels</c> and others.</summary>
internal static class MetricSettings
{
    /// <summary>Facts keep each label of a metric; no usable metric has more.</summary>
    private const int MaxLabels = ConfigurationInput.MaxCompared;

    private static readonly SearchValues<char> NotInMetricNames = SearchValues.Create("{}[]()* ");

    private static readonly (string Word, MetricType Value)[] Types =
    [
        ("counter", MetricType.Counter), ("gauge", MetricType.Gauge), ("histogram", MetricType.Histogram), ("gaugehistogram", MetricType.GaugeHistogram),
        ("summary", MetricType.Summary), ("info", MetricType.Info), ("stateset", MetricType.StateSet), ("unknown", MetricType.Unknown),
    ];

    /// <summary>What is known of one metric, and how often it is written, of which the two keys make one.</summary>
    private static readonly FieldTable<ConfigurationInput, MetricParts> Fields = new(
        "a key of a metric",
        new("type", static (input, field, ref metric) => metric.Declaration = metric.Declaration with { Type = input.Word(field.Value, "a type of metric", Types) is { } type ? Declare(input, type, field.Value) : null }),
        new("values", static (input, field, ref metric) => metric.Declaration = metric.Declaration with { Values = Values(input, field.Value) }),
        new("labels", static (input, field, ref metric) => metric.Declaration = Labels(input, field.Value, metric.Declaration)),
        new("unit", static (input, field, ref metric) => metric.Declaration = metric.Declaration with { Unit = input.Text(field.Value, "A unit, such as seconds,") is { } unit ? Declare(input, unit.Value, field.Value) : null }),
        new("series", static (input, field, ref metric) => metric.Declaration = metric.Declaration with { Series = input.Count(field.Value, "A number of series") }),
        // For readers of the file; nothing is concluded from it.
        new("cardinality", static (input, field, ref _) => ReadCardinality(input, field.Value)),
        new("cadence", static (_, field, ref metric) => metric.Cadence.Cadence = field.Value),
        new("grace", static (_, field, ref metric) => metric.Cadence.Grace = field.Value))
    {
        Expected = "What is known of a metric is a mapping with the keys",
    };

    /// <summary>The type that a word of the exposition formats names; null for other words.</summary>
    public static MetricType? TypeOf(string word) => Array.Find(Types, each => each.Word == word) is { Word: not null } found ? found.Value : null;

    /// <summary>The whole mapping; what is wrong in it is reported and left out.</summary>
    public static MetricCatalog Read(ConfigurationInput input, YamlNode node)
    {
        var declarations = new List<MetricDeclaration>();
        foreach ((YamlScalar name, YamlNode value) in input.Named(node, "The name of a metric", "The metrics are a mapping, such as {queue_length: {type: gauge, values: '[0, +Inf)'}}"))
        {
            if (IsName(input, name))
            {
                declarations.Add(ReadMetric(input, name.Value, value));
            }
        }

        return MetricCatalog.Create(declarations);
    }

    /// <summary>The full name of a metric; null, with a finding, if it is invalid.</summary>
    public static string? Name(ConfigurationInput input, YamlNode node) =>
        input.Text(node, "The name of a metric") is { } name && IsName(input, name) ? name.Value : null;

    /// <summary>Whether a text is the name of a metric; an invalid name is reported.</summary>
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
        var metric = new MetricParts { Declaration = new MetricDeclaration(name) };
        if (node is not (YamlMapping or YamlScalar { IsNull: true }))
        {
            string hint = node is YamlScalar { Value: var word } && TypeOf(word) is not null ? $"write {{type: {word}}}" : "such as {type: gauge}";
            input.Report(node, $"{Fields.Expected} {ConfigurationInput.List(Fields.NamesFor(input))}; {hint}");
            return metric.Declaration;
        }

        Fields.Read(input, node, ref metric);
        MetricDeclaration declaration = metric.Declaration with { Cadence = metric.Cadence.Read(input) };
        if (declaration is { Type.Value: var declared, Values: { } values } && declared.ValuesOf() is { } ofType && !values.Value.IsSubsetOf(ofType))
        {
            input.Report(values.Range, $"'{name}' is declared as {declared.Describe()}, and the values of one are {ofType}: leave 'values' out, or write a part of that");
            return declaration with { Values = null };
        }

        return declaration;
    }

    private static Declared<T> Declare<T>(ConfigurationInput input, T value, YamlNode at) => new(value, input.Source, at.Range);

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
        foreach ((YamlScalar name, YamlNode value) in input.Named(mapping, "The name of a label"))
        {
            if (IsLabel(input, name) && LabelValuesOf(input, value) is { } values)
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
