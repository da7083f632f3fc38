using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Syntax;

/// <summary>A check that reports one kind of the faults, or of the notices, that reading an expression found.</summary>
internal abstract class PromQLErrorCheck : Check
{
    private readonly PromQLErrorKind _kind;
    private readonly DiagnosticDescriptor _descriptor;

    private protected PromQLErrorCheck(PromQLErrorKind kind, DiagnosticDescriptor descriptor)
    {
        _kind = kind;
        _descriptor = descriptor;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterRuleAction(Report);
        context.RegisterTestFileAction(Report);
    }

    private void Report(TestFileContext context)
    {
        foreach (RuleExpression expression in context.File.Tests.SelectMany(static test => test.ExpressionTests).Select(static test => test.Expression).OfType<RuleExpression>())
        {
            bool isReadWrong = MayBeReadWrong(expression);
            foreach (PromQLError error in Found(expression))
            {
                if (error.Kind == _kind)
                {
                    context.ReportDiagnostic(_descriptor, expression.ToSource(error.Range), Details(error, isReadWrong, expression, context.File.Source), error.Message);
                }
            }
        }
    }

    private void Report(RuleContext context)
    {
        // If the group sets another language, that is reported for the group.
        if (context.Rule.Expression is not { } expression || Found(expression).IsEmpty || RuleFieldReader.LanguageOfType(context.Rule.Group.Node) is not null)
        {
            return;
        }

        bool isReadWrong = MayBeReadWrong(expression);
        foreach (PromQLError error in Found(expression))
        {
            if (error.Kind == _kind)
            {
                context.ReportDiagnostic(_descriptor, expression.ToSource(error.Range), Details(error, isReadWrong, expression, context.Rule.File.Source), error.Message);
            }
        }
    }

    private static DiagnosticDetails Details(PromQLError error, bool isReadWrong, RuleExpression expression, SourceText source)
    {
        CodeFix? fix = error.Replacement is { } text ? ScalarEdits.Fix(source, expression.Scalar, $"Write '{text}'", isSafe: true, [(error.Range, text)]) : null;
        return Details(error, isReadWrong, expression.ToSource(error.Range)) with { Fix = fix };
    }

    /// <summary>
    /// What was read after a syntax error, or beside a function of another language, may be read wrong: that it fits nothing may
    /// come from there. A function of another language is one fault of the file.
    /// </summary>
    private static DiagnosticDetails Details(PromQLError error, bool isReadWrong, SourceRange place) => error.Kind switch
    {
        _ when error.OtherLanguage is { } language => new DiagnosticDetails { RepeatKey = error.Message, OtherSchema = language == ExpressionLanguage.LogQL ? RuleSchema.Loki : RuleSchema.VictoriaMetrics },
        PromQLErrorKind.UnknownFunction => new DiagnosticDetails { RepeatKey = $"{place}" },
        PromQLErrorKind.WrongOperandType or PromQLErrorKind.WrongArgumentCount when isReadWrong =>
            new DiagnosticDetails { Claim = Claim.CannotBeRead },
        _ => DiagnosticDetails.Default,
    };

    private static bool MayBeReadWrong(RuleExpression expression) => expression.Errors.Any(static other => other.Kind == PromQLErrorKind.Syntax || other.OtherLanguage is not null);

    private ImmutableArray<PromQLError> Found(RuleExpression expression) =>
        _kind is PromQLErrorKind.NewerThanTarget or PromQLErrorKind.RenamedFunction ? expression.Notices : expression.Errors;
}
