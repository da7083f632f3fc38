using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Results.Baselines;
using PromRuleLint.Hosting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool;

/// <summary>Reads and writes the file of <c>--baseline</c>.</summary>
internal static class BaselineFile
{
    /// <summary>What the baseline makes of findings.</summary>
    /// <returns>The findings that it does not know, with one for each of its entries that is found no more; and the comparison.</returns>
    /// <exception cref="ToolUsageException">The file is no baseline.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static (ImmutableArray<Diagnostic> Reported, BaselineComparison Comparison) Apply(ToolConsole console, string path, IReadOnlyCollection<Diagnostic> findings)
    {
        try
        {
            string json = NamedFile.Read(console, path, "--update writes the baseline").Text;
            var baseline = Baseline.Parse(json);
            return (baseline.Apply(findings, new SourceText(path, json)), baseline.Compare(findings));
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
            if (Refusal(console, full) is { } reason)
            {
                throw new ToolUsageException($"the baseline '{path}' is not written: {reason}");
            }

            console.SayOtherNames(full, path);
            FileWriter.Write(full, Encoding.UTF8.GetBytes(VisibleText.Json(baseline.ToJson())));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"promrulelint: the baseline '{path}' cannot be written: {FailureReason.ForWriting(exception)}");
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

    /// <summary>Why a file is not overwritten; null where it may be.</summary>
    private static string? Refusal(ToolConsole console, string full)
    {
        if (new RepositoryBoundary(console.Folder).LeavesRepository(full))
        {
            return "it is a link that leads out of the repository; name the file itself";
        }

        if (!File.Exists(full) && !Directory.Exists(full))
        {
            return null;
        }

        try
        {
            string json = SourceText.FromBytes(full, RegularFile.ReadAllBytes(full)).Text;
            if (json.Length > 0)
            {
                Baseline.Parse(json);
            }

            return null;
        }
        catch (FormatException)
        {
            return "the file that is there is no baseline; remove it, or name another";
        }
    }
}
