using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Reads typed values from YAML nodes with go-yaml's rules: a scalar of any kind is a string, null is the zero value of
/// every type.
/// </summary>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="schema">Whose fields are known; vmalert reads durations in any order and with fractions.</param>
internal class FieldReader(RuleFileErrors errors, RuleSchema schema) : IMappingReader
{
    private static readonly (string Word, string Field)[] Synonyms =
    [
        ("expression", "expr"),
        ("query", "expr"),
        ("alert_name", "alert"),
        ("alertname", "alert"),
    ];

    /// <summary>Takes what is wrong.</summary>
    protected RuleFileErrors Errors { get; } = errors;

    /// <summary>Whose fields are known.</summary>
    protected RuleSchema Schema { get; } = schema;

    public static string? NameOf(YamlEntry entry) => entry.KeyText;

    /// <inheritdoc/>
    public bool Knows(MappingField field) => field.IsIn(Schema);

    /// <inheritdoc/>
    public void ReportNoMapping(MappingTable table, YamlNode node) => _ = Mapping(node, table.What);

    /// <inheritdoc/>
    public void ReportUnknown(MappingTable table, YamlEntry entry)
    {
        if (IsPassedOver(entry))
        {
            return;
        }

        if (NameOf(entry) is not { } name)
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, entry.KeyRange, $"A field of {table.What} is a name, but here stands {NameOfType(entry.Key)}.");
            return;
        }

        string[] known = table.NamesFor(this);
        RuleSchema? other = table.Find(name)?.Only[0];
        string? nearest = other is null ? Nearest(name, known) : null;
        string remedy = other is { } schema ? $"it is one of {schema}, so set 'schema: {schema.ToString().ToLowerInvariant()}'"
            : nearest is null ? $"it has {List(known)}"
            : $"write '{nearest}'";
        Errors.Add(new RuleFileError(RuleFileErrorKind.UnknownField, entry.KeyRange, $"{Capital(table.What)} has no field '{name}'; {remedy}.", nearest) { OtherSchema = other });
    }

    /// <summary>A mapping; null for null and, with an error, for anything else.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What the mapping is called, with its article.</param>
    public YamlMapping? Mapping(YamlNode node, string what)
    {
        if (node is YamlMapping mapping)
        {
            return mapping;
        }

        if (node is not YamlScalar { IsNull: true })
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"Here stands {NameOfType(node)}, but {what} is a mapping of fields.");
        }

        return null;
    }

    /// <summary>A list of mappings, each read; an item that is not a mapping is left out with an error.</summary>
    public ImmutableArray<T> Each<T>(FieldEntry field, MappingTable table, Func<YamlMapping, T> read)
    {
        ImmutableArray<YamlNode> items = Items(field);
        var all = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (YamlNode item in items)
        {
            if (Mapping(item, table.What) is { } mapping)
            {
                all.Add(read(mapping));
            }
        }

        return all.DrainToImmutable();
    }

    /// <summary>A list of strings.</summary>
    public ImmutableArray<YamlScalar> Texts(FieldEntry field) =>
        [.. Items(field).Select(item => Text(item, field.Name)).OfType<YamlScalar>()];

    /// <summary>An expression; null if there is none.</summary>
    /// <param name="field">The field that holds it.</param>
    /// <param name="options">Under which Prometheus it is read.</param>
    /// <param name="trees">The trees of other expressions; null to share none.</param>
    public RuleExpression? Expression(FieldEntry field, PromQLOptions options, SharedTrees? trees = null) =>
        IsUnquoted(field) ? null
        : Text(field) is not { Value: not "" } scalar ? null
        : trees is null ? new RuleExpression(scalar, PromQLParser.Parse(scalar.Value, options)) { Language = options.Language }
        : trees.Read(scalar, options);

    /// <summary>A string; null for null and, with an error, for a collection.</summary>
    public YamlScalar? Text(FieldEntry field) => Text(field.Value, field.Name);

    private YamlScalar? Text(YamlNode node, string field)
    {
        if (node is YamlScalar scalar)
        {
            // Null is the empty string; its text ('~') is not its value.
            return scalar.IsNull && scalar.Value.Length > 0 ? null : scalar;
        }

        Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field}' is a string, but here stands {NameOfType(node)}; put quotes around it if it is text.");
        return null;
    }

    /// <summary>A duration, perhaps with an error; null for null.</summary>
    public RuleDuration? Duration(FieldEntry field)
    {
        if (Text(field) is not { } scalar || scalar.IsNull)
        {
            return null;
        }

        if (PrometheusDuration.TryParse(scalar.Value, out TimeSpan value, out string error))
        {
            return new RuleDuration(scalar, value);
        }

        if (Schema == RuleSchema.VictoriaMetrics && DialectDuration.TryParse(scalar.Value, out value))
        {
            return new RuleDuration(scalar, value);
        }

        bool isNumber = YamlTypes.TryGetInteger(scalar, out long number) && number >= 0;
        Errors.Add(
            RuleFileErrorKind.InvalidDuration,
            scalar.Range,
            isNumber
                ? $"'{scalar.Value}' is no duration, for the unit is missing; write '{scalar.Value}s' or '{scalar.Value}m'."
                : $"'{field.Name}': {error}.");
        return new RuleDuration(scalar, null);
    }

    /// <summary>The limit of a group; null if it is not set or invalid.</summary>
    public long? Limit(FieldEntry field)
    {
        YamlNode node = field.Value;
        if (node is YamlScalar scalar)
        {
            if (scalar.IsNull)
            {
                return null;
            }

            if (YamlTypes.TryGetInteger(scalar, out long value))
            {
                return value;
            }

            // go-yaml cuts a float off to an integer.
            if (YamlTypes.TypeOf(scalar) == YamlScalarType.Float
                && double.TryParse(scalar.Value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double real)
                && Math.Abs(real) < long.MaxValue)
            {
                return (long)real;
            }
        }

        bool isQuoted = node is YamlScalar quoted && long.TryParse(quoted.Value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _);
        Errors.Add(
            RuleFileErrorKind.InvalidLimit,
            HeadOf(node),
            isQuoted ? "The limit is a string; write the number without quotes." : $"The limit is an integer, but here stands {NameOfType(node)}; write the greatest number of series or alerts, 0 for no limit.",
            isQuoted ? ((YamlScalar)node).Value : null);
        return null;
    }

    /// <summary>A mapping of names to strings.</summary>
    public LabelList Strings(FieldEntry field)
    {
        if (field.CompactValue.IsNull)
        {
            return default;
        }

        ImmutableArray<YamlEntry> written = field.CompactValue.Entries;
        if (written.IsDefault)
        {
            YamlNode node = field.Value;
            Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field.Name}' is a mapping of names to strings, but here stands {NameOfType(node)}.");
            return default;
        }

        foreach (YamlEntry entry in written)
        {
            if (!IsString(entry, field.Name))
            {
                return OnlyStrings(field, written);
            }
        }

        return new LabelList(ImmutableCollectionsMarshal.AsArray(written)!);
    }

    /// <summary>Whether an entry is plainly a name and a string, as nearly all are.</summary>
    private bool IsString(YamlEntry entry, string field) =>
        entry is { Word: not null, CompactValue: { IsScalar: true } value } && value is not { IsNull: true, Value.Length: > 0 } && !IsPassedOver(entry) && !IsMisplaced(entry, field, reports: false);

    private LabelList OnlyStrings(FieldEntry field, ImmutableArray<YamlEntry> written)
    {
        var entries = ImmutableArray.CreateBuilder<LabelEntry>(written.Length);
        foreach (YamlEntry entry in written)
        {
            if (IsPassedOver(entry))
            {
                continue;
            }

            if (entry.KeyText is not { } name)
            {
                Errors.Add(RuleFileErrorKind.WrongValueType, entry.KeyRange, $"A name in '{field.Name}' is a string, but here stands {NameOfType(entry.Key)}.");
                continue;
            }

            if (IsMisplaced(entry, field.Name, reports: true))
            {
                continue;
            }

            CompactNode value = entry.CompactValue;
            if (value.IsScalar)
            {
                entries.Add(LabelEntry.Of(entry.CompactKey, value is { IsNull: true, Value.Length: > 0 } ? CompactNode.Of(Empty(value)) : value));
                continue;
            }

            string hint = entry.Value is YamlMapping { Range: var range, Entries: [{ Key: YamlMapping }] } && !range.IsEmpty
                ? "; a template must stand in quotes"
                : "";
            Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(entry.Value), $"The value of '{name}' is a string, but here stands {NameOfType(entry.Value)}{hint}.");
        }

        return new LabelList(entries.ToImmutable());
    }

    /// <summary>Whether an entry of labels or annotations is a field of the rule, indented one level too deep; reports it where that is asked for.</summary>
    private bool IsMisplaced(YamlEntry entry, string field, bool reports)
    {
        if (field is not ("labels" or "annotations") || NameOf(entry) is not { } name)
        {
            return false;
        }

        bool isField = name switch
        {
            "labels" or "annotations" => name != field && (entry.CompactValue.IsMapping || entry.CompactValue.IsNull),
            "rules" => entry.Value is YamlSequence,
            "for" or "keep_firing_for" => entry.Value is YamlScalar { Style: YamlScalarStyle.Plain } duration && PrometheusDuration.TryParse(duration.Value, out TimeSpan _, out _),
            _ => false,
        };
        if (isField && reports)
        {
            Errors.Add(RuleFileErrorKind.UnknownField, entry.KeyRange, $"'{name}' is a field of the rule and stands one level too deep, among its {field}; indent it as '{field}' is indented.");
        }

        return isField;
    }

    /// <summary>Whether go-yaml skips an entry because its key is null.</summary>
    private static bool IsPassedOver(YamlEntry entry) => entry.KeyText is "" or "~" or "null" or "Null" or "NULL" && entry.Key is YamlScalar { IsNull: true };

    /// <summary>The known field that a name probably means; null if none is near.</summary>
    public static string? Nearest(string name, string[] known)
    {
        if (NearestName.Find(name, known) is { } nearest)
        {
            return nearest;
        }

        foreach ((string word, string field) in Synonyms)
        {
            if (known.Contains(field) && (name == word || NearestName.Find(name, [word]) is not null))
            {
                return field;
            }
        }

        return null;
    }

    public static string NameOfType(YamlNode node) => node switch
    {
        YamlMapping => "a mapping",
        YamlSequence => "a list",
        YamlScalar scalar => YamlTypes.TypeOf(scalar) switch
        {
            YamlScalarType.Null => "nothing",
            YamlScalarType.Boolean => "a boolean",
            YamlScalarType.Integer or YamlScalarType.Float => "a number",
            _ => "a string",
        },
        _ => "something else",
    };

    private ImmutableArray<YamlNode> Items(FieldEntry field)
    {
        YamlNode value = field.Value;
        switch (value)
        {
            case YamlSequence sequence:
                return sequence.Items;

            case YamlScalar { IsNull: true }:
                return [];

            default:
                string hint = value is YamlMapping ? $"write '- ' before each item of '{field.Name}'" : "write one item a line, each after '- '";
                Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(value), $"'{field.Name}' is a list, but here stands {NameOfType(value)}; {hint}.");
                return [];
        }
    }

    /// <summary>Reports an expression that is a mapping or a list to YAML, because it begins with a bracket and is not quoted.</summary>
    private bool IsUnquoted(FieldEntry field)
    {
        if (field.CompactValue.IsScalar || field.Value is not { } value)
        {
            return false;
        }

        Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(value), $"'{field.Name}' is a string, but here stands {NameOfType(value)}; an expression that begins with a bracket must stand in quotes.");
        return true;
    }

    // The range of a whole collection would underline half the file.
    protected static SourceRange HeadOf(YamlNode node) => RuleDocument.HeadOf(node);

    private static YamlScalar Empty(CompactNode at) => new(at.Range, "", at.Style, () => ScalarMap.Linear(at.Range.Start, 0));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string List(string[] names) => names.Length == 1 ? $"'{names[0]}' only" : string.Join(", ", names.Select(static name => $"'{name}'"));
}
