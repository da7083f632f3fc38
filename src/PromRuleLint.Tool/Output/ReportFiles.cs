using System.CommandLine;
using PromRuleLint.Hosting;

namespace PromRuleLint.Tool.Output;

/// <summary>Reports that are written to files, such as those that <c>--output FORMAT=FILE</c> asks for besides the one on standard output.</summary>
internal static class ReportFiles
{
    /// <summary>The option <c>--output</c>.</summary>
    /// <param name="formats">The formats that there are.</param>
    /// <param name="example">A value that shows how it is used.</param>
    /// <param name="isFormatOptional">Whether a file may stand alone, for the format of <c>--format</c>.</param>
    public static Option<string[]> Option(IReadOnlyList<string> formats, string example, bool isFormatOptional = false)
    {
        var option = new Option<string[]>("--output", "-o")
        {
            Description = $"Also write a report to a file, such as '{example}'; can be repeated.",
            HelpName = "FORMAT=FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (string text in result.GetValueOrDefault<string[]>() ?? [])
            {
                (string? format, string file) = Split(text, formats);
                if (file.Length == 0 || (format is null && !isFormatOptional))
                {
                    result.AddError($"--output '{text}' names no format and file; write FORMAT=FILE with one of the formats {string.Join(", ", formats)}");
                }
            }
        });
        return option;
    }

    /// <summary>The format and file of a value of the option; a text that begins with no format is a file.</summary>
    public static (string? Format, string File) Split(string text, IReadOnlyList<string> formats)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && formats.Contains(text[..equals]) ? (text[..equals], text[(equals + 1)..]) : (null, text);
    }

    /// <summary>Writes a report to a file.</summary>
    /// <param name="console">Where the file's path starts from, and where it is said that it cannot be written.</param>
    /// <param name="file">The path.</param>
    /// <param name="write">Writes the report.</param>
    /// <returns>Whether it could be written.</returns>
    public static bool Write(ToolConsole console, string file, Action<TextWriter> write)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(text);
        try
        {
            new OutputFile(console.Folder).Write(Path.GetFullPath(file, console.Folder), text.ToString());
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            console.Error.WriteLine($"promrulelint: the report '{file}' cannot be written: {FailureReason.ForWriting(exception)}");
            return false;
        }
    }
}
