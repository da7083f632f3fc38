using System.CommandLine;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool.Output;

/// <summary>The reports that <c>--output FORMAT=FILE</c> asks for besides the one on standard output.</summary>
internal static class ReportFiles
{
    public static Option<string[]> Option()
    {
        var option = new Option<string[]>("--output", "-o")
        {
            Description = "Also write a report to a file, such as 'sarif=findings.sarif'; can be repeated.",
            HelpName = "FORMAT=FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(static result =>
        {
            foreach (string text in result.GetValueOrDefault<string[]>() ?? [])
            {
                (string format, string file) = Split(text);
                if (file.Length == 0 || !ReportFormats.Names.Contains(format))
                {
                    result.AddError($"--output '{text}' names no format and file; write FORMAT=FILE with one of the formats {string.Join(", ", ReportFormats.Names)}");
                }
            }
        });
        return option;
    }

    /// <summary>Writes the reports.</summary>
    /// <returns>Whether each could be written; what could not is said on standard error.</returns>
    public static bool Write(ToolConsole console, IEnumerable<string> outputs, IReadOnlyCollection<Diagnostic> diagnostics, int fileCount)
    {
        bool isWritten = true;
        foreach (string output in outputs)
        {
            (string format, string file) = Split(output);
            var text = new StringWriter { NewLine = "\n" };
            ReportFormats.Write(text, diagnostics, fileCount, new ReportOptions(format, UseColor: false));
            try
            {
                new OutputFile(console.Folder).Write(Path.GetFullPath(file, console.Folder), text.ToString());
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                console.Error.WriteLine($"promrulelint: the report '{file}' cannot be written: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
                isWritten = false;
            }
        }

        return isWritten;
    }

    private static (string Format, string File) Split(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
    }
}
