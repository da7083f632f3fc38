using System.Collections.Immutable;
using PromRuleLint.Checks.Semantics;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Alerts;

/// <summary>
/// An alert whose expression is proved to return nothing, whatever series there are: with the chain of reasons down through
/// the recording rules that it reads.
/// </summary>
internal sealed class AlertNeverFires : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL4001",
        name: "alert-never-fires",
        title: "An alert that can never fire",
        messageFormat: "the alert '{0}' can never fire: {1}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "An alert whose expression is proved to return nothing for any input series.") { HasFix = true, FixSafety = FixSafety.Unsafe, Claim = Claim.GivesNothing };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRootAction(Analyze);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Rule is not AlertingRule { Name: { } name } || context.FactsOf(context.Node) is not { Presence: Presence.Never } facts)
        {
            return;
        }

        // Matchers that exclude each other are reported where they stand.
        if (facts.EmptyReason!.Steps(1) is [{ Kind: ReasonKind.ContradictoryMatchers, Rule: var at }, ..] && at == context.Rule)
        {
            return;
        }

        Location location = context.Locate(context.Node.Range);
        CodeFix? fix = AbsentFix(context) ?? BoolFix(facts);
        context.ReportDiagnostic(
            Descriptor, context.Node.Range, new() { AdditionalLocations = FactReports.Chain(facts.EmptyReason, location), Fix = fix },
            name.Value, FactReports.WhyNothing(context.Node, context.Rule, context.RuleSet, context.FactsOf));
    }

    private static CodeFix? AbsentFix(ExpressionContext context) =>
        context.Node.WithoutParens() is BinaryExpr comparison && FactReports.IsMeantAbsentAlike(comparison)
            ? context.Fix("Write 'absent'", isSafe: false, (comparison.Range, FactReports.MeantAbsent(comparison, context.Expression.Text)!))
            : null;

    /// <summary>Adds <c>bool</c> to every comparison on the chain that is computed with as if it were 0 or 1, in all files.</summary>
    private static CodeFix? BoolFix(NodeFacts facts)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (ReasonStep step in facts.EmptyReason!.Steps())
        {
            if (step.Kind == ReasonKind.Filter && step.Rule?.Expression is { Root: { } root } expression && FilterAt(root, step.Range) is { } filter)
            {
                (TextRange range, string text) = FactReports.AddBool(filter);
                if (ScalarEdits.Edit(step.Rule.File.Source, expression.Scalar, range, text) is not { } edit)
                {
                    return null;
                }

                edits.Add(edit);
            }
        }

        return edits.Count == 0 ? null : new CodeFix("Add 'bool' to the comparisons that are used as numbers", false, edits.ToImmutable());
    }

    /// <summary>The comparison whose operator stands at a place, if its result is used as a number.</summary>
    private static BinaryExpr? FilterAt(Expr root, TextRange place)
    {
        var ancestors = new List<Expr>();
        Expr node = root;
        while (!(node is BinaryExpr binary && binary.OperatorRange.Start == place.Start))
        {
            Expr? next = null;
            for (int i = 0; i < node.ChildCount && next is null; i++)
            {
                next = node.GetChild(i).Range.Contains(place.Start) ? node.GetChild(i) : null;
            }

            if (next is null)
            {
                return null;
            }

            ancestors.Add(node);
            node = next;
        }

        var comparison = (BinaryExpr)node;
        return FilterUsedAsBoolean.IsFilter(comparison) && FilterUsedAsBoolean.UseAsNumber(comparison, up => up < ancestors.Count ? ancestors[^(up + 1)] : null) is not null ? comparison : null;
    }
}
