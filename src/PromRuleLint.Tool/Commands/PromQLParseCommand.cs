using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using PromRuleLint.Tool.Output;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint promql parse EXPR|-</c>.</summary>
internal static class PromQLParseCommand
{
    // The writer's own cap is lower than what a valid expression may nest.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_000_000 };

    public static Command Create(ToolConsole console)
    {
        Argument<string> expression = ExpressionInput.Argument();
        Option<string> format = CommonOptions.Format("text", "json");
        Option<string> color = CommonOptions.Color();
        var command = new Command("parse", "Prints the syntax tree of an expression. With '--format json -' it reads a JSON array of expressions and prints one JSON object per line.") { expression, format, color };
        command.SetAction(result => result.GetValue(format) == "json"
            ? RunJson(console, result.GetValue(expression)!)
            : RunText(console, result.GetValue(expression)!, CommonOptions.UseColor(console, result.GetValue(color))));
        return command;
    }

    private static int RunText(ToolConsole console, string expression, bool useColor)
    {
        string text = expression == "-" ? ExpressionInput.ReadOne(console) : expression;
        PromQLResult result = PromQLParser.Parse(text);
        if (result is { IsValid: true, Root: { } root })
        {
            SyntaxTreeText.Write(console.Output, text, root, useColor);
            return ExitCodes.Clean;
        }

        ExpressionReport.Write(console.Output, result, useColor);
        return ExitCodes.Findings;
    }

    private static int RunJson(ToolConsole console, string expression)
    {
        if (expression != "-")
        {
            PromQLResult result = PromQLParser.Parse(expression);
            Write(console.Output, new ArrayBufferWriter<byte>(), result);
            return result.IsValid ? ExitCodes.Clean : ExitCodes.Findings;
        }

        var buffer = new ArrayBufferWriter<byte>();
        foreach (string each in ExpressionInput.ReadJsonArray(console))
        {
            console.Cancellation.ThrowIfCancellationRequested();
            Write(console.Output, buffer, PromQLParser.Parse(each));
        }

        return ExitCodes.Clean;
    }

    private static void Write(TextWriter writer, ArrayBufferWriter<byte> buffer, PromQLResult result)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            SyntaxTreeJson.Write(json, result);
        }

        writer.WriteLine(VisibleText.Json(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }
}
