using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PromRuleLint.Templates;

/// <summary>A function that templates may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MinArguments">The lowest count of arguments, a piped one included.</param>
/// <param name="MaxArguments">The highest count; <see cref="int.MaxValue"/> where it takes any number.</param>
/// <param name="Result">What it gives.</param>
internal sealed record TemplateFunction(string Name, int MinArguments, int MaxArguments, ValueType Result);

/// <summary>
/// The functions of Prometheus (<c>template.NewTemplateExpander</c>) and of Go (<c>text/template/funcs.go</c>).
/// <c>tmpl</c> is not among them: it exists in consoles only.
/// </summary>
internal static class TemplateFunctions
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, TemplateFunction> s_byName = new TemplateFunction[]
    {
        new("args", 0, Any, ValueType.Unknown),
        new("externalURL", 0, 0, ValueType.String),
        new("first", 1, 1, ValueType.Sample),
        new("graphLink", 1, 1, ValueType.String),
        new("humanize", 1, 1, ValueType.String),
        new("humanize1024", 1, 1, ValueType.String),
        new("humanizeDuration", 1, 1, ValueType.String),
        new("humanizePercentage", 1, 1, ValueType.String),
        new("humanizeTimestamp", 1, 1, ValueType.String),
        new("label", 2, 2, ValueType.String),
        new("match", 2, 2, ValueType.Bool),
        new("now", 0, 0, ValueType.Number),
        new("parseDuration", 1, 1, ValueType.Number),
        new("pathPrefix", 0, 0, ValueType.String),
        new("query", 1, 1, ValueType.Samples),
        new("reReplaceAll", 3, 3, ValueType.String),
        new("safeHtml", 1, 1, ValueType.Unknown),
        new("sortByLabel", 2, 2, ValueType.Samples),
        new("stripDomain", 1, 1, ValueType.String),
        new("stripPort", 1, 1, ValueType.String),
        new("strvalue", 1, 1, ValueType.String),
        new("tableLink", 1, 1, ValueType.String),
        new("title", 1, 1, ValueType.String),
        new("toDuration", 1, 1, ValueType.Unknown),
        new("toLower", 1, 1, ValueType.String),
        new("toTime", 1, 1, ValueType.Unknown),
        new("toUpper", 1, 1, ValueType.String),
        new("urlQueryEscape", 1, 1, ValueType.String),
        new("value", 1, 1, ValueType.Number),

        new("and", 1, Any, ValueType.Unknown),
        new("call", 1, Any, ValueType.Unknown),
        new("eq", 2, Any, ValueType.Bool),
        new("ge", 2, 2, ValueType.Bool),
        new("gt", 2, 2, ValueType.Bool),
        new("html", 0, Any, ValueType.String),
        new("index", 1, Any, ValueType.Unknown),
        new("js", 0, Any, ValueType.String),
        new("le", 2, 2, ValueType.Bool),
        new("len", 1, 1, ValueType.Number),
        new("lt", 2, 2, ValueType.Bool),
        new("ne", 2, 2, ValueType.Bool),
        new("not", 1, 1, ValueType.Bool),
        new("or", 1, Any, ValueType.Unknown),
        new("print", 0, Any, ValueType.String),
        new("printf", 1, Any, ValueType.String),
        new("println", 0, Any, ValueType.String),
        new("slice", 1, 4, ValueType.Unknown),
        new("urlquery", 0, Any, ValueType.String),
    }.ToFrozenDictionary(static function => function.Name);

    /// <summary>The names of all functions.</summary>
    public static ImmutableArray<string> Names => s_byName.Keys;

    /// <summary>The function of a name; null where there is none.</summary>
    public static TemplateFunction? Find(string name) => s_byName.GetValueOrDefault(name);
}

/// <summary>What is known of a value in a template.</summary>
internal enum ValueType
{
    Unknown,
    Data,
    Labels,
    ExternalLabels,
    AlertValue,
    String,
    Number,
    Bool,
    Samples,
    Sample,
    SampleLabels,
}
