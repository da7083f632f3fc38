using System.Collections;
using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;

namespace PromRuleLint.Evaluation;

/// <summary>
/// The labels of a series, the metric name among them as <c>__name__</c>: immutable, each name once, sorted by name, none with an
/// empty value, as the reference's <c>model/labels</c>.
/// </summary>
public sealed class Labels : IEquatable<Labels>, IReadOnlyList<KeyValuePair<string, string>>
{
    /// <summary>The label that holds the metric name.</summary>
    public const string MetricNameLabel = "__name__";

    private readonly KeyValuePair<string, string>[] _pairs;
    private readonly int _hash;

    // The pairs are sorted and without empty values.
    internal Labels(KeyValuePair<string, string>[] pairs)
    {
        this._pairs = pairs;
        var code = default(HashCode);
        foreach (KeyValuePair<string, string> pair in pairs)
        {
            code.Add(pair.Key.GetHashCode(StringComparison.Ordinal));
            code.Add(pair.Value.GetHashCode(StringComparison.Ordinal));
        }

        _hash = code.ToHashCode();
    }

    /// <summary>No labels.</summary>
    public static Labels Empty { get; } = new([]);

    /// <summary>How many labels there are, the metric name among them.</summary>
    public int Count => _pairs.Length;

    /// <summary>The metric name; empty where there is none.</summary>
    public string MetricName => this[MetricNameLabel];

    /// <summary>The value of a label; empty where it is not there, which PromQL does not tell from an empty value.</summary>
    public string this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> pair in _pairs)
            {
                if (pair.Key == name)
                {
                    return pair.Value;
                }
            }

            return "";
        }
    }

    /// <summary>The label at a 0-based index, in the order of the names.</summary>
    public KeyValuePair<string, string> this[int index] => _pairs[index];

    internal ReadOnlySpan<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>Labels from names and values in any order; of a name that comes twice the last value holds, an empty value removes it.</summary>
    public static Labels From(IEnumerable<KeyValuePair<string, string>> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var builder = new LabelsBuilder(Empty);
        foreach (KeyValuePair<string, string> label in labels)
        {
            builder.Set(label.Key, label.Value);
        }

        return builder.ToLabels();
    }

    /// <summary>Labels from names and values in any order.</summary>
    public static Labels From(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var builder = new LabelsBuilder(Empty);
        foreach ((string name, string value) in labels)
        {
            builder.Set(name, value);
        }

        return builder.ToLabels();
    }

    /// <summary>The labels of a described series, the metric name among them.</summary>
    public static Labels From(SeriesDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        var builder = new LabelsBuilder(Empty);
        foreach (SeriesLabel label in description.Labels)
        {
            builder.Set(label.Name, label.Value);
        }

        return builder.ToLabels();
    }

    /// <summary>Whether a label is there, that is, has a value that is not empty.</summary>
    public bool Contains(string name) => this[name].Length > 0;

    /// <summary>These labels with one set; an empty value removes it.</summary>
    public Labels With(string name, string value)
    {
        var builder = new LabelsBuilder(this);
        builder.Set(name, value);
        return builder.ToLabels();
    }

    /// <summary>These labels without one.</summary>
    public Labels Without(string name) => Contains(name) ? With(name, "") : this;

    /// <summary>These labels without the metric name, type and unit.</summary>
    internal Labels WithoutMetadata()
    {
        int kept = 0;
        foreach (KeyValuePair<string, string> pair in _pairs)
        {
            kept += IsMetadata(pair.Key) ? 0 : 1;
        }

        return kept == _pairs.Length ? this : kept == 0 ? Empty : new Labels(Array.FindAll(_pairs, static pair => !IsMetadata(pair.Key)));
    }

    /// <summary>Only these of the labels.</summary>
    internal Labels Only(IReadOnlySet<string> names) => Filter(pair => names.Contains(pair.Key));

    /// <summary>All but these of the labels.</summary>
    internal Labels AllBut(HashSet<string> names) => Filter(pair => !names.Contains(pair.Key));

    /// <summary>Compares as the reference sorts series: label by label, name before value, fewer labels first.</summary>
    public static int Compare(Labels left, Labels right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int shared = Math.Min(left._pairs.Length, right._pairs.Length);
        for (int i = 0; i < shared; i++)
        {
            int order = ByteOrder.Compare(left._pairs[i].Key, right._pairs[i].Key);
            order = order != 0 ? order : ByteOrder.Compare(left._pairs[i].Value, right._pairs[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return left._pairs.Length - right._pairs.Length;
    }

    /// <inheritdoc/>
    public bool Equals(Labels? other)
    {
        if (other is null || other._hash != _hash || other._pairs.Length != _pairs.Length)
        {
            return false;
        }

        for (int i = 0; i < _pairs.Length; i++)
        {
            if (_pairs[i].Key != other._pairs[i].Key || _pairs[i].Value != other._pairs[i].Value)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>In PromQL's notation: <c>up{job="api"}</c>, <c>{}</c> without labels.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string name = MetricName;
        bool bare = name.Length > 0 && NameScheme.IsValidMetricName(name, utf8: false);
        text.Append(bare ? name : "");
        if (bare && _pairs.Length == 1)
        {
            return text.ToString();
        }

        text.Append('{');
        string separator = "";
        if (name.Length > 0 && !bare)
        {
            GoText.AppendQuoted(text, name);
            separator = ", ";
        }

        foreach ((string key, string value) in _pairs)
        {
            if (key == MetricNameLabel)
            {
                continue;
            }

            text.Append(separator);
            if (NameScheme.IsValidLabelName(key, utf8: false))
            {
                text.Append(key);
            }
            else
            {
                GoText.AppendQuoted(text, key);
            }

            text.Append('=');
            GoText.AppendQuoted(text, value);
            separator = ", ";
        }

        return text.Append('}').ToString();
    }

    private static bool IsMetadata(string name) => name is MetricNameLabel or "__type__" or "__unit__";

    private Labels Filter(Predicate<KeyValuePair<string, string>> keeps)
    {
        KeyValuePair<string, string>[] kept = Array.FindAll(_pairs, keeps);
        return kept.Length == _pairs.Length ? this : kept.Length == 0 ? Empty : new Labels(kept);
    }
}
