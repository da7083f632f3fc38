using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks.Semantics;

/// <summary>A pattern that looks for a part of a value, which means that the value holds several things in one label.</summary>
internal sealed class SubstringRegexp : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3010",
        name: "substring-regexp",
        title: "A regular expression that matches part of a value",
        messageFormat: "'{0}' looks for a part of '{1}', so it also selects new values with that part; match a label that holds just the part, or list the values",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "A regular expression with `.*` or `.+` before, between or after other text, including in a branch of an alternation.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.VectorSelector);

    private static void Analyze(ExpressionContext context)
    {
        foreach (LabelMatcher matcher in ((VectorSelector)context.Node).Matchers)
        {
            if (matcher.Pattern is { HasWildcardPart: true, MatchesAll: false, MatchesAllNonEmpty: false })
            {
                context.ReportDiagnostic(Descriptor, matcher.Range, MatcherText.Show(context, matcher), matcher.Name);
            }
        }
    }
}
