using PromRuleLint.PromQL;
using PromRuleLint.Text;
using PromRuleLint.Yaml;
using PromRuleLint.Rules.Mappings;

namespace PromRuleLint.Rules;

/// <summary>Reads what groups and rules have in common: names, labels and annotations.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="isResource">Whether the groups stand in a Kubernetes resource, whose API server wants strings to be strings.</param>
internal abstract class RuleFieldReader(RuleFileReaderOptions options, RuleFileErrors errors, bool isResource) : FieldReader(errors, options.Schema)
{
    /// <summary>How the file is read.</summary>
    protected RuleFileReaderOptions Options { get; } = options;

    /// <summary>The language of a schema's expressions.</summary>
    public static ExpressionLanguage LanguageOf(RuleSchema schema) => schema switch
    {
        RuleSchema.VictoriaMetrics => ExpressionLanguage.MetricsQL,
        RuleSchema.Loki => ExpressionLanguage.LogQL,
        _ => ExpressionLanguage.PromQL,
    };

    /// <summary>The language that vmalert's <c>type</c> of a group or rule sets; null if it sets none, or if the file is of a schema without the field.</summary>
    protected ExpressionLanguage? LanguageOf(YamlMapping node) => Schema == RuleSchema.VictoriaMetrics ? LanguageOfType(node) : null;

    /// <summary>The language that the field <c>type</c> of a group or rule names, in whatever schema; null if it names none.</summary>
    public static ExpressionLanguage? LanguageOfType(YamlMapping node) => node.TextOf("type") switch
    {
        "graphite" => ExpressionLanguage.Graphite,
        "vlogs" => ExpressionLanguage.LogsQL,
        _ => null,
    };

    /// <summary>The name of a group or rule.</summary>
    public YamlScalar? Name(FieldEntry field)
    {
        YamlScalar? scalar = Text(field);
        if (isResource && scalar is not null && OtherKindOf(CompactNode.Of(scalar)) is { } kind)
        {
            ReportUnquoted(scalar, $"The value of '{field.Name}'", kind);
        }

        return scalar;
    }

    /// <summary>The labels of a group or rule.</summary>
    public LabelList Labels(FieldEntry field)
    {
        LabelList labels = Strings(field);
        foreach (LabelText label in labels)
        {
            if (label.Name == "__name__")
            {
                Errors.Add(RuleFileErrorKind.InvalidLabelName, label.NameRange, "A rule cannot set the label '__name__'; the name of a recorded series is what 'record' says.");
            }
            else if (!NameScheme.IsValidLabelName(label.Name, Options.Utf8Names))
            {
                Errors.Add(RuleFileErrorKind.InvalidLabelName, label.NameRange, InvalidName(label.Name, "label"));
            }

            if (OtherKindOf(label.CompactValue) is { } kind)
            {
                ReportUnquoted(label.CompactValue.ToScalar()!, $"The label value {label.Value}", kind);
            }
        }

        return labels;
    }

    /// <summary>The annotations of an alert.</summary>
    public LabelList Annotations(FieldEntry field)
    {
        LabelList annotations = Strings(field);
        foreach (LabelText annotation in annotations)
        {
            if (!NameScheme.IsValidLabelName(annotation.Name, Options.Utf8Names))
            {
                Errors.Add(RuleFileErrorKind.InvalidAnnotationName, annotation.NameRange, InvalidName(annotation.Name, "annotation"));
            }

            if (isResource && OtherKindOf(annotation.CompactValue) is { } kind)
            {
                ReportUnquoted(annotation.CompactValue.ToScalar()!, $"The annotation value {annotation.Value}", kind);
            }
        }

        return annotations;
    }

    /// <summary>The range of a field's key; that of the first key of the mapping if the field is missing.</summary>
    protected static SourceRange KeyOrHead(YamlMapping node, string key)
    {
        foreach (YamlEntry entry in node.Entries)
        {
            if (NameOf(entry) == key)
            {
                return entry.KeyRange;
            }
        }

        return HeadOf(node);
    }

    private static string InvalidName(string name, string what) =>
        name.Length == 0
            ? $"The {what} has an empty name."
            : $"'{name}' is no {what} name; it may have letters, digits and '_' and does not begin with a digit.";

    /// <summary>The type of a scalar that strict YAML readers such as Kubernetes do not read as a string, although Prometheus does; null for a string.</summary>
    private string? OtherKindOf(CompactNode scalar) => YamlTypes.TypeOf(scalar) switch
    {
        YamlScalarType.Boolean => "a boolean",
        YamlScalarType.Integer or YamlScalarType.Float => "a number",
        YamlScalarType.String when isResource && YamlTypes.IsOldBoolean(scalar) => "a boolean",
        _ => null,
    };

    private void ReportUnquoted(YamlScalar scalar, string what, string kind)
    {
        string consequence = isResource ? "the Kubernetes API refuses it" : "other readers of the file do not see a string";
        Errors.Add(
            RuleFileErrorKind.UnquotedLabelValue,
            scalar.Range,
            $"{what} is {kind} in YAML, so {consequence}; write \"{scalar.Value}\".",
            scalar.Tag is null ? $"\"{scalar.Value}\"" : null);
    }
}
