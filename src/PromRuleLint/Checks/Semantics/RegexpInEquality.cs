using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A value behind <c>=</c> or <c>!=</c> that is plainly written as a pattern.</summary>
internal sealed class RegexpInEquality : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3043",
        name: "regexp-in-equality",
        title: "A regular expression in an equality matcher",
        messageFormat: "'{0}' compares letter by letter and not as a pattern, so it {1}; write '{2}'",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A value after `=` or `!=` that is written as a regular expression: `.*`, `.+`, words separated by `|`, a class such as `[0-3]`, a group of alternatives, `5..`, or anchors.")
    {
        HasFix = true,
        FixSafety = FixSafety.Unsafe,
        Assumptions = [Assumption.PatternByLook],
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        foreach (LabelMatcher matcher in ((VectorSelector)context.Node).Matchers)
        {
            if (!MatcherText.IsRegexp(matcher) && !matcher.IsQuotedMetricName && PatternShape.IsPattern(matcher.Value) && Re2Pattern.Parse(matcher.Value).Error is null)
            {
                MatchType type = matcher.Type == MatchType.Equal ? MatchType.Regexp : MatchType.NotRegexp;
                context.ReportDiagnostic(
                    Descriptor, matcher.Range, new() { Fix = MatcherText.Rewrite(context, matcher, type, matcher.Value, isSafe: false) },
                    FactReports.Short(MatcherText.Show(context, matcher)), matcher.Type == MatchType.Equal ? "selects nothing" : "lets everything through", MatcherText.Operator(type));
            }
        }
    }
}
