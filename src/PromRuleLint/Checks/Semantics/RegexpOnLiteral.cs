using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A pattern that matches exactly one string, so that an equality says the same.</summary>
internal sealed class RegexpOnLiteral : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3007",
        name: "regexp-on-literal",
        title: "A regular expression that matches one string",
        messageFormat: "The pattern in '{0}' matches only the string \"{1}\"; write {2}{3}\"{1}\"",
        defaultSeverity: DiagnosticSeverity.Info,
        description: "`=~` or `!~` with a regular expression that matches exactly one string, including the empty string.") { HasFix = true, Confidence = Confidence.Style, Repeats = RepeatScope.File };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        foreach (LabelMatcher matcher in ((VectorSelector)context.Node).Matchers)
        {
            if (matcher.Pattern?.Literal is not { } literal)
            {
                continue;
            }

            MatchType type = MatcherText.IsPositive(matcher) ? MatchType.Equal : MatchType.NotEqual;
            CodeFix? fix = MatcherText.Rewrite(context, matcher, type, literal, isSafe: true);
            context.ReportDiagnostic(Descriptor, matcher.Range, new() { Fix = fix }, MatcherText.Show(context, matcher), literal, matcher.Name, MatcherText.Operator(type));
        }
    }
}
