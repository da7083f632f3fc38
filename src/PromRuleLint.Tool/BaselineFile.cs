using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Hosting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool;

/// <summary>Reads and writes the file of <c>--baseline</c>.</summary>
internal static class BaselineFile
{
    /// <summary>The findings that the baseline does not know, and one for each of its entries that is found no more.</summary>
    /// <exception cref="ToolUsageException">The file is not there or is no baseline.</exception>
    public static ImmutableArray<Diagnostic> Apply(ToolConsole console, string path, IEnumerable<Diagnostic> findings)
    {
        try
        {
            string json = SourceText.FromUtf8(path, RegularFile.ReadAllBytes(Path.GetFullPath(path, console.Folder))).Text;
            return Baseline.Parse(json).Apply(findings, new SourceText(path, json));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolUsageException($"the baseline '{path}' cannot be read; --update writes it");
        }
        catch (FormatException exception)
        {
            throw new ToolUsageException($"'{path}' is no baseline: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}; --update writes it anew");
        }
    }

    /// <summary>Writes the baseline of the findings; what the tool finds of its own input is reported and never known.</summary>
    public static int Write(ToolConsole console, string path, IReadOnlyCollection<Diagnostic> findings)
    {
        Baseline baseline = Baseline.FromFindings(findings);
        try
        {
            string full = Path.GetFullPath(path, console.Folder);
            string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
            File.WriteAllText(temporary, baseline.ToJson());
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"promrulelint: the baseline '{path}' cannot be written: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
            return ExitCodes.Failure;
        }

        Diagnostic[] own = [.. findings.Where(static finding => finding.Descriptor.Category == DiagnosticCategory.Tool)];
        foreach (Diagnostic finding in own)
        {
            console.Error.WriteLine(finding.ToString());
        }

        console.WriteLine($"{baseline.Count} {(baseline.Count == 1 ? "finding is" : "findings are")} known now in {path}.");
        return LintOutcome.ExitCode(own, []);
    }
}
