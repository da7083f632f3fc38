using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Regex;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A bucket boundary or quantile written as no scraped series has it: since version 3.0 Prometheus writes the values of
/// <c>le</c> and <c>quantile</c> in one form (<c>formatOpenMetricsFloat</c> in <c>model/textparse</c>), <c>1</c> as <c>1.0</c>.
/// </summary>
internal sealed class NonCanonicalLe : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3036",
        name: "non-canonical-le",
        title: "A bucket boundary or quantile not in canonical form",
        messageFormat: "Since version 3.0 Prometheus stores {0}=\"{1}\" as {0}=\"{2}\", so '{3}' {4}; write {0}{5}",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A matcher on `le` or `quantile` with a number in a form that Prometheus 3 does not store: `le=\"1\"`, `quantile=\"1\"`, `le=\"0.50\"`.") { HasFix = true, FixSafety = FixSafety.Unsafe, Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        var selector = (VectorSelector)context.Node;
        if (context.Configuration.PromQL.TargetVersion is { Major: < 3 } || context.Rule.Group.Schema == RuleSchema.VictoriaMetrics)
        {
            return;
        }

        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (matcher.Name is "le" or "quantile" && !SetsLabel(context, selector, matcher.Name) && FindOtherForm(matcher) is var (value, canonical))
            {
                Report(context, matcher, value, canonical);
            }
        }
    }

    /// <summary>Whether a rule records the metric with a value of its own for the label, which is stored as written.</summary>
    private static bool SetsLabel(ExpressionContext context, VectorSelector selector, string label) =>
        selector.Name is { } metric && (context.RuleSet.MayBeRecordedUnread(metric) || context.RuleSet.RecordingRules(metric).Any(rule => rule.FindLabel(label) is not null));

    /// <summary>A value that the matcher names only in another form than the stored one.</summary>
    private static (string Value, string Canonical)? FindOtherForm(LabelMatcher matcher)
    {
        if (matcher.Pattern is not { } pattern)
        {
            return Canonical(matcher.Value) is { } form && form != matcher.Value ? (matcher.Value, form) : null;
        }

        IEnumerable<string> values = pattern.FiniteMatches.IsDefault
            ? pattern.Branches.SelectMany(branch => Re2Pattern.Parse(branch.In(matcher.Value).ToString()).FiniteMatches is { IsDefault: false } finite ? finite : [])
            : pattern.FiniteMatches;
        foreach (string value in values)
        {
            if (Canonical(value) is { } form && pattern.TryMatch(form) == false)
            {
                return (value, form);
            }
        }

        return null;
    }

    private static void Report(ExpressionContext context, LabelMatcher matcher, string value, string canonical)
    {
        bool isOnly = matcher.Pattern is not { } pattern || pattern.Literal is not null;
        MatchType type = MatcherText.IsPositive(matcher) ? MatchType.Equal : MatchType.NotEqual;
        string effect = MatcherText.IsPositive(matcher) ? (isOnly ? "selects nothing" : "does not select it") : "does not exclude it";
        string advice = isOnly ? $"{MatcherText.Operator(type)}\"{canonical}\"" : $"{MatcherText.Operator(matcher.Type)}\"…{Re2Pattern.Quote(canonical)}…\"";
        CodeFix? fix = isOnly ? MatcherText.Rewrite(context, matcher, type, canonical, isSafe: false) : null;
        context.ReportDiagnostic(Descriptor, matcher.Range, new() { Fix = fix }, matcher.Name, value, canonical, MatcherText.Show(context, matcher), effect, advice);
    }

    /// <summary>How Prometheus stores a number in a label; null for other texts, and for infinities and NaN, which have one spelling.</summary>
    internal static string? Canonical(string value)
    {
        foreach (char c in value)
        {
            if (!char.IsAsciiDigit(c) && c is not ('+' or '-' or '.' or 'e' or 'E'))
            {
                return null;
            }
        }

        if (!double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            return null;
        }

        string text = GoFormat(number);
        return text.AsSpan().IndexOfAny('e', '.') < 0 ? text + ".0" : text;
    }

    /// <summary>The shortest form of Go's <c>strconv.FormatFloat(f, 'g', -1, 64)</c>: with an exponent below 1e-4 and from 1e+06 on.</summary>
    private static string GoFormat(double number)
    {
        string scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = number == 0 ? 0 : int.Parse(scientific.AsSpan(scientific.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = string.Concat(shortest.Split('E')[0].Where(char.IsAsciiDigit)).TrimStart('0').TrimEnd('0');
        string sign = double.IsNegative(number) ? "-" : "";
        if (digits.Length == 0)
        {
            return sign + "0";
        }

        if (exponent is < -4 or >= 6)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        return exponent < 0 ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : digits.Length <= exponent + 1 ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
