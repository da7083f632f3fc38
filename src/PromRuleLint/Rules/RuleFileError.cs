using PromRuleLint.Text;

namespace PromRuleLint.Rules;

/// <summary>What kind of fault in a rule file's form; each kind is a check of its own.</summary>
public enum RuleFileErrorKind
{
    /// <summary>The text is not YAML.</summary>
    YamlSyntax,

    /// <summary>A key stands twice in one mapping.</summary>
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

    /// <summary>A group name that stands twice in one file.</summary>
    DuplicateGroupName,

    /// <summary>Both <c>record</c> and <c>alert</c>.</summary>
    RecordAndAlert,

    /// <summary>Neither <c>record</c> nor <c>alert</c>.</summary>
    NeitherRecordNorAlert,

    /// <summary>No <c>expr</c>.</summary>
    MissingExpression,

    /// <summary>A field of alerting rules on a recording rule.</summary>
    AlertFieldOnRecordingRule,

    /// <summary>A text that is no duration.</summary>
    InvalidDuration,

    /// <summary>A recorded name that is no metric name.</summary>
    InvalidRecordName,

    /// <summary>A label name that is none.</summary>
    InvalidLabelName,

    /// <summary>An annotation name that is none.</summary>
    InvalidAnnotationName,

    /// <summary>A limit that is no limit.</summary>
    InvalidLimit,

    /// <summary>Thanos' <c>partial_response_strategy</c> with a value that is none.</summary>
    InvalidPartialResponseStrategy,

    /// <summary>The file is a Helm or Jinja template, not YAML.</summary>
    TemplatedFile,
}

/// <summary>A fault in a rule file's form.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Range">Where in the file.</param>
/// <param name="Message">What is wrong and what to write instead, for a person.</param>
/// <param name="Replacement">What to write in place of <paramref name="Range"/> where it is plain what was meant.</param>
/// <param name="RelatedRange">Another place that the message speaks of, such as the first of two.</param>
/// <param name="RelatedMessage">What stands at the other place.</param>
public sealed record RuleFileError(RuleFileErrorKind Kind, SourceRange Range, string Message, string? Replacement = null, SourceRange? RelatedRange = null, string? RelatedMessage = null)
{
    /// <summary>The schema under which it is none; null where no other one has such a field.</summary>
    internal RuleSchema? OtherSchema { get; init; }
}
