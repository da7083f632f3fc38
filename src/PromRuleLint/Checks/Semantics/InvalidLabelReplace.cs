using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Semantics;

/// <summary>
/// A <c>label_replace</c> or <c>label_join</c> that fails when it is evaluated, which loading the rule does not show, or whose replacement
/// names a group that its pattern does not have, which is replaced by nothing.
/// </summary>
internal sealed class InvalidLabelReplace : Check
{
    /// <summary>A shorter pattern does not come near the limits of size.</summary>
    private const int Short = 500;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL3029",
        name: "invalid-label-replace",
        title: "An invalid label_replace or label_join",
        messageFormat: "The {0} of this {1} {2}, so evaluating it fails; {3}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A `label_replace` or `label_join` with an invalid argument.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    private static readonly DiagnosticDescriptor MissingGroup = Descriptor with { MessageFormat = "{0} in the replacement of this label_replace {1} ({2})" };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterExpressionAction(Analyze, ExprKind.Call);

    private static void Analyze(ExpressionContext context)
    {
        if (context.Node is not Call { Name: "label_replace" or "label_join", Arguments.Length: > 2 } call)
        {
            return;
        }

        CheckName(context, call, call.Arguments[1], "destination", "name the label that is to be set");
        if (call.Name == "label_join")
        {
            foreach (Expr source in call.Arguments.AsSpan()[3..])
            {
                CheckName(context, call, source, "source", "name the label that is to be joined");
            }
        }

        if (call is not { Name: "label_replace", Arguments.Length: 5 })
        {
            return;
        }

        if (call.Arguments[4].WithoutParens() is not StringLiteral regexp)
        {
            return;
        }

        Re2Pattern pattern = Read(context, regexp.Value);
        if (pattern.Error is { } error)
        {
            ReportPattern(context, regexp, Re2Pattern.Parse(regexp.Value).Error ?? error with { Range = default });
        }
        else if (call.Arguments[2].WithoutParens() is StringLiteral replacement)
        {
            foreach (ReplacementReference reference in ReplacementReference.FindAll(replacement.Value))
            {
                if (!reference.Exists(pattern.Groups))
                {
                    ReportReference(context, replacement, regexp, reference, pattern.Groups);
                }
            }
        }
    }

    /// <summary>label_replace puts the pattern between anchors before it is read, which matters to an unfinished \Q, a stray ) and limits of size.</summary>
    private static Re2Pattern Read(ExpressionContext context, string regexp)
    {
        Re2Pattern bare = context.Facts.Patterns.Get(regexp).Pattern;
        return bare.Error is null && regexp.Length < Short && !regexp.Contains(@"\Q", StringComparison.Ordinal) ? bare : Re2Pattern.Parse($"^(?s:{regexp})$");
    }

    private static void CheckName(ExpressionContext context, Call call, Expr argument, string role, string advice)
    {
        if (argument.WithoutParens() is StringLiteral { Value: var name } literal && !NameScheme.IsValidLabelName(name, context.Configuration.ReaderOptions.Utf8Names))
        {
            string what = name.Length == 0 ? "has no name" : "is no label name";
            context.ReportDiagnostic(Descriptor, literal.Range, role, call.Name, what, advice);
        }
    }

    private static void ReportPattern(ExpressionContext context, StringLiteral regexp, Re2Error error)
    {
        TextRange inside = error.Range;
        TextRange place = !inside.IsEmpty && StringLiteralMap.ToExpression(context.Expression.Text, regexp.Range, inside) is { } range ? range : regexp.Range;
        string what = inside.IsEmpty || inside.Length > 60 ? error.Reason : $"{error.Reason}: `{inside.In(regexp.Value)}`";
        context.ReportDiagnostic(Descriptor, place, "pattern", "label_replace", $"is no valid regular expression ({what})", "fix the pattern");
    }

    private static void ReportReference(ExpressionContext context, StringLiteral replacement, StringLiteral regexp, ReplacementReference reference, ImmutableArray<Re2Group> groups)
    {
        TextRange? place = StringLiteralMap.ToExpression(context.Expression.Text, replacement.Range, reference.Range);
        string written = reference.Range.In(replacement.Value).ToString();
        string count = groups.Length switch
        {
            0 => "the pattern has no group",
            1 => "the pattern has one group",
            _ => $"the pattern has {groups.Length} groups",
        };
        CodeFix? fix = null;
        string advice = "is replaced by nothing; add the group to the pattern, or fix the reference";
        if (reference.ShorterGroup(groups) is { } meant && place is { } range)
        {
            string text = $"${{{meant}}}{reference.Name[meant.Length..]}";
            advice = $"is read as the group '{reference.Name}' and replaced by nothing; write {text}";
            fix = context.Fix($"Write {text}", isSafe: false, (range, text));
        }

        AdditionalLocation related = new(context.Locate(regexp.Range), count);
        context.ReportDiagnostic(
            MissingGroup, place ?? replacement.Range, new() { AdditionalLocations = [related], Fix = fix },
            written, advice, count);
    }
}
