using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Output;

/// <summary>Writes the faults of a single expression as findings.</summary>
internal static class ExpressionReport
{
    public static void Write(TextWriter writer, ParseResult result, bool useColor)
    {
        var source = new SourceText("expression", result.Text);
        IEnumerable<Diagnostic> diagnostics = result.Errors.Select(error => new Diagnostic(DescriptorOf(error.Kind), new Location(source, new SourceRange(error.Range.Start, error.Range.End)), error.Message));
        TextReport.Write(writer, [.. diagnostics], new TextReportOptions { UseColor = useColor });
    }

    private static DiagnosticDescriptor DescriptorOf(PromQLErrorKind kind) => CheckCatalog.Find(kind switch
    {
        PromQLErrorKind.UnknownFunction => "unknown-function",
        PromQLErrorKind.WrongArgumentCount => "wrong-argument-count",
        PromQLErrorKind.WrongOperandType => "wrong-operand-type",
        PromQLErrorKind.InvalidMatching => "invalid-matching",
        PromQLErrorKind.InvalidRegexp => "invalid-regexp",
        PromQLErrorKind.MatchesEverything => "matches-everything",
        PromQLErrorKind.TooDeep => "expression-too-deep",
        PromQLErrorKind.ExperimentalFeature => "experimental-feature",
        _ => "promql-syntax",
    })!;
}
