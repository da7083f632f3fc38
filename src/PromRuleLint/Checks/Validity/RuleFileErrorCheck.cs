using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.Validity;

/// <summary>A check that reports one kind of the faults that reading a rule file found.</summary>
internal abstract class RuleFileErrorCheck : Check
{
    private readonly RuleFileErrorKind _kind;
    private readonly DiagnosticDescriptor _descriptor;

    private protected RuleFileErrorCheck(RuleFileErrorKind kind, DiagnosticDescriptor descriptor)
    {
        _kind = kind;
        _descriptor = descriptor;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context) => context.RegisterFileAction(Report);

    private void Report(FileContext context)
    {
        foreach (RuleFileError error in context.File.Errors)
        {
            if (error.Kind != _kind)
            {
                continue;
            }

            ImmutableArray<AdditionalLocation> related = error.RelatedRange is { } range ? [new AdditionalLocation(context.Locate(range), error.RelatedMessage!)] : [];
            CodeFix? fix = error.Replacement is { } text ? new CodeFix($"Write '{text}'", IsSafe: true, [new TextEdit(context.File.Source, error.Range, text)]) : null;
            context.ReportDiagnostic(_descriptor, error.Range, new() { AdditionalLocations = related, Fix = fix, OtherSchema = error.OtherSchema }, error.Message);
        }
    }
}
