using System.Collections.Immutable;
using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Reads typed values from YAML nodes with go-yaml's rules: a scalar of any kind is a string, null is the zero value of
/// every type.
/// </summary>
internal sealed class FieldReader(RuleFileErrors errors)
{
    private static readonly (string Word, string Field)[] Synonyms =
    [
        ("expression", "expr"),
        ("query", "expr"),
        ("alert_name", "alert"),
        ("alertname", "alert"),
    ];

    /// <summary>Whether durations may be what vmalert reads: any order, fractions.</summary>
    public bool LenientDurations { get; init; }

    public static string? NameOf(YamlEntry entry) => entry.KeyText;

    public YamlMapping? Mapping(YamlNode node, string what)
    {
        if (node is YamlMapping mapping)
        {
            return mapping;
        }

        if (node is not YamlScalar { IsNull: true })
        {
            errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"Here stands {NameOfType(node)}, but {what} is a mapping of fields.");
        }

        return null;
    }

    public ImmutableArray<YamlNode> Items(YamlNode node, string field)
    {
        switch (node)
        {
            case YamlSequence sequence:
                return sequence.Items;

            case YamlScalar { IsNull: true }:
                return [];

            default:
                string hint = node is YamlMapping ? $"write '- ' before each item of '{field}'" : "write one item a line, each after '- '";
                errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field}' is a list, but here stands {NameOfType(node)}; {hint}.");
                return [];
        }
    }

    /// <summary>A list of mappings, each read; what is none is left out with an error.</summary>
    public ImmutableArray<T> Each<T>(YamlNode node, string field, string what, Func<YamlMapping, T> read) =>
        [.. Items(node, field).Select(item => Mapping(item, what)).OfType<YamlMapping>().Select(read)];

    /// <summary>A list of strings.</summary>
    public ImmutableArray<YamlScalar> Texts(YamlNode node, string field) =>
        [.. Items(node, field).Select(item => Text(item, field)).OfType<YamlScalar>()];

    /// <summary>An expression in PromQL; null where there is none.</summary>
    public RuleExpression? Expression(YamlNode node, string field, PromQLOptions options) =>
        IsUnquoted(node, field) ? null : Text(node, field) is { Value: not "" } scalar ? new RuleExpression(scalar, PromQLParser.Parse(scalar.Value, options)) { Language = options.Language } : null;

    /// <summary>Whether an expression is a mapping or a list to YAML, for it begins with a bracket and stands without quotes; that is told.</summary>
    private bool IsUnquoted(YamlNode node, string field)
    {
        if (node is not (YamlMapping or YamlSequence))
        {
            return false;
        }

        errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field}' is a string, but here stands {NameOfType(node)}; an expression that begins with a bracket must stand in quotes.");
        return true;
    }

    /// <summary>A string field; null for null and, with an error, for a collection.</summary>
    public YamlScalar? Text(YamlNode node, string field)
    {
        if (node is YamlScalar scalar)
        {
            // Null is the empty string; its text ('~') is not its value.
            return scalar.IsNull && scalar.Value.Length > 0 ? null : scalar;
        }

        errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field}' is a string, but here stands {NameOfType(node)}; put quotes around it if it is text.");
        return null;
    }

    public RuleDuration? Duration(YamlNode node, string field)
    {
        if (Text(node, field) is not { } scalar || scalar.IsNull)
        {
            return null;
        }

        if (PrometheusDuration.TryParse(scalar.Value, out TimeSpan value, out string error))
        {
            return new RuleDuration(scalar, value);
        }

        if (LenientDurations && DialectDuration.TryParse(scalar.Value, out value))
        {
            return new RuleDuration(scalar, value);
        }

        bool isNumber = YamlTypes.TryGetInteger(scalar, out long number) && number >= 0;
        errors.Add(
            RuleFileErrorKind.InvalidDuration,
            scalar.Range,
            isNumber
                ? $"'{scalar.Value}' is no duration, for the unit is missing; write '{scalar.Value}s' or '{scalar.Value}m'."
                : $"'{field}': {error}.");
        return new RuleDuration(scalar, null);
    }

    public long? Limit(YamlNode node)
    {
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
        errors.Add(
            RuleFileErrorKind.InvalidLimit,
            HeadOf(node),
            isQuoted ? "The limit is a string; write the number without quotes." : $"The limit is an integer, but here stands {NameOfType(node)}; write the greatest number of series or alerts, 0 for no limit.",
            isQuoted ? ((YamlScalar)node).Value : null);
        return null;
    }

    /// <summary>A mapping of names to strings.</summary>
    public ImmutableArray<LabelEntry> Strings(YamlNode node, string field)
    {
        if (node is YamlScalar { IsNull: true })
        {
            return [];
        }

        if (node is not YamlMapping mapping)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field}' is a mapping of names to strings, but here stands {NameOfType(node)}.");
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<LabelEntry>(mapping.Entries.Length);
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (IsPassedOver(entry))
            {
                continue;
            }

            if (entry.Key is not YamlScalar name)
            {
                errors.Add(RuleFileErrorKind.WrongValueType, entry.KeyRange, $"A name in '{field}' is a string, but here stands {NameOfType(entry.Key)}.");
                continue;
            }

            if (IsMisplaced(entry, field))
            {
                continue;
            }

            if (entry.Value is YamlScalar value)
            {
                entries.Add(new LabelEntry(name, value.IsNull && value.Value.Length > 0 ? Empty(value) : value));
                continue;
            }

            string hint = entry.Value is YamlMapping { Range: var range, Entries: [{ Key: YamlMapping }] } && !range.IsEmpty
                ? "; a template must stand in quotes"
                : "";
            errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(entry.Value), $"The value of '{name.Value}' is a string, but here stands {NameOfType(entry.Value)}{hint}.");
        }

        return entries.ToImmutable();
    }

    /// <summary>Whether an entry of labels or annotations is a field of the rule that stands one level too deep; that is told.</summary>
    private bool IsMisplaced(YamlEntry entry, string field)
    {
        if (field is not ("labels" or "annotations") || NameOf(entry) is not { } name)
        {
            return false;
        }

        bool isField = name switch
        {
            "labels" or "annotations" => name != field && (entry.Value is YamlMapping || entry.Value is YamlScalar { IsNull: true }),
            "rules" => entry.Value is YamlSequence,
            "for" or "keep_firing_for" => entry.Value is YamlScalar { Style: YamlScalarStyle.Plain } duration && PrometheusDuration.TryParse(duration.Value, out TimeSpan _, out _),
            _ => false,
        };
        if (isField)
        {
            errors.Add(RuleFileErrorKind.UnknownField, entry.KeyRange, $"'{name}' is a field of the rule and stands one level too deep, among its {field}; indent it as '{field}' is indented.");
        }

        return isField;
    }

    public void UnknownField(YamlEntry entry, string[] known, string what, Func<RuleFields, string[]>? level = null) =>
        UnknownField(entry, known, what, level is not null && NameOf(entry) is { } name ? RuleFields.SchemaOf(name, level) : null);

    /// <summary>Reports a field that is not known, which another schema may have.</summary>
    public void UnknownField(YamlEntry entry, string[] known, string what, RuleSchema? other)
    {
        if (IsPassedOver(entry))
        {
            return;
        }

        if (NameOf(entry) is not { } name)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, entry.KeyRange, $"A field of {what} is a name, but here stands {NameOfType(entry.Key)}.");
            return;
        }

        string? nearest = other is null ? Nearest(name, known) : null;
        string remedy = other is { } schema ? $"it is one of {schema}, so set 'schema: {schema.ToString().ToLowerInvariant()}'"
            : nearest is null ? $"it has {List(known)}"
            : $"write '{nearest}'";
        errors.Add(new RuleFileError(RuleFileErrorKind.UnknownField, entry.KeyRange, $"{Capital(what)} has no field '{name}'; {remedy}.", nearest) { OtherSchema = other });
    }

    /// <summary>Whether go-yaml passes over an entry: its key is null.</summary>
    private static bool IsPassedOver(YamlEntry entry) => entry.KeyText is "" or "~" or "null" or "Null" or "NULL" && entry.Key is YamlScalar { IsNull: true };

    /// <summary>The known field that a name was meant to be; null where none is plain.</summary>
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

    // A whole collection as the place of an error would underline half the file.
    private static SourceRange HeadOf(YamlNode node) => RuleDocument.HeadOf(node);

    private static YamlScalar Empty(YamlScalar at) => new(at.Range, "", at.Style, () => ScalarMap.Linear(at.Range.Start, 0));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string List(string[] names) => names.Length == 1 ? $"'{names[0]}' only" : string.Join(", ", names.Select(static name => $"'{name}'"));
}
