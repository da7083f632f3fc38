using System.CommandLine;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.Tool.Output;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint promql format EXPR|-</c>.</summary>
internal static class PromQLFormatCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> expression = ExpressionInput.Argument();
        Option<string> format = CommonOptions.Format("text", "json");
        Option<int> width = CommonOptions.Width();
        Option<string> color = CommonOptions.Color();
        var command = new Command("format", "Formats an expression and keeps its comments. With '--format json -' it reads a JSON array of expressions and prints one JSON object per line.") { expression, format, width, color };
        command.SetAction(result => result.GetValue(format) == "json"
            ? RunJson(console, result.GetValue(expression)!, result.GetValue(width))
            : RunText(console, result.GetValue(expression)!, result.GetValue(width), CommonOptions.UseColor(console, result.GetValue(color))));
        return command;
    }

    private static int RunText(ToolConsole console, string expression, int width, bool useColor)
    {
        PromQLResult result = PromQLParser.Parse(expression == "-" ? ExpressionInput.ReadOne(console) : expression);
        if (!result.IsValid)
        {
            ExpressionReport.Write(console.Output, result, useColor);
            return ExitCodes.Findings;
        }

        console.Output.WriteLine(PromQLFormatter.Format(result, width));
        return ExitCodes.Clean;
    }

    private static int RunJson(ToolConsole console, string expression, int width) => ExpressionLines.Run(console, expression, (json, result) =>
    {
        json.WriteString("formatted"u8, PromQLFormatter.Format(result, width));
        json.WriteString("input"u8, result.Text);
        json.WriteString("printed"u8, PromQLPrinter.Print(result.Root!));
    });
}
