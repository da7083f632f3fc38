using System.CommandLine;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Tool.Output;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint promql check EXPR|-</c>.</summary>
internal static class PromQLCheckCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> expression = ExpressionInput.Argument();
        Option<string> format = CommonOptions.Format("text", "json");
        Option<string> color = CommonOptions.Color();
        var command = new Command("check", "Checks whether Prometheus accepts an expression. With '--format json -' it reads a JSON array of expressions and prints one JSON object per line.") { expression, format, color };
        command.SetAction(result => result.GetValue(format) == "json"
            ? RunJson(console, result.GetValue(expression)!)
            : RunText(console, result.GetValue(expression)!, CommonOptions.UseColor(console, result.GetValue(color))));
        return command;
    }

    private static int RunText(ToolConsole console, string expression, bool useColor)
    {
        PromQLResult result = PromQLParser.Parse(expression == "-" ? ExpressionInput.ReadOne(console) : expression);
        if (result.IsValid)
        {
            console.Output.WriteLine($"The expression is valid; it gives {NameOf(result.Root!.Type)}.");
            return ExitCodes.Clean;
        }

        ExpressionReport.Write(console.Output, result, useColor);
        return ExitCodes.Findings;
    }

    private static int RunJson(ToolConsole console, string expression) => ExpressionLines.Run(console, expression, static (json, result) =>
    {
        json.WriteString("input"u8, result.Text);
        json.WriteString("type"u8, result.Root!.Type switch
        {
            ExprType.Scalar => "scalar",
            ExprType.Vector => "vector",
            ExprType.Matrix => "matrix",
            _ => "string",
        });
    });

    private static string NameOf(ExprType type) => type switch
    {
        ExprType.Scalar => "a number",
        ExprType.Vector => "an instant vector",
        ExprType.Matrix => "a range vector",
        _ => "a string",
    };
}
