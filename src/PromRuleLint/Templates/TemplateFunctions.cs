using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PromRuleLint.Templates;

/// <summary>What is known of a value in a template.</summary>
internal enum ValueType
{
    Unknown,

    /// <summary>What the template is executed with: labels, external labels, external URL and value.</summary>
    Data,
    Labels,
    ExternalLabels,

    /// <summary>The alert's value: a float, or a native histogram.</summary>
    AlertValue,

    /// <summary>The value of a sample of a query: a float, or a native histogram.</summary>
    SampleValue,
    String,
    Integer,
    Float,
    Bool,
    Samples,
    Sample,
    SampleLabels,
}

/// <summary>A function that templates may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MinArguments">The lowest count of arguments, a piped one included.</param>
/// <param name="MaxArguments">The highest count; <see cref="int.MaxValue"/> where it takes any number.</param>
/// <param name="Result">What it gives.</param>
/// <param name="Parameters">What each argument must be; an unknown type, or none, is any.</param>
internal sealed record TemplateFunction(string Name, int MinArguments, int MaxArguments, ValueType Result, ImmutableArray<ValueType> Parameters);

/// <summary>
/// The functions of Prometheus (<c>template.NewTemplateExpander</c>) and of Go (<c>text/template/funcs.go</c>).
/// <c>tmpl</c> is not among them: it exists in consoles only.
/// </summary>
internal static class TemplateFunctions
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, TemplateFunction> s_byName = new[]
    {
        New("args", 0, Any, ValueType.Unknown),
        New("externalURL", 0, 0, ValueType.String),
        Typed("first", ValueType.Sample, ValueType.Samples),
        Typed("graphLink", ValueType.String, ValueType.String),
        New("humanize", 1, 1, ValueType.String),
        New("humanize1024", 1, 1, ValueType.String),
        New("humanizeDuration", 1, 1, ValueType.String),
        New("humanizePercentage", 1, 1, ValueType.String),
        New("humanizeTimestamp", 1, 1, ValueType.String),
        Typed("label", ValueType.String, ValueType.String, ValueType.Sample),
        Typed("match", ValueType.Bool, ValueType.String, ValueType.String),
        New("now", 0, 0, ValueType.Float),
        Typed("parseDuration", ValueType.Float, ValueType.String),
        New("pathPrefix", 0, 0, ValueType.String),
        Typed("query", ValueType.Samples, ValueType.String),
        Typed("reReplaceAll", ValueType.String, ValueType.String, ValueType.String, ValueType.String),
        Typed("safeHtml", ValueType.Unknown, ValueType.String),
        Typed("sortByLabel", ValueType.Samples, ValueType.String, ValueType.Samples),
        Typed("stripDomain", ValueType.String, ValueType.String),
        Typed("stripPort", ValueType.String, ValueType.String),
        Typed("strvalue", ValueType.String, ValueType.Sample),
        Typed("tableLink", ValueType.String, ValueType.String),
        Typed("title", ValueType.String, ValueType.String),
        New("toDuration", 1, 1, ValueType.Unknown),
        Typed("toLower", ValueType.String, ValueType.String),
        New("toTime", 1, 1, ValueType.Unknown),
        Typed("toUpper", ValueType.String, ValueType.String),
        Typed("urlQueryEscape", ValueType.String, ValueType.String),
        Typed("value", ValueType.SampleValue, ValueType.Sample),

        New("and", 1, Any, ValueType.Unknown),
        New("call", 1, Any, ValueType.Unknown),
        New("eq", 2, Any, ValueType.Bool),
        New("ge", 2, 2, ValueType.Bool),
        New("gt", 2, 2, ValueType.Bool),
        New("html", 0, Any, ValueType.String),
        New("index", 1, Any, ValueType.Unknown),
        New("js", 0, Any, ValueType.String),
        New("le", 2, 2, ValueType.Bool),
        New("len", 1, 1, ValueType.Integer),
        New("lt", 2, 2, ValueType.Bool),
        New("ne", 2, 2, ValueType.Bool),
        New("not", 1, 1, ValueType.Bool),
        New("or", 1, Any, ValueType.Unknown),
        New("print", 0, Any, ValueType.String),
        New("printf", 1, Any, ValueType.String, ValueType.String),
        New("println", 0, Any, ValueType.String),
        New("slice", 1, 4, ValueType.Unknown),
        New("urlquery", 0, Any, ValueType.String),
    }.ToFrozenDictionary(static function => function.Name);

    /// <summary>The names of all functions.</summary>
    public static ImmutableArray<string> Names => s_byName.Keys;

    /// <summary>The function of a name; null where there is none.</summary>
    public static TemplateFunction? Find(string name) => s_byName.GetValueOrDefault(name);

    private static TemplateFunction New(string name, int min, int max, ValueType result, params ImmutableArray<ValueType> parameters) =>
        new(name, min, max, result, parameters);

    private static TemplateFunction Typed(string name, ValueType result, params ImmutableArray<ValueType> parameters) =>
        new(name, parameters.Length, parameters.Length, result, parameters);
}
