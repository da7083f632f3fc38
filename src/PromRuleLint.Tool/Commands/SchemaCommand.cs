using System.CommandLine;
using System.Reflection;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint schema</c>.</summary>
internal static class SchemaCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new Command("schema", "Prints the JSON schema of promrulelint.yml.");
        command.SetAction(_ =>
        {
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("promrulelint.schema.json")!);
            console.Output.Write(reader.ReadToEnd());
            return ExitCodes.Clean;
        });
        return command;
    }
}
