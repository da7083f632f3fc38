using System.Collections.Immutable;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;
using PromRuleLint.Testing;

namespace PromRuleLint.Tool.Output;

/// <summary>Writes unit tests in promtool's language: <c>test --emit promtool</c>.</summary>
/// <param name="console">Where the files' text goes without an output, and what cannot be written.</param>
/// <param name="output">The file, or for several the folder, to write to; null for standard output.</param>
internal sealed class PromtoolOutput(ToolConsole console, string? output)
{
    private readonly OutputFile _files = new(console.Folder);

    /// <summary>Writes the tests of files.</summary>
    /// <returns>The exit code.</returns>
    public int Write(ImmutableArray<TestedFile> tested)
    {
        string? target = output is null ? null : Path.GetFullPath(output, console.Folder);
        bool isFolder = target is not null && (tested.Length > 1 || Directory.Exists(target) || Path.EndsInDirectorySeparator(output!));
        if (target is null && tested.Length > 1)
        {
            throw new ToolUsageException($"--emit promtool writes {tested.Length} files; name a folder for them with --output");
        }

        int exitCode = ExitCodes.Clean;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (TestedFile file in tested)
        {
            string? path = isFolder ? Path.Combine(target!, Unique(Path.GetFileName(file.Path), names)) : target;
            exitCode = Math.Max(exitCode, Write(file, path));
        }

        return exitCode;
    }

    private static string Unique(string name, HashSet<string> names)
    {
        string unique = name;
        for (int i = 2; !names.Add(unique); i++)
        {
            unique = $"{Path.GetFileNameWithoutExtension(name)}-{i}{Path.GetExtension(name)}";
        }

        return unique;
    }

    private int Write(TestedFile file, string? path)
    {
        string source = Path.GetFullPath(file.Path, console.Folder);
        string folder = Path.GetDirectoryName(path ?? source)!;
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = new List<string>();
        foreach (RuleFile ruleFile in file.RuleFiles.DistinctBy(static each => each.Source.Path))
        {
            string full = Path.GetFullPath(ruleFile.Source.Path, console.Folder);
            if (ruleFile.Kind is not (RuleFileKind.PrometheusRule or RuleFileKind.ConfigMap))
            {
                named.Add(Path.GetRelativePath(folder, full).Replace('\\', '/'));
                continue;
            }

            if (path is null)
            {
                Report($"{file.Path}: promtool cannot read '{ruleFile.Source.Path}', which is a resource of Kubernetes; name a file or folder with --output, so that its rules are written too");
                return ExitCodes.Findings;
            }

            string name = Unique($"{Path.GetFileNameWithoutExtension(path)}.{Path.GetFileNameWithoutExtension(full)}.rules.yml", [.. named]);
            rules.Add(Path.Combine(folder, name), PromtoolTests.WriteRules(ruleFile));
            named.Add(name);
        }

        if (PromtoolTests.Write(file.Outcome, named, out ImmutableArray<TestFailure> failures) is not { } text)
        {
            foreach (TestFailure failure in failures)
            {
                Report($"{file.Path}:{file.Outcome.File.Source.GetPosition(failure.Range.Start).Line}: promtool cannot express this, and it does not hold: {failure.Message}");
            }

            return ExitCodes.Findings;
        }

        if (path is null)
        {
            console.Output.Write(text);
            return ExitCodes.Clean;
        }

        _files.CreateFolderOf(path);
        foreach ((string rulePath, string ruleText) in rules)
        {
            _files.Write(rulePath, ruleText);
        }

        _files.Write(path, text);
        console.WriteLine($"wrote {path}");
        return ExitCodes.Clean;
    }

    private void Report(string message) => console.Error.WriteLine($"promrulelint: {VisibleText.OneLine(message)}");
}
