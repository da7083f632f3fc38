using System.CommandLine;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Gates;
using PromRuleLint.Reporting;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint gate import FILE</c>.</summary>
internal static class GateImportCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A file with targets and checks, with the conditions of a promotion, or with objectives and range queries." };
        file.Validators.Add(UsageErrors.RejectOptions);
        var name = new Option<string>("--name") { Description = "The name of the gate.", HelpName = "NAME", DefaultValueFactory = static _ => "imported" };
        var command = new Command("import", "Converts another gate format into gates of promrulelint.yml.") { file, name };
        command.SetAction(result =>
        {
            string path = Path.GetFullPath(result.GetValue(file)!, console.Folder);
            SourceText text = FileReader.Read(new FoundFile(path, result.GetValue(file)!, IsNamed: true), out Diagnostics.Diagnostic? unreadable) ?? throw new IOException(unreadable!.Message);
            GateImportResult import = GateImport.Read(YamlReader.Read(text), result.GetValue(name)!);
            foreach (string note in import.Notes)
            {
                console.Error.WriteLine($"promrulelint: note: {VisibleText.OneLine(note)}");
            }

            console.Output.Write(import.Text);
            if (import.Conditions == 0)
            {
                console.Error.WriteLine("promrulelint: there is nothing here to make a gate of");
                return ExitCodes.Findings;
            }

            return ExitCodes.Clean;
        });
        return command;
    }
}
