namespace PromRuleLint.Rules;

/// <summary>The kinds of faults in the form of a rule file. Each is reported by a check of its own.</summary>
public enum RuleFileErrorKind
{
    /// <summary>The text is not YAML.</summary>
    YamlSyntax,

    /// <summary>A key that occurs twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>Nesting or aliases beyond the caps.</summary>
    TooDeepOrTooManyAliases,

    /// <summary>A field that is not known there.</summary>
    UnknownField,

    /// <summary>A value of the wrong type.</summary>
    WrongValueType,

    /// <summary>A label value that YAML reads as a number or a boolean.</summary>
    UnquotedLabelValue,

    /// <summary>More than one document, of which Prometheus reads only the first.</summary>
    SeveralDocuments,

    /// <summary>A group without a name.</summary>
    EmptyGroupName,

    /// <summary>A group name that occurs twice in one file.</summary>
    DuplicateGroupName,

    /// <summary>Both <c>record</c> and <c>alert</c>.</summary>
    RecordAndAlert,

    /// <summary>Neither <c>record</c> nor <c>alert</c>.</summary>
    NeitherRecordNorAlert,

    /// <summary>No <c>expr</c>.</summary>
    MissingExpression,

    /// <summary>A field of alerting rules on a recording rule.</summary>
    AlertFieldOnRecordingRule,

    /// <summary>An invalid duration.</summary>
    InvalidDuration,

    /// <summary>A recorded name that is not a valid metric name.</summary>
    InvalidRecordName,

    /// <summary>An invalid label name.</summary>
    InvalidLabelName,

    /// <summary>An invalid annotation name.</summary>
    InvalidAnnotationName,

    /// <summary>An invalid limit.</summary>
    InvalidLimit,

    /// <summary>Thanos' <c>partial_response_strategy</c> with an invalid value.</summary>
    InvalidPartialResponseStrategy,

    /// <summary>The file is a Helm or Jinja template, not YAML.</summary>
    TemplatedFile,
}
