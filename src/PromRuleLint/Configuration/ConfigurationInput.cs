using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Regex;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Reads values of one configuration file; an invalid value is reported and gives null.</summary>
internal sealed class ConfigurationInput(SourceText source, ImmutableArray<DiagnosticDescriptor> descriptors) : IMappingReader
{
    /// <summary>How many entries of a list count that is compared with each rule, so that the work does not grow with both.</summary>
    public const int MaxCompared = 128;

    private readonly List<Diagnostic> _diagnostics = [];

    public SourceText Source { get; } = source;

    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = descriptors;

    private const string YamlTags = "tag:yaml.org,2002:";

    /// <summary>Whether something was wrong.</summary>
    public bool HasReported => _diagnostics.Count > 0;

    /// <summary>Reads the YAML; null for a file without content.</summary>
    /// <param name="what">What the file is, for a person.</param>
    public YamlNode? ReadDocument(string what)
    {
        YamlFile file = YamlReader.Read(Source);
        foreach (YamlError error in file.Errors)
        {
            Report(error.Range, error.Message);
        }

        if (file.Documents.Length > 1 && file.Documents[1] is { } second)
        {
            Report(new SourceRange(second.Range.Start, Math.Min(second.Range.Start + 1, second.Range.End)), $"{what} has one document; put everything under one set of keys");
        }

        YamlNode? document = file.Documents.IsEmpty ? null : file.Documents[0];
        if (document is not null)
        {
            ReportTags(document);
        }

        return document;
    }

    /// <summary>Reports tags that have no meaning here, because the value may not be what was meant.</summary>
    private void ReportTags(YamlNode document)
    {
        var pending = new Stack<YamlNode>([document]);
        while (pending.TryPop(out YamlNode? node))
        {
            if (node.Tag is { } tag && !MeansSomething(node, tag))
            {
                string name = tag.StartsWith(YamlTags, StringComparison.Ordinal) ? $"!!{tag[YamlTags.Length..]}" : tag;
                Report(node, $"The tag '{name}' means nothing here; leave it out");
            }

            foreach (YamlNode inner in node switch
            {
                YamlSequence sequence => sequence.Items,
                YamlMapping mapping => mapping.Entries.SelectMany(static entry => new[] { entry.Key, entry.Value }),
                _ => (IEnumerable<YamlNode>)[],
            })
            {
                pending.Push(inner);
            }
        }
    }

    private static bool MeansSomething(YamlNode node, string tag) => tag == "!" || (tag.StartsWith(YamlTags, StringComparison.Ordinal) && node switch
    {
        YamlMapping => tag.EndsWith(":map", StringComparison.Ordinal),
        YamlSequence => tag.EndsWith(":seq", StringComparison.Ordinal),
        _ => tag[YamlTags.Length..] is "str" or "int" or "float" or "bool" or "null" or "merge",
    });

    public ImmutableArray<Diagnostic> TakeDiagnostics()
    {
        // OrderBy keeps the order of findings at one place.
        return [.. _diagnostics.OrderBy(static diagnostic => diagnostic.Location.Range.Start)];
    }

    public void Report(YamlNode node, string message) => Report(node.Range, message);

    public void Report(SourceRange range, string message) => Report(ToolDiagnostics.InvalidConfiguration, range, message);

    public void Report(DiagnosticDescriptor descriptor, SourceRange range, params ReadOnlySpan<object?> arguments) =>
        _diagnostics.Add(new Diagnostic(descriptor, new Location(Source, range), string.Format(CultureInfo.InvariantCulture, descriptor.MessageFormat, arguments)));

    /// <inheritdoc/>
    public bool Knows(MappingField field) => true;

    /// <inheritdoc/>
    public void ReportUnknown(MappingTable table, YamlEntry entry)
    {
        if (entry.KeyText is not { } key)
        {
            Report(entry.Key, "A key is a plain word here");
            return;
        }

        string[] known = table.NamesFor(this);
        string hint = table.HintFor?.Invoke(key) ?? (NearestName.Find(key, known) is { } nearest ? $"did you mean '{nearest}'?" : $"the keys are {List(known)}");
        Report(entry.KeyRange, $"'{key}' is not {table.What}; {hint}");
    }

    /// <inheritdoc/>
    public void ReportNoMapping(MappingTable table, YamlNode node)
    {
        if (node is not YamlScalar { IsNull: true })
        {
            Report(node, $"{table.Expected} {List(table.NamesFor(this))}");
        }
    }

    /// <summary>Words as a sentence lists them: a, b and c.</summary>
    public static string List(IEnumerable<string> words)
    {
        string[] all = [.. words.Select(static word => $"'{word}'")];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    /// <summary>A text that is not empty.</summary>
    public YamlScalar? Text(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: false, Value.Length: > 0 } scalar)
        {
            return scalar;
        }

        Report(node, node is YamlScalar ? $"{what} is missing here" : $"{what} is one value, not {KindOf(node)}");
        return null;
    }

    /// <summary>The entries of a mapping whose keys are names of the user's own, with the names; for other keys, and for what is no mapping, there is a finding.</summary>
    /// <param name="node">The value; null is an empty mapping.</param>
    /// <param name="what">What the names are.</param>
    /// <param name="expected">What to say of a value that is no mapping.</param>
    public IEnumerable<(YamlScalar Name, YamlNode Value)> Named(YamlNode node, string what, string expected)
    {
        if (node is YamlMapping mapping)
        {
            return Named(mapping, what);
        }

        if (node is not YamlScalar { IsNull: true })
        {
            Report(node, expected);
        }

        return [];
    }

    /// <summary>The entries of a mapping whose keys are names of the user's own, with the names; other keys are reported.</summary>
    public IEnumerable<(YamlScalar Name, YamlNode Value)> Named(YamlMapping mapping, string what)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (Text(entry.Key, what) is { } name)
            {
                yield return (name, entry.Value);
            }
        }
    }

    /// <summary>The entries of a mapping that count; that there are more is reported.</summary>
    public IEnumerable<YamlEntry> Compared(YamlMapping mapping)
    {
        if (mapping.Entries.Length > MaxCompared)
        {
            Report(mapping.Entries[MaxCompared].Key, $"Only the first {MaxCompared} entries count; write patterns that match more names");
        }

        return mapping.Entries.Take(MaxCompared);
    }

    /// <summary>The texts of a list, none of them empty; no texts for null.</summary>
    public ImmutableArray<YamlScalar>? Texts(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlSequence sequence)
        {
            Report(node, node is YamlScalar scalar ? $"A list is expected here: write [{scalar.Value}]" : $"A list is expected here, not {KindOf(node)}");
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<YamlScalar>(sequence.Items.Length);
        foreach (YamlNode item in sequence.Items)
        {
            if (Text(item, what) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>The value of one of the given words.</summary>
    public T? Word<T>(YamlNode node, string what, params ReadOnlySpan<(string Word, T Value)> words)
        where T : struct
    {
        if (Text(node, what) is not { } scalar)
        {
            return null;
        }

        var known = new List<string>(words.Length);
        foreach ((string word, T value) in words)
        {
            if (word == scalar.Value)
            {
                return value;
            }

            known.Add(word);
        }

        string hint = NearestName.Find(scalar.Value, known) is { } nearest ? $"did you mean '{nearest}'?" : $"write one of {List(known)}";
        Report(scalar, $"'{scalar.Value}' is not {what}; {hint}");
        return null;
    }

    public bool? Boolean(YamlNode node) => Word(node, "true or false", ("true", true), ("false", false));

    /// <summary>A duration longer than zero.</summary>
    public TimeSpan? Duration(YamlNode node)
    {
        if (Text(node, "A duration, such as 15s or 1h30m,") is not { } scalar)
        {
            return null;
        }

        if (!PrometheusDuration.TryParse(scalar.Value, out TimeSpan value, out string error))
        {
            Report(scalar, $"{char.ToUpperInvariant(error[0])}{error[1..]}");
            return null;
        }

        if (value <= TimeSpan.Zero)
        {
            Report(scalar, "The duration must be longer than zero");
            return null;
        }

        return value;
    }

    /// <summary>A whole number, from 0 on.</summary>
    public long? Count(YamlNode node, string what)
    {
        if (Text(node, what) is not { } scalar)
        {
            return null;
        }

        if (long.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            return count;
        }

        Report(scalar, "How many there are is a whole number");
        return null;
    }

    /// <summary>A pattern in RE2 syntax.</summary>
    public string? Pattern(YamlNode node)
    {
        if (Text(node, "A regular expression") is not { } scalar)
        {
            return null;
        }

        if (Re2Pattern.Parse(scalar.Value).Error is { } error)
        {
            SourceRange range = scalar.ToSource(error.Range);
            Report(range.IsEmpty ? scalar.Range : range, error.Message);
            return null;
        }

        return scalar.Value;
    }

    private static string KindOf(YamlNode node) => node is YamlSequence ? "a list" : node is YamlMapping ? "a mapping" : "a value";
}
