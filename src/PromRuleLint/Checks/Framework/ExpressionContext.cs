using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks;

/// <summary>One node of a rule's expression. Ranges handed to it are offsets in the expression.</summary>
public readonly struct ExpressionContext
{
    private readonly ExpressionWalk _walk;
    private readonly int _depth;

    internal ExpressionContext(ExpressionWalk walk, Expr node, int depth)
    {
        _walk = walk;
        Node = node;
        _depth = depth;
    }

    /// <summary>The node.</summary>
    public Expr Node { get; }

    /// <summary>The rule that holds the expression.</summary>
    public Rule Rule => _walk.Rule;

    /// <summary>The expression that holds the node.</summary>
    public RuleExpression Expression => _walk.Expression;

    /// <summary>The configuration of the file.</summary>
    public LintConfiguration Configuration => _walk.Scope.Configuration;

    /// <summary>Asks to end early; a check that works long looks at it.</summary>
    public CancellationToken CancellationToken => _walk.Scope.Cancellation;

    /// <summary>All files together.</summary>
    public RuleSet RuleSet => _walk.Scope.RuleSet;

    /// <summary>What is known of the results of all rules' expressions.</summary>
    public RuleSetFacts Facts => _walk.Scope.Facts;

    /// <summary>What is known of the result of a node of the expression; null where the expression has errors.</summary>
    public NodeFacts? FactsOf(Expr node) => _walk.Facts?.ForNode(node);

    /// <summary>The node above, or null at the root.</summary>
    public Expr? Parent => Ancestor(0);

    /// <summary>How many nodes stand above.</summary>
    public int Depth => _depth;

    /// <summary>The node <paramref name="up"/> + 1 levels above (0 is the parent), or null.</summary>
    public Expr? Ancestor(int up) => up < _depth ? _walk.Ancestors[_depth - 1 - up] : null;

    /// <summary>The nearest node above that is not a pair of parentheses, or null.</summary>
    public Expr? ParentBeyondParens()
    {
        for (int up = 0; up < _depth; up++)
        {
            if (_walk.Ancestors[_depth - 1 - up] is not ParenExpr)
            {
                return _walk.Ancestors[_depth - 1 - up];
            }
        }

        return null;
    }

    /// <summary>The place in the file of a range of the expression.</summary>
    public Location Locate(TextRange range) => new(Rule.File.Source, Expression.ToSource(range));

    /// <summary>Reports a finding at a range of the expression.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, TextRange range, params ReadOnlySpan<object?> arguments) =>
        _walk.Scope.Report(descriptor, Locate(range), DiagnosticDetails.Default, arguments);

    /// <summary>Reports a finding at a range of the expression, with other places, fixes or a severity of its own.</summary>
    public void ReportDiagnostic(DiagnosticDescriptor descriptor, TextRange range, DiagnosticDetails details, params ReadOnlySpan<object?> arguments) =>
        _walk.Scope.Report(descriptor, Locate(range), details, arguments);

    /// <summary>
    /// A fix that replaces ranges of the expression; null where the scalar that holds it cannot take the new text as it is.
    /// </summary>
    public CodeFix? Fix(string title, bool isSafe, params ReadOnlySpan<(TextRange Range, string NewText)> edits) =>
        ScalarEdits.Fix(Rule.File.Source, Expression.Scalar, title, isSafe, edits);
}
