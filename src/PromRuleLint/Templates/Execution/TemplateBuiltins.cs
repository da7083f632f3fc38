using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.Regex;

namespace PromRuleLint.Templates.Execution;

/// <summary>What the functions of templates do: Prometheus' (<c>template/template.go</c>) and Go's (<c>text/template/funcs.go</c>).</summary>
internal static class TemplateBuiltins
{
    private const ParameterType Any = ParameterType.Any;
    private const ParameterType Reflected = ParameterType.Reflected;
    private const ParameterType Text = ParameterType.String;

    private static readonly FrozenDictionary<string, Func<TemplateContext, TemplateMethod>> ByName = Make();

    /// <summary>The function of a name; null where there is none.</summary>
    public static TemplateMethod? Find(string name, TemplateContext context) => ByName.GetValueOrDefault(name)?.Invoke(context);

    private static FrozenDictionary<string, Func<TemplateContext, TemplateMethod>> Make()
    {
        var functions = new Dictionary<string, Func<TemplateContext, TemplateMethod>>(StringComparer.Ordinal);
        AddQueries(functions);
        AddTexts(functions);
        AddNumbers(functions);
        AddLanguage(functions);
        return functions.ToFrozenDictionary();
    }

    private static void AddQueries(Dictionary<string, Func<TemplateContext, TemplateMethod>> functions)
    {
        functions["query"] = static context => Create([Text], values => new SampleList(context.Query((string)values[0]!)));
        Add(functions, "first", [ParameterType.Samples], static values =>
            values[0] is SampleList { Samples: [var first, ..] } ? first : throw new TemplateExecutionException("first() called on vector with no elements"));
        Add(functions, "label", [Text, ParameterType.Sample], static values => SampleOf(values[1]).Labels[(string)values[0]!]);
        Add(functions, "value", [ParameterType.Sample], static values => SampleOf(values[0]).Value);
        Add(functions, "strvalue", [ParameterType.Sample], static values => SampleOf(values[0]).Labels["__value__"]);
        Add(functions, "sortByLabel", [Text, ParameterType.Samples], static values =>
            new SampleList([.. ((SampleList)values[1]!).Samples.OrderBy(sample => sample.Labels[(string)values[0]!], StringComparer.Ordinal)]));
        functions["args"] = static _ => new TemplateMethod([], Any, static values => new ArgumentMap([.. values]));
        functions["now"] = static context => Create([], _ => context.Timestamp / 1000.0);
        functions["externalURL"] = functions["pathPrefix"] = static _ => Create([], static _ => throw NilDereference());
    }

    private static void AddTexts(Dictionary<string, Func<TemplateContext, TemplateMethod>> functions)
    {
        Add(functions, "reReplaceAll", [Text, Text, Text], static values => ReplaceAll((string)values[0]!, (string)values[1]!, (string)values[2]!));
        Add(functions, "match", [Text, Text], static values => SearchFor((string)values[0]!, "").Find((string)values[1]!, 0, isWhole: false) is not null);
        Add(functions, "safeHtml", [Text], static values => new HtmlValue((string)values[0]!));
        AddText(functions, "title", GoEscape.Title);
        AddText(functions, "toUpper", static text => text.ToUpperInvariant());
        AddText(functions, "toLower", static text => text.ToLowerInvariant());
        AddText(functions, "graphLink", static text => $"/graph?g0.expr={GoEscape.QueryEscape(text)}&g0.tab=0");
        AddText(functions, "tableLink", static text => $"/graph?g0.expr={GoEscape.QueryEscape(text)}&g0.tab=1");
        AddText(functions, "urlQueryEscape", GoEscape.QueryEscape);
        AddText(functions, "stripPort", HostNames.StripPort);
        AddText(functions, "stripDomain", HostNames.StripDomain);
    }

    private static void AddNumbers(Dictionary<string, Func<TemplateContext, TemplateMethod>> functions)
    {
        Add(functions, "humanize", [Any], static values => Humanizer.Humanize(Humanizer.ToFloat(values[0])));
        Add(functions, "humanize1024", [Any], static values => Humanizer.Humanize1024(Humanizer.ToFloat(values[0])));
        Add(functions, "humanizeDuration", [Any], static values => Humanizer.HumanizeDuration(Humanizer.ToFloat(values[0])));
        Add(functions, "humanizePercentage", [Any], static values => GoFloat.Format(Humanizer.ToFloat(values[0]) * 100, 'g', 4) + "%");
        Add(functions, "humanizeTimestamp", [Any], static values =>
            Humanizer.ToFloat(values[0]) is var seconds && double.IsFinite(seconds) ? Humanizer.ToTime(seconds).ToString() : GoFloat.Format(seconds, 'g', 4));
        Add(functions, "toTime", [Any], static values => Humanizer.ToTime(Humanizer.ToFloat(values[0])));
        Add(functions, "toDuration", [Any], static values => new GoDuration(Humanizer.Truncate(Humanizer.ToFloat(values[0]) * 1e9)));
        Add(functions, "parseDuration", [Text], static values => ParseDuration((string)values[0]!));
    }

    private static void AddLanguage(Dictionary<string, Func<TemplateContext, TemplateMethod>> functions)
    {
        functions["eq"] = static _ => new TemplateMethod([Reflected], Reflected, GoComparison.Equal);
        Add(functions, "ne", [Reflected, Reflected], static values => !(bool)GoComparison.Equal(values));
        Add(functions, "lt", [Reflected, Reflected], static values => GoComparison.IsLess(values[0], values[1]));
        Add(functions, "le", [Reflected, Reflected], static values => GoComparison.IsLess(values[0], values[1]) || (bool)GoComparison.Equal(values));
        Add(functions, "gt", [Reflected, Reflected], static values => !(GoComparison.IsLess(values[0], values[1]) || (bool)GoComparison.Equal(values)));
        Add(functions, "ge", [Reflected, Reflected], static values => !GoComparison.IsLess(values[0], values[1]));
        Add(functions, "not", [Reflected], static values => !GoTypes.IsTrue(values[0]));
        Add(functions, "len", [Reflected], static values => GoIndexing.Length(values[0]));
        functions["index"] = static _ => new TemplateMethod([Reflected], Reflected, GoIndexing.Index);
        functions["slice"] = static _ => new TemplateMethod([Reflected], Reflected, GoIndexing.Slice);
        functions["print"] = static _ => new TemplateMethod([], Any, static values => GoPrinter.Print(values));
        functions["println"] = static _ => new TemplateMethod([], Any, static values => GoPrinter.PrintLine(values));
        functions["printf"] = static _ => new TemplateMethod([Text], Any, static values => GoFormat.Format((string)values[0]!, values[1..]));
        functions["html"] = static _ => new TemplateMethod([], Any, static values => GoEscape.HtmlEscape(Joined(values)));
        functions["js"] = static _ => new TemplateMethod([], Any, static values => GoEscape.JavaScriptEscape(Joined(values)));
        functions["urlquery"] = static _ => new TemplateMethod([], Any, static values => GoEscape.QueryEscape(Joined(values)));
    }

    private static void Add(Dictionary<string, Func<TemplateContext, TemplateMethod>> functions, string name, ImmutableArray<ParameterType> parameters, Func<object?[], object?> invoke)
    {
        var method = new TemplateMethod(parameters, null, invoke);
        functions[name] = _ => method;
    }

    private static void AddText(Dictionary<string, Func<TemplateContext, TemplateMethod>> functions, string name, Func<string, string> apply) =>
        Add(functions, name, [Text], values => apply((string)values[0]!));

    private static TemplateMethod Create(ImmutableArray<ParameterType> parameters, Func<object?[], object?> invoke) => new(parameters, null, invoke);

    private static SampleValue SampleOf(object? value) => value as SampleValue ?? throw NilDereference();

    private static TemplateExecutionException NilDereference() => new("runtime error: invalid memory address or nil pointer dereference");

    private static string Joined(object?[] values) => values is [string only]
        ? only
        : GoPrinter.Print([.. values.Select(static value => value is SampleValue sample ? GoPrinter.PrintSample(sample) : value is NilValue ? "<no value>" : value)]);

    private static double ParseDuration(string text) =>
        PrometheusDuration.TryParse(text.AsSpan(), out long milliseconds, out _)
            ? milliseconds / 1000.0
            : throw new TemplateExecutionException(text.Length == 0 ? "empty duration string"
                : UnknownUnit(text) is { } unit ? $"unknown unit {Quoted(unit)} in duration {Quoted(text)}" : $"not a valid duration string: {Quoted(text)}");

    /// <summary>The first unknown unit; null if another fault comes first.</summary>
    private static string? UnknownUnit(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            int unit = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (unit == digits || unit == at)
            {
                return null;
            }

            if (text[unit..at] is not ("ms" or "s" or "m" or "h" or "d" or "w" or "y"))
            {
                return text[unit..at];
            }
        }

        return null;
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder();
        PromQL.Printing.GoText.AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    private static string ReplaceAll(string pattern, string replacement, string text) =>
        SearchFor(pattern, $"regexp: Compile({(pattern.Contains('`', StringComparison.Ordinal) ? Quoted(pattern) : $"`{pattern}`")}): ").ReplaceAll(text, replacement);

    private static Re2Search SearchFor(string pattern, string prefix)
    {
        if (Re2Pattern.Parse(pattern).Error is { } error)
        {
            string part = error.Range.IsEmpty ? "" : pattern[error.Range.Start..error.Range.End];
            throw new TemplateExecutionException(string.Create(CultureInfo.InvariantCulture, $"{prefix}error parsing regexp: {error.Reason}: `{(error.Reason == "missing closing )" ? pattern : part)}`"));
        }

        // Matchers let a dot match a newline; Go's regexp does not by itself.
        return Re2Pattern.Parse($"(?-s:{pattern})").Search!;
    }
}
