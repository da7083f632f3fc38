using System.Globalization;
using System.Text;

namespace PromRuleLint.Soundness;

/// <summary>Random rule files: two to six rules, each of which may read what those before it record.</summary>
internal sealed class RandomRules(Random random)
{
    public static readonly string[] Metrics = ["up", "calls_total", "errors_total", "level", "temp", "reply_seconds_bucket", "answer_seconds_count", "wait_seconds", "mixed"];

    /// <summary>What the server puts on all that it sends away; templates of alerts read it.</summary>
    public const string ExternalLabel = "zone";

    public static readonly string[] Labels = ["job", "instance", "code", "zone", "le"];

    public static readonly string[] Values = ["a", "b", "500"];

    private static readonly string[] Numbers = ["0", "1", "2", "0.5", "-1", "100", "1e-3", "5", "1e300", "1e-300", "Inf", "-Inf", "NaN", "3"];

    private static readonly string[] Comparisons = ["==", "!=", ">", "<", ">=", "<="];

    private static readonly string[] Arithmetic = ["+", "-", "*", "/", "%", "^", "atan2", "*", "/", "-", "</", ">/"];

    private static readonly string[] OfVectors =
        ["abs", "ceil", "floor", "sgn", "sqrt", "ln", "exp", "round", "deg", "rad", "sort", "sort_desc", "timestamp", "histogram_count", "histogram_sum", "histogram_avg", "histogram_stdvar", "histogram_stddev", "hour", "month", "start_timestamp", "absent", "cos", "asin", "tanh", "log2"];

    private static readonly string[] OfRanges =
        ["rate", "increase", "irate", "delta", "idelta", "deriv", "changes", "resets", "avg_over_time", "sum_over_time", "min_over_time", "max_over_time", "count_over_time", "last_over_time", "present_over_time", "absent_over_time", "stddev_over_time", "stdvar_over_time", "rate", "increase"];

    private static readonly string[] Aggregations = ["sum", "sum", "count", "avg", "min", "max", "group", "stddev", "stdvar"];

    private readonly List<string> _recorded = [];

    /// <summary>The text of a rule file.</summary>
    public string Next()
    {
        _recorded.Clear();
        var text = new StringBuilder("groups:\n- name: g\n  rules:\n");
        int rules = random.Next(2, 7);
        for (int i = 0; i < rules; i++)
        {
            bool isAlert = i > 0 && random.Next(4) == 0;
            string name = random.Next(6) == 0 && _recorded.Count > 0 ? _recorded[random.Next(_recorded.Count)] : $"r{i.ToString(CultureInfo.InvariantCulture)}";
            string expr = isAlert ? Vector(2) : Vector(random.Next(1, 4));
            text.Append(isAlert ? $"  - alert: A{i.ToString(CultureInfo.InvariantCulture)}\n" : $"  - record: {name}\n").Append("    expr: '").Append(expr.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
            if (random.Next(4) == 0)
            {
                string value = random.Next(6) == 0 ? "" : isAlert && random.Next(3) == 0 ? $"{{{{ $externalLabels.{ExternalLabel} }}}}" : Pick(Values);
                text.Append(CultureInfo.InvariantCulture, $"    labels: {{{Pick(Labels)}: \"{value}\"}}\n");
            }

            if (!isAlert)
            {
                _recorded.Add(name);
            }
        }

        return text.ToString();
    }

    private string Pick(string[] items) => items[random.Next(items.Length)];

    private string Scalar(int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        5 => "time()",
        6 => $"scalar({Vector(depth - 1)})",
        7 => $"({Scalar(depth - 1)} {Pick(Arithmetic)} {Scalar(depth - 1)})",
        _ => Pick(Numbers),
    };

    private string Vector(int depth)
    {
        if (depth <= 0)
        {
            return random.Next(12) == 0 ? $"vector({Pick(Numbers)})" : Selector();
        }

        switch (random.Next(19))
        {
            case 0 or 1:
                return Selector();
            case 2 or 3:
                return $"({Vector(depth - 1)} {Pick(Comparisons)}{(random.Next(4) == 0 ? " bool" : "")} {Scalar(depth - 1)})";
            case 4:
                return $"({Scalar(depth - 1)} {Pick(Comparisons)}{(random.Next(4) == 0 ? " bool" : "")} {Vector(depth - 1)})";
            case 5:
                return $"({Vector(depth - 1)} {Pick(Arithmetic)} {Scalar(depth - 1)})";
            case 6:
                return $"({Scalar(depth - 1)} {Pick(Arithmetic)} {Vector(depth - 1)})";
            case 7:
                return $"({Vector(depth - 1)} {Pick(Arithmetic)} {Matching()}{Vector(depth - 1)})";
            case 8:
                return $"({Vector(depth - 1)} {Pick(Comparisons)} {(random.Next(4) == 0 ? "bool " : "")}{Matching()}{Vector(depth - 1)})";
            case 9 or 10:
                return $"({Vector(depth - 1)} {Pick(["and", "or", "unless"])} {(random.Next(3) == 0 ? On() : "")}{Vector(depth - 1)})";
            case 11 or 12:
                return Aggregation(Vector(depth - 1), depth);
            case 13:
                return $"{Pick(OfVectors)}({Vector(depth - 1)})";
            case 14 or 15:
                return $"{Pick(OfRanges)}({Range(depth - 1)})";
            case 16:
                return Special(depth - 1);
            case 17:
                return SameTwice(depth - 1);
            default:
                return $"-{Vector(depth - 1)}";
        }
    }

    /// <summary>Functions with parameters.</summary>
    private string Special(int depth) => random.Next(12) switch
    {
        0 => $"clamp({Vector(depth)}, {Pick(Numbers)}, {Pick(Numbers)})",
        1 => $"clamp_max({Vector(depth)}, {Scalar(0)})",
        2 => $"clamp_min({Vector(depth)}, {Scalar(0)})",
        3 => $"label_replace({Vector(depth)}, \"{Pick(Labels)}\", \"{Pick(["", "x", "$1", "$1-y"])}\", \"{Pick(Labels)}\", \"{Pick(["(.*)", "(.+)", "a", "", "(a|b)"])}\")",
        4 => $"label_join({Vector(depth)}, \"{Pick(Labels)}\", \"{Pick(["", "-"])}\", \"{Pick(Labels)}\", \"{Pick(Labels)}\")",
        5 => $"histogram_quantile({Pick(["0.5", "0.9", "2", "-1"])}, {Vector(depth)})",
        6 => $"quantile_over_time({Pick(["0.5", "0", "1", "2"])}, {Range(depth)})",
        7 => $"(time() - timestamp({Selector()}))",
        8 => $"(timestamp({Selector()}) {Pick(Comparisons)} time() - {Pick(["10", "200", "400", "1000"])})",
        9 => $"round({Vector(depth)}, {Pick(["1", "0.1", "5", "10"])})",
        10 => $"vector({Scalar(depth)})",
        _ => $"predict_linear({Range(depth)}, 60)",
    };

    /// <summary>Two sides that are computed from the same series, or one from a part of the other.</summary>
    private string SameTwice(int depth)
    {
        string inner = random.Next(3) == 0 ? "abs(#)" : random.Next(2) == 0 ? "rate(#[5m])" : "#";
        string metric = Pick(Metrics);
        string a = inner.Replace("#", metric + Matchers(), StringComparison.Ordinal);
        string b = inner.Replace("#", metric + (random.Next(2) == 0 ? "" : Matchers()), StringComparison.Ordinal);
        a = random.Next(3) == 0 ? $"({a} {Pick(Comparisons)} {Pick(Numbers)})" : a;
        if (random.Next(3) > 0)
        {
            string op = Pick(["sum", "count"]);
            string grouping = random.Next(2) == 0 ? $" by ({Pick(Labels)})" : random.Next(2) == 0 ? $" without ({Pick(Labels)})" : "";
            (a, b) = ($"{op}{grouping} ({a})", $"{op}{grouping} ({b})");
        }

        a = random.Next(4) == 0 ? $"({a} or vector(0))" : a;
        string left = random.Next(3) == 0 ? $"{a} * {Pick(Numbers)}" : random.Next(4) == 0 ? $"({a} + {Pick(Numbers)})" : a;
        string right = random.Next(3) == 0 ? $"{b} / {Pick(Numbers)}" : random.Next(4) == 0 ? $"({b} - {Pick(Numbers)})" : b;
        string joined = random.Next(3) switch
        {
            0 => $"({left}) / ({right})",
            1 => $"({left}) {Pick(Comparisons)}{(random.Next(3) == 0 ? " bool" : "")} ({right})",
            _ => $"({left}) {Pick(["and", "or", "unless", "-"])} ({right})",
        };
        return depth > 0 && random.Next(2) == 0 ? $"({joined} {Pick(Comparisons)} {Pick(Numbers)})" : $"({joined})";
    }

    private string Aggregation(string operand, int depth)
    {
        string grouping = random.Next(3) switch
        {
            0 => "",
            1 => $" by ({Pick(Labels)}{(random.Next(2) == 0 ? ", " + Pick(["__name__", .. Labels]) : "")})",
            _ => $" without ({Pick(Labels)}{(random.Next(3) == 0 ? ", " + Pick(Labels) : "")})",
        };
        return random.Next(8) switch
        {
            0 => $"{Pick(["topk", "bottomk"])}{grouping} ({Pick(["1", "2", "0"])}, {operand})",
            1 => $"quantile{grouping} ({Pick(["0.5", "0", "2"])}, {operand})",
            2 => $"count_values{grouping} (\"{Pick(["v", .. Labels])}\", {operand})",
            _ => $"{Pick(Aggregations)}{grouping} ({operand})",
        };
    }

    private string Range(int depth) => random.Next(3) > 0 || depth <= 0
        ? $"{Selector(hasTime: false)}[{Pick(["2m", "5m", "10m"])}]{(random.Next(25) == 0 ? Pick([" smoothed", " anchored"]) : "")}{Time()}"
        : $"{Vector(depth)}[{Pick(["5m", "10m"])}:{Pick(["1m", "2m"])}]{Time()}";

    private string Selector(bool hasTime = true)
    {
        string metric = _recorded.Count > 0 && random.Next(2) == 0 ? _recorded[random.Next(_recorded.Count)] : random.Next(20) == 0 ? "ALERTS" : Pick(Metrics);
        string selector = random.Next(15) == 0 ? $"{{__name__=~\"{metric}|{Pick(Metrics)}\"}}" : metric + (random.Next(2) == 0 ? "" : Matchers());
        return hasTime ? selector + Time() : selector;
    }

    private string Matchers()
    {
        var matchers = new List<string>();
        for (int i = random.Next(3); i >= 0; i--)
        {
            matchers.Add(Pick(Labels) + random.Next(6) switch
            {
                0 => "!=\"a\"",
                1 => "=~\"a|b\"",
                2 => "!~\"a.*\"",
                3 => "=\"\"",
                4 => "=~\".+\"",
                _ => $"=\"{Pick(Values)}\"",
            });
        }

        return "{" + string.Join(", ", matchers) + "}";
    }

    private string Time() => random.Next(20) switch
    {
        0 => " offset 3m",
        1 => " offset -2m",
        2 => " @ 1700000600",
        _ => "",
    };

    private string On() => random.Next(2) == 0 ? $"on ({(random.Next(3) == 0 ? "" : Pick(Labels))}) " : $"ignoring ({Pick(Labels)}) ";

    private string Matching() => random.Next(3) switch
    {
        0 => "",
        1 => On(),
        2 when random.Next(4) == 0 => On() + Pick(["fill (0) ", "fill_left (1) ", "fill_right (NaN) "]),
        _ => On() + Pick(["group_left ", "group_right ", $"group_left ({Pick(Labels)}) ", $"group_right ({Pick(Labels)}) "]),
    };
}
