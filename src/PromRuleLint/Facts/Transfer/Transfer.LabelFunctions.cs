using System.Collections.Immutable;
using System.Text;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Facts;

internal static partial class Transfer
{
    /// <summary><c>absent</c> and <c>absent_over_time</c>: one series with the labels of the selector's equalities (<c>createLabelsForAbsentFunction</c>).</summary>
    private static NodeFacts TransferAbsent(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        Reason reason = Reason.At(context.Rule, call.NameRange, call, static call => $"`{call.Name}` is 1 or not there");
        Reason labelReason = Reason.At(context.Rule, call.NameRange, call, static call => $"`{call.Name}` has only the labels that the selector fixes with `=`");
        LabelFacts labels = LabelFacts.None(labelReason);
        VectorSelector? selector = call.GetChild(0).WithoutParens() switch
        {
            VectorSelector vector => vector,
            MatrixSelector matrix => matrix.Selector,
            _ => null,
        };
        foreach (LabelMatcher matcher in selector?.Matchers ?? [])
        {
            if (matcher.Name == Matching.MetricName || matcher.Type != MatchType.Equal)
            {
                continue;
            }

            // A second equality takes the label away, another second matcher only where it comes later, which is up to the storage.
            int equalities = selector!.Matchers.Count(other => other.Name == matcher.Name && other.Type == MatchType.Equal);
            bool isAlone = selector.At is null && selector.Offset is null && selector.Matchers.Count(other => other.Name == matcher.Name) == 1;
            LabelValues values = equalities > 1 ? LabelValues.Absent : LabelValues.From(matcher.Value);
            values = isAlone ? values : values.Union(LabelValues.Absent);
            labels = labels.With(matcher.Name, new LabelFact(values, Reason.At(context.Rule, matcher.Range, matcher, static matcher => $"the selector fixes `{matcher.Name}`")));
        }

        var alternative = new Alternative { Value = ValueSet.One, ValueReason = reason, Labels = labels, Condition = reason };
        if (operand.Presence == Presence.Always && call.Name == "absent")
        {
            alternative = alternative.Dead(Reason.At(context.Rule, call.GetChild(0).Range, "this is always there"));
        }

        return new NodeFacts(ExprType.Vector, alternative, operand.Presence == Presence.Never);
    }

    /// <summary>Functions over classic buckets drop <c>le</c>; over native histograms there is none.</summary>
    private static NodeFacts TransferBuckets(Call call, int vectorIndex, ValueSet value, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(vectorIndex));
        Reason dropped = Reason.At(context.Rule, call.NameRange, call, static call => $"`{call.Name}` drops this label");
        return Each(
            operand,
            alternative =>
            {
                // A series with a native histogram keeps even its le.
                Alternative result = alternative.Computed(call, value, alternative.ValueReason, dropped);
                LabelFact le = result.Labels["le"];
                LabelValues left = alternative.Value.MayBeHistogram ? le.Values.Union(LabelValues.Absent) : LabelValues.Absent;
                return result with { Labels = result.Labels.With("le", new LabelFact(left, left.MayBePresent ? null : le.IsImpossible ? le.Reason : dropped)) };
            },
            isAlways: false);
    }

    private static NodeFacts TransferQuantiles(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts quantiles = TransferBuckets(call, 0, ValueSet.AnyFloat, facts, context);
        return call.GetChild(1).WithoutParens() is StringLiteral label
            ? Each(quantiles, alternative => alternative with { Labels = alternative.Labels.With(label.Value, new LabelFact(LabelValues.AnyPresent, null)) }, isAlways: false)
            : NodeFacts.Unknown;
    }

    /// <summary><c>info</c> adds labels of info metrics where the series has none of that name (<c>combineWithInfoVector</c> in <c>promql/info.go</c>).</summary>
    private static NodeFacts TransferInfo(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        HashSet<string>? limited = null;
        if (call.ChildCount > 1)
        {
            limited = call.GetChild(1).WithoutParens() is VectorSelector selector ? [.. selector.Matchers.Select(static m => m.Name)] : [];
            limited.Remove("__name__");
            limited = limited.Count == 0 ? null : limited;
        }

        return Each(
            operand,
            alternative =>
            {
                LabelFacts labels = alternative.Labels;
                var added = limited ?? [.. labels.Named.Select(static named => named.Name)];
                foreach (string label in added)
                {
                    if (label != "__name__" && labels[label].Values.MayBeMissing)
                    {
                        labels = labels.With(label, new LabelFact(LabelValues.Any, null));
                    }
                }

                return alternative with { Labels = limited is null ? labels.WithOthers(new LabelFact(LabelValues.Any, null)) : labels, Identity = null, Passing = null };
            },
            isAlways: limited is null && operand.Presence == Presence.Always);
    }

    private static NodeFacts TransferLabelJoin(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        if (call.GetChild(1).WithoutParens() is not StringLiteral target || call.GetChild(2).WithoutParens() is not StringLiteral separator)
        {
            return NodeFacts.Unknown;
        }

        var sources = ImmutableArray.CreateBuilder<string>();
        foreach (Expr argument in call.Arguments.AsSpan()[3..])
        {
            if (argument.WithoutParens() is StringLiteral source)
            {
                sources.Add(source.Value);
            }
        }

        Reason reason = Reason.At(context.Rule, call.NameRange, target, static target => $"`label_join` writes `{target.Value}`");
        return Each(
            operand,
            alternative =>
            {
                LabelValues joined = LabelValues.Any;
                if (sources.All(source => alternative.Read(source).Values.Single is not null))
                {
                    joined = LabelValues.From(string.Join(separator.Value, sources.Select(source => alternative.Read(source).Values.Single)));
                }
                else if ((separator.Value.Length > 0 && sources.Count > 1) || sources.Any(source => !alternative.Read(source).Values.MayBeMissing))
                {
                    joined = LabelValues.AnyPresent;
                }

                return alternative with
                {
                    Labels = alternative.Labels.With(target.Value, new LabelFact(joined, reason)),
                    DroppedName = target.Value == "__name__" ? null : alternative.DroppedName,
                    Identity = null,
                    Passing = null,
                };
            },
            operand.Presence == Presence.Always && operand.Labels.IsEmptySet);
    }

    private static NodeFacts TransferLabelReplace(Call call, ExprFacts facts, FactsContext context)
    {
        NodeFacts operand = facts.Find(call.GetChild(0));
        if (call.GetChild(1).WithoutParens() is not StringLiteral target || call.GetChild(2).WithoutParens() is not StringLiteral replacement
            || call.GetChild(3).WithoutParens() is not StringLiteral source || call.GetChild(4).WithoutParens() is not StringLiteral regex)
        {
            return NodeFacts.Unknown;
        }

        PatternFacts pattern = context.Patterns.Get(regex.Value);
        return Each(operand, alternative => Replace(call, alternative, target.Value, replacement.Value, source.Value, pattern, context), operand.Presence == Presence.Always && operand.Labels.IsEmptySet);
    }

    private static Alternative Replace(Call call, Alternative alternative, string target, string replacement, string source, PatternFacts facts, FactsContext context)
    {
        Re2Pattern pattern = facts.Pattern;
        LabelFact from = alternative.Read(source);
        LabelFact before = alternative.Labels[target];
        LabelValues matched = pattern.Error is null ? from.Values.Intersect(facts.Values(isMatch: true)) : from.Values;
        bool mayStay = pattern.Error is not null || !(pattern.MatchesAll || (from.Values.IsFinite && from.Values.Values.All(value => pattern.TryMatch(value) == true))
            || (pattern.MatchesAllNonEmpty && !from.Values.MayBeMissing));
        LabelValues result;
        if (matched.IsNone)
        {
            result = before.Values;
        }
        else
        {
            LabelValues written = !replacement.Contains('$') ? LabelValues.From(replacement) : IsWholeGroup(pattern, replacement) ? matched : HasFixedText(replacement) ? LabelValues.AnyPresent : LabelValues.Any;
            result = mayStay ? before.Values.Union(written) : written;
        }

        Reason reason = Reason.At(context.Rule, call.NameRange, target, static target => $"`label_replace` writes `{target}`", before.Reason);
        return alternative with
        {
            Labels = alternative.Labels.With(target, ReferenceEquals(result, before.Values) ? before : new LabelFact(result, reason)),
            DroppedName = target == "__name__" && !mayStay ? null : alternative.DroppedName,
            Identity = null,
            Passing = null,
        };
    }

    /// <summary>Whether the replacement is exactly what the pattern matched, as <c>$1</c> of <c>(.*)</c>.</summary>
    private static bool IsWholeGroup(Re2Pattern pattern, string replacement) =>
        replacement is ("$1" or "${1}") && pattern.Pattern is ("(.*)" or "(.+)");

    /// <summary>Whether text stands in the replacement outside the references to groups, so that the result is never empty.</summary>
    private static bool HasFixedText(string replacement)
    {
        var fixedText = new StringBuilder();
        for (int i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] != '$')
            {
                fixedText.Append(replacement[i]);
                continue;
            }

            if (i + 1 < replacement.Length && replacement[i + 1] == '{')
            {
                int close = replacement.IndexOf('}', i);
                if (close < 0)
                {
                    return false;
                }

                i = close;
                continue;
            }

            while (i + 1 < replacement.Length && (char.IsLetterOrDigit(replacement[i + 1]) || replacement[i + 1] == '_'))
            {
                i++;
            }
        }

        return fixedText.Length > 0;
    }
}
