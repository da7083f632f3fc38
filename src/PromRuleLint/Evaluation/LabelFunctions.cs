using System.Text;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Evaluation;

/// <summary><c>label_replace</c> and <c>label_join</c>: they look at series, not at values.</summary>
internal static class LabelFunctions
{
    // A rule that reads what it recorded can double a label at each evaluation; Prometheus takes memory for that until it has none left.
    private const int MaxValueLength = 1 << 20;

    /// <summary>Whether a string may be a label's name; one with bytes that are no UTF-8, which decoding replaced, may not.</summary>
    public static bool IsValidName(string name) => NameScheme.IsValidLabelName(name) && !name.Contains('\uFFFD', StringComparison.Ordinal);

    public static List<Row> Replace(ExpressionEvaluator evaluator, Call call)
    {
        string target = ExpressionEvaluator.Text(call.Arguments[1]);
        string replacement = ExpressionEvaluator.Text(call.Arguments[2]);
        string source = ExpressionEvaluator.Text(call.Arguments[3]);
        string pattern = ExpressionEvaluator.Text(call.Arguments[4]);
        Re2Search search = Re2Pattern.Parse(pattern) is { Error: null, Search: { } found }
            ? found
            : throw QueryRun.Error(call.Arguments[4], $"invalid regular expression in label_replace(): {pattern}");
        if (!IsValidName(target))
        {
            throw QueryRun.Error(call.Arguments[1], $"invalid destination label name in label_replace(): {target}");
        }

        return Relabel(evaluator, call, target, labels =>
        {
            string value = labels[source];
            if (search.Find(value, 0, isWhole: true) is not { } match)
            {
                return null;
            }

            CheckLength(call, replacement.Length + (replacement.AsSpan().Count('$') * (long)value.Length));
            var text = new StringBuilder();
            search.Expand(text, replacement, value, match);
            return text.ToString();
        });
    }

    public static List<Row> Join(ExpressionEvaluator evaluator, Call call)
    {
        string target = ExpressionEvaluator.Text(call.Arguments[1]);
        string separator = ExpressionEvaluator.Text(call.Arguments[2]);
        string[] sources = [.. call.Arguments.Skip(3).Select(ExpressionEvaluator.Text)];
        for (int i = 0; i < sources.Length; i++)
        {
            if (!IsValidName(sources[i]))
            {
                throw QueryRun.Error(call.Arguments[i + 3], $"invalid source label name in label_join(): {sources[i]}");
            }
        }

        if (!IsValidName(target))
        {
            throw QueryRun.Error(call.Arguments[1], $"invalid destination label name in label_join(): {target}");
        }

        return Relabel(evaluator, call, target, labels =>
        {
            CheckLength(call, sources.Sum(source => (long)separator.Length + labels[source].Length));
            return string.Join(separator, sources.Select(source => labels[source]));
        });
    }

    private static void CheckLength(Call call, long length)
    {
        if (length > MaxValueLength)
        {
            throw QueryRun.Error(call, $"{call.Name}() may make a label value of {length} characters here; more than {MaxValueLength} are not made");
        }
    }

    private static List<Row> Relabel(ExpressionEvaluator evaluator, Call call, string target, Func<Labels, string?> value)
    {
        var result = new List<Row>();
        foreach (Row row in evaluator.Vector(call.Arguments[0]))
        {
            result.Add(value(row.Labels) is { } text
                ? row.Relabel(row.Labels.With(target, text), target != Labels.MetricNameLabel && row.DropName)
                : row);
        }

        return evaluator.MergeSameLabels(result, call);
    }
}
