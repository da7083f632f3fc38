using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>
/// The functions of Prometheus (<c>template.NewTemplateExpander</c>), of vmalert (<c>app/vmalert/templates</c>) and of Go
/// (<c>text/template/funcs.go</c>). <c>tmpl</c> is not among them: it exists in consoles only.
/// </summary>
internal static class TemplateFunctions
{
    private const int Any = int.MaxValue;

    private static readonly NameMap<TemplateFunction> ByName = NameMap<TemplateFunction>.Of(
    [
        New("args", 0, Any, ValueType.Unknown),
        New("externalURL", 0, 0, ValueType.String),
        Typed("first", ValueType.Sample, ValueType.Samples),
        Typed("graphLink", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.Prometheus },
        New("humanize", 1, 1, ValueType.String, ValueType.Number),
        New("humanize1024", 1, 1, ValueType.String, ValueType.Number),
        New("humanizeDuration", 1, 1, ValueType.NoNumber, ValueType.Number),
        New("humanizePercentage", 1, 1, ValueType.NoNumber, ValueType.Number),
        New("humanizeTimestamp", 1, 1, ValueType.NoNumber, ValueType.Number),
        Typed("label", ValueType.String, ValueType.String, ValueType.Sample),
        Typed("match", ValueType.Bool, ValueType.String, ValueType.String),
        New("now", 0, 0, ValueType.Unknown) with { Since = new(3, 6) },
        Typed("parseDuration", ValueType.Float, ValueType.String) with { Since = new(2, 28) },
        New("pathPrefix", 0, 0, ValueType.String),
        Typed("query", ValueType.Samples, ValueType.String),
        Typed("reReplaceAll", ValueType.String, ValueType.String, ValueType.String, ValueType.String),
        Typed("safeHtml", ValueType.Unknown, ValueType.String),
        Typed("sortByLabel", ValueType.Samples, ValueType.String, ValueType.Samples),
        Typed("stripDomain", ValueType.String, ValueType.String) with { Since = new(2, 36) },
        Typed("stripPort", ValueType.String, ValueType.String) with { Since = new(2, 33) },
        Typed("strvalue", ValueType.String, ValueType.Sample),
        Typed("tableLink", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.Prometheus },
        Typed("title", ValueType.String, ValueType.String),
        New("toDuration", 1, 1, ValueType.Unknown, ValueType.Number) with { Since = new(3, 6) },
        Typed("toLower", ValueType.String, ValueType.String),
        New("toTime", 1, 1, ValueType.Unknown, ValueType.Number) with { Since = new(2, 38) },
        Typed("toUpper", ValueType.String, ValueType.String),
        Typed("urlQueryEscape", ValueType.String, ValueType.String) with { Since = new(3, 8), OnlyIn = TemplateDialect.Prometheus },
        Typed("value", ValueType.SampleValue, ValueType.Sample),

        Typed("crlfEscape", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("formatTime", ValueType.Unknown, ValueType.Unknown, ValueType.Unknown) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("htmlEscape", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("jsonEscape", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("parseDurationTime", ValueType.Unknown, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("pathEscape", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("queryEscape", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },
        Typed("quotesEscape", ValueType.String, ValueType.String) with { OnlyIn = TemplateDialect.VictoriaMetrics },

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
    ], static function => function.Name);

    /// <summary>The names of all functions of a dialect, in the order of their characters.</summary>
    public static IEnumerable<string> Names(TemplateDialect dialect) =>
        ByName.Values.Where(function => function.OnlyIn is null || function.OnlyIn == dialect).Select(static function => function.Name).Order(StringComparer.Ordinal);

    /// <summary>The function of a name in a dialect; null where there is none.</summary>
    public static TemplateFunction? Find(ReadOnlySpan<char> name, TemplateDialect dialect) =>
        ByName.TryGetValue(name, out TemplateFunction? function) && (function.OnlyIn is null || function.OnlyIn == dialect) ? function : null;

    /// <summary>Whether another dialect has a function of that name.</summary>
    public static bool IsOfOtherDialect(string name) => ByName.TryGetValue(name, out _);

    private static TemplateFunction New(string name, int min, int max, ValueType result, params ImmutableArray<ValueType> parameters) =>
        new(name, min, max, result, parameters);

    private static TemplateFunction Typed(string name, ValueType result, params ImmutableArray<ValueType> parameters) =>
        new(name, parameters.Length, parameters.Length, result, parameters);
}
