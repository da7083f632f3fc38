using System.CommandLine;
using System.Text.Json;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool;

/// <summary>Expressions as commands take them: one as an argument or from standard input, or many as a JSON array.</summary>
internal static class ExpressionInput
{
    public static Argument<string> Argument() => new("EXPR") { Description = "The expression; '-' to read it from standard input." };

    /// <summary>Standard input as one expression.</summary>
    public static string ReadOne(ToolConsole console) => StandardInput.Read(console, "stdin").Text!.Text;

    /// <summary>Standard input as a JSON array of strings.</summary>
    /// <exception cref="ToolUsageException">It is something else.</exception>
    public static IReadOnlyList<string> ReadJsonArray(ToolConsole console)
    {
        JsonDocument document;
        try
        {
            document = StandardInput.Read(console, static stream => JsonDocument.Parse(stream));
        }
        catch (JsonException exception)
        {
            throw new ToolUsageException($"standard input is not a JSON array of expressions: {exception.Message}");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new ToolUsageException($"standard input is not a JSON array of expressions but {Name(document.RootElement.ValueKind)}");
            }

            var expressions = new List<string>(document.RootElement.GetArrayLength());
            foreach (JsonElement element in document.RootElement.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.String)
                {
                    throw new ToolUsageException($"element {expressions.Count} of the JSON array is not a string but {Name(element.ValueKind)}");
                }

                try
                {
                    expressions.Add(element.GetString()!);
                }
                catch (InvalidOperationException)
                {
                    throw new ToolUsageException($"element {expressions.Count} of the JSON array is not valid Unicode");
                }
            }

            return expressions;
        }
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
