using System.CommandLine;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint fix PATH… [--unsafe] [--dry-run]</c>.</summary>
internal static class FixCommand
{
    public static Command Create(ToolConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, folders and globs (quoted, '**' for any folders).", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(UsageErrors.RejectOptions);
        var includeUnsafe = new Option<bool>("--unsafe") { Description = "Also apply fixes that may change the meaning of a rule, such as adding a missing 'bool'." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Change nothing; show the lines that would change." };
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string[]> checks = CommonOptions.Checks();
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        Option<bool> quiet = CommonOptions.Quiet("Write no summary.");
        var command = new Command("fix", "Applies fixes in place; the rest of each file stays the same, byte for byte.") { paths, includeUnsafe, dryRun, quiet, config, noConfig, checks, allowOutside };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.SetAction(result =>
        {
            LintSessionOptions options = CommonOptions.Session(console, result, config, noConfig, checks, allowOutside);
            return Run(console, result.GetValue(paths)!, options, result.GetValue(includeUnsafe), result.GetValue(dryRun), result.GetValue(quiet));
        });
        return command;
    }

    private static int Run(ToolConsole console, string[] paths, LintSessionOptions options, bool includeUnsafe, bool isDryRun, bool isQuiet)
    {
        FileSearchResult found = CommonOptions.Search(console, options).Find(paths, console.Cancellation);
        using var session = new LintSession(options);
        FixResult result = FixSession.Run(session, found.Files, includeUnsafe, console.Cancellation);
        int exitCode = LintOutcome.ExitCode([.. found.Diagnostics, .. result.Remaining.Diagnostics], found.Files);
        foreach (FixedFile file in result.Files)
        {
            if (isDryRun)
            {
                ShowLines(console, file);
            }
            else if (!TryWrite(console, file))
            {
                exitCode = ExitCodes.Failure;
            }
        }

        // What could not be read or used is said here, and not only counted: no lint need follow to learn of it.
        TextReport.Write(console.Error, [.. found.Diagnostics.Concat(result.Remaining.Diagnostics).Where(static finding => finding.Descriptor.Category == DiagnosticCategory.Tool)]);
        if (!isQuiet)
        {
            WriteSummary(console, result, includeUnsafe, isDryRun, looked: result.Remaining.FileCount > 0);
        }

        return exitCode;
    }

    private static void WriteSummary(ToolConsole console, FixResult result, bool includeUnsafe, bool isDryRun, bool looked)
    {
        if (!looked)
        {
            console.WriteLine("No file was looked at.");
            return;
        }

        string verb = isDryRun ? "would be fixed" : "fixed";
        console.WriteLine(result.Fixed.IsEmpty
            ? "Nothing to fix."
            : $"{result.Fixed.Length} {verb} in {result.Files.Length} {(result.Files.Length == 1 ? "file" : "files")}: {string.Join(", ", result.Fixed.GroupBy(static f => f.Descriptor.Name).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(static g => $"{g.Key} {g.Count()}"))}.");
        int left = result.Remaining.Diagnostics.Length;
        if (left > 0)
        {
            int withUnsafeFix = includeUnsafe ? 0 : result.Remaining.Diagnostics.Count(static finding => finding.CodeFixes is not [] && !finding.CodeFixes.Any(static fix => fix.IsSafe));
            console.WriteLine($"{left} {(left == 1 ? "finding remains" : "findings remain")}{(withUnsafeFix > 0 ? $", {withUnsafeFix} of them with a fix that --unsafe makes" : "")}; 'promrulelint lint' shows them.");
        }
    }

    private static bool TryWrite(ToolConsole console, FixedFile file)
    {
        try
        {
            if (file.After.Length == 0)
            {
                FileWriter.Remove(file.File.FullPath, file.Before);
            }
            else
            {
                console.SayOtherNames(file.File.FullPath, file.File.DisplayPath);
                FileWriter.Replace(file.File.FullPath, file.Before, file.After);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"promrulelint: {file.File.DisplayPath} is left as it is: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
            return false;
        }
    }

    /// <summary>The lines that differ, old and new; where lines came or went, all from the first to the last that differs.</summary>
    private static void ShowLines(ToolConsole output, FixedFile file)
    {
        string[] before = file.Before.Text.ReplaceLineEndings("\n").Split('\n');
        string[] after = file.After.ReplaceLineEndings("\n").Split('\n');
        output.WriteLine($"{file.File.DisplayPath}:");
        if (before.Length == after.Length)
        {
            for (int i = 0; i < before.Length; i++)
            {
                if (before[i] != after[i])
                {
                    output.WriteLine($"{i + 1} - {before[i].TrimEnd()}");
                    output.WriteLine($"{i + 1} + {after[i].TrimEnd()}");
                }
            }

            return;
        }

        int same = 0;
        while (same < Math.Min(before.Length, after.Length) && before[same] == after[same])
        {
            same++;
        }

        int tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - same && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        for (int i = same; i < before.Length - tail; i++)
        {
            output.WriteLine($"{i + 1} - {before[i].TrimEnd()}");
        }

        for (int i = same; i < after.Length - tail; i++)
        {
            output.WriteLine($"{i + 1} + {after[i].TrimEnd()}");
        }
    }
}
