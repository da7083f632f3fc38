using System.Collections.Immutable;
using System.Globalization;

namespace PromRuleLint.Templates.Execution;

/// <summary>
/// The values that a template handles beside <see cref="string"/>, <see cref="bool"/>, <see cref="double"/>, <see cref="long"/>
/// (Go's <c>int</c>), <see cref="byte"/> and <see cref="System.Numerics.Complex"/>. Null is what Go calls an invalid value: it prints as
/// <c>&lt;no value&gt;</c>.
/// </summary>
internal abstract class TemplateValue
{
    /// <summary>The type as Go names it in errors.</summary>
    public abstract string TypeName { get; }
}

/// <summary>A nil that has a type: a nil interface or a nil pointer.</summary>
internal sealed class NilValue : TemplateValue
{
    public static readonly NilValue Interface = new("interface {}");
    public static readonly NilValue Sample = new("*template.sample");

    private NilValue(string typeName) => TypeName = typeName;

    public override string TypeName { get; }
}

/// <summary>Labels: a map of strings, which gives the empty string for a name that it does not have.</summary>
internal sealed class LabelMap(IEnumerable<KeyValuePair<string, string>> labels) : TemplateValue
{
    private readonly SortedDictionary<string, string> _labels = Sorted(labels);

    public override string TypeName => "map[string]string";

    public int Count => _labels.Count;

    public IEnumerable<KeyValuePair<string, string>> Entries => _labels;

    public string this[string name] => _labels.GetValueOrDefault(name, "");

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in labels)
        {
            sorted[name] = value;
        }

        return sorted;
    }
}

/// <summary>What <c>args</c> gives: its arguments as <c>arg0</c>, <c>arg1</c> and so on.</summary>
internal sealed class ArgumentMap(ImmutableArray<object?> arguments) : TemplateValue
{
    public override string TypeName => "map[string]interface {}";

    public int Count => arguments.Length;

    // Go sorts the keys as text: arg10 before arg2.
    public IEnumerable<KeyValuePair<string, object?>> Entries => arguments
        .Select(static (value, i) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"arg{i}"), value))
        .OrderBy(static entry => entry.Key, StringComparer.Ordinal);

    public object? this[string name] => Entries.Where(entry => entry.Key == name).Select(static entry => entry.Value ?? NilValue.Interface).FirstOrDefault(NilValue.Interface);
}

/// <summary>A sample of a query.</summary>
internal sealed class SampleValue(LabelMap labels, object value) : TemplateValue
{
    public override string TypeName => "*template.sample";

    public LabelMap Labels => labels;

    /// <summary>A <see cref="double"/>, or a native histogram.</summary>
    public object Value => value;
}

/// <summary>The samples of a query.</summary>
internal sealed class SampleList(ImmutableArray<SampleValue> samples) : TemplateValue
{
    public static readonly SampleList Empty = new([]);

    public override string TypeName => "template.queryResult";

    public ImmutableArray<SampleValue> Samples => samples;
}

/// <summary>What the template of an alert is executed with.</summary>
internal sealed class AlertData(LabelMap labels, LabelMap externalLabels, string externalUrl, object value) : TemplateValue
{
    public override string TypeName => "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }";

    public LabelMap Labels => labels;

    public LabelMap ExternalLabels => externalLabels;

    public string ExternalUrl => externalUrl;

    public object Value => value;
}

/// <summary>What <c>safeHtml</c> gives: text of a type of its own.</summary>
internal sealed class HtmlValue(string text) : TemplateValue
{
    public override string TypeName => "template.HTML";

    public string Text => text;
}

/// <summary>A number of Go's <c>time</c> that prints as a name: a month or a day of the week.</summary>
internal sealed class NamedNumber(string typeName, long number, string name) : TemplateValue
{
    public override string TypeName => typeName;

    public long Number => number;

    public override string ToString() => name;
}

/// <summary>A native histogram, printed as the engine prints it.</summary>
/// <param name="text">Count, sum and buckets in brackets.</param>
/// <param name="fields">Its fields that are numbers.</param>
internal sealed class HistogramValue(string text, IReadOnlyDictionary<string, object> fields) : TemplateValue
{
    public object? Field(string name) => fields.GetValueOrDefault(name);

    public override string TypeName => "*histogram.FloatHistogram";

    public override string ToString() => text;
}
