using System.Collections.Immutable;
using System.CommandLine;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Rules;
using PromRuleLint.Rules.Formatting;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint format PATH… [--check]</c>.</summary>
internal static class FormatCommand
{
    public static Command Create(ToolConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, folders and globs (quoted, '**' for any folders); '-' to format standard input to standard output.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(UsageErrors.RejectOptions);
        var check = new Option<bool>("--check") { Description = "Change nothing; list the files that would change, and exit with 1 if there are any." };
        Option<int> width = CommonOptions.Width();
        Option<bool> quiet = CommonOptions.Quiet("Do not list the files that change.");
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var command = new Command("format", "Formats the expressions of rule files in place; the rest of each file stays the same, byte for byte.") { paths, check, width, quiet, allowOutside };
        command.SetAction(result => new Run(console, result.GetValue(check), result.GetValue(width), result.GetValue(quiet), CommonOptions.FullPaths(console, result.GetValue(allowOutside))).Execute(result.GetValue(paths)!));
        return command;
    }

    private sealed class Run(ToolConsole console, bool isCheck, int width, bool isQuiet, ImmutableArray<string> allowedFolders)
    {
        private readonly LintSessionOptions _options = new() { DisplayFolder = console.Folder, AllowedFolders = allowedFolders };
        private readonly ConfigurationSet _configurations = new(new LintSessionOptions { DisplayFolder = console.Folder, AllowedFolders = allowedFolders });
        private int _exitCode = ExitCodes.Clean;

        public int Execute(string[] paths)
        {
            if (paths.Contains("-"))
            {
                Format(StandardInput.Read(console, "stdin"), isStandardInput: true);
            }

            FileSearchResult found = CommonOptions.Search(console, _options).Find(paths.Where(static path => path != "-"), console.Cancellation);
            foreach (Diagnostic diagnostic in found.Diagnostics)
            {
                Write(diagnostic);
            }

            foreach (FoundFile file in found.Files.DistinctBy(static file => file.FullPath))
            {
                console.Cancellation.ThrowIfCancellationRequested();
                Format(file, isStandardInput: false);
            }

            return _exitCode;
        }

        private void Format(FoundFile file, bool isStandardInput)
        {
            SourceText? source = file.Text;
            if (source is null)
            {
                source = FileReader.Read(file, out Diagnostic? diagnostic);
                if (source is null)
                {
                    Write(diagnostic!);
                    return;
                }
            }

            // Of the configuration only the dialect counts: what is not read in it is left alone.
            RuleFileReaderOptions options = RuleFileReaderOptions.Default with { Schema = isStandardInput ? RuleSchema.Prometheus : _configurations.For(file, [.. CheckCatalog.Descriptors.All]).Schema };
            RuleFile rules = RuleFileReader.Read(source, options);
            FormattedRuleFile formatted = RuleFileFormatter.Format(rules, options, width);
            WriteSkipped(file, rules, formatted);
            if (isStandardInput && !isCheck)
            {
                console.Output.Write((source.HasByteOrderMark ? "\uFEFF" : "") + formatted.Text);
            }
            else if (formatted.IsChanged)
            {
                if (!isCheck && !TryWrite(file, source, formatted))
                {
                    return;
                }

                if (!isQuiet)
                {
                    console.WriteLine(file.DisplayPath);
                }

                Raise(isCheck ? ExitCodes.Findings : ExitCodes.Clean);
            }
        }

        private bool TryWrite(FoundFile file, SourceText source, FormattedRuleFile formatted)
        {
            try
            {
                console.SayOtherNames(file.FullPath, file.DisplayPath);
                FileWriter.Replace(file.FullPath, source, formatted.Text);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                console.Error.WriteLine($"promrulelint: {file.DisplayPath} is left as it is: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
                Raise(ExitCodes.Failure);
                return false;
            }
        }

        private void WriteSkipped(FoundFile file, RuleFile rules, FormattedRuleFile formatted)
        {
            // A search comes upon other YAML too, which is nobody's fault here.
            if (formatted.Skipped.IsEmpty && (rules.Kind != RuleFileKind.Other || file.IsNamed)
                && rules.Errors.FirstOrDefault(static error => error.Kind is RuleFileErrorKind.YamlSyntax or RuleFileErrorKind.TooDeepOrTooManyAliases) is { } error)
            {
                console.Error.WriteLine($"{file.DisplayPath}:{rules.Source.GetPosition(error.Range.Start)}: the file is left as it is: {error.Message}");
                Raise(ExitCodes.Findings);
            }

            foreach (SkippedExpression skipped in formatted.Skipped)
            {
                console.Error.WriteLine($"{file.DisplayPath}:{rules.Source.GetPosition(skipped.Range.Start)}: the expression is left as it is: {skipped.Reason}");
                Raise(skipped.HasErrors ? ExitCodes.Findings : ExitCodes.Clean);
            }
        }

        private void Write(Diagnostic diagnostic)
        {
            console.Error.WriteLine($"{diagnostic.Location.Path}: {diagnostic.Message}");
            Raise(diagnostic.Id == ToolDiagnostics.NoFilesMatched.Id ? ExitCodes.Usage : diagnostic.Id == ToolDiagnostics.OutsideRoot.Id ? ExitCodes.Clean : ExitCodes.Failure);
        }

        private void Raise(int exitCode) => _exitCode = Math.Max(_exitCode, exitCode);
    }
}
