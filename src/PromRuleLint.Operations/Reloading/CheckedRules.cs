using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Rules;
using PromRuleLint.Rules;

namespace PromRuleLint.Operations.Reloading;

/// <summary>Rule files and unit tests, read.</summary>
/// <param name="Files">The full paths of the rule files.</param>
/// <param name="TestFiles">The full paths of the unit-test files.</param>
/// <param name="RuleFiles">The rule files, read.</param>
/// <param name="Groups">The groups of the rule files.</param>
internal sealed record CheckedRules(ImmutableArray<string> Files, ImmutableArray<string> TestFiles, ImmutableArray<RuleFile> RuleFiles, ImmutableArray<RuleGroupRecord> Groups)
{
    /// <summary>All files, as they were linted.</summary>
    public required ImmutableArray<LintedFile> Linted { get; init; }

    /// <summary>Reads what paths lead to.</summary>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="paths">Files, folders and globs.</param>
    /// <param name="options">How files are read and linted.</param>
    /// <param name="mustBeClean">Whether findings of severity error fail it; what cannot be read always does.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ReloadException">There are errors, or no rules that a server could load.</exception>
    public static CheckedRules Read(string folder, IReadOnlyList<string> paths, LintSessionOptions options, bool mustBeClean, CancellationToken cancellation)
    {
        FileSearchResult found = new FileSearch(folder, new FileSearchOptions { Boundary = RepositoryBoundary.Create(options) }).Find(paths, cancellation);
        using var session = new LintSession(options);
        LintResult result = session.Lint(found.Files, [], cancellation);
        Diagnostic[] errors = [.. found.Diagnostics.Concat(result.Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && (mustBeClean || IsOfTool(diagnostic)))];
        if (Array.Find(errors, static each => each.Id == ToolDiagnostics.UnreadableFile.Id) is { } unreadable)
        {
            throw new IOException($"{unreadable.Location.Path}: {unreadable.Message}");
        }

        if (errors.Length > 0)
        {
            throw new ReloadException(ReloadStep.Check, $"lint finds {errors.Length} errors:\n{string.Join("\n", errors.Select(Line))}");
        }

        return Sort(result);
    }

    /// <summary>Has promtool check the rule files and run the unit tests.</summary>
    /// <exception cref="ReloadException">It refuses one, or cannot be run.</exception>
    public void AssertPasses(Promtool promtool)
    {
        try
        {
            if (promtool.Run(["check", "rules", .. Files]) is { } refused)
            {
                throw new ReloadException(ReloadStep.Check, $"promtool refuses the rules:\n{refused}");
            }

            foreach (string file in TestFiles)
            {
                if (promtool.Run(["test", "rules", file]) is { } failed)
                {
                    throw new ReloadException(ReloadStep.Check, $"promtool fails the unit tests of {file}:\n{failed}");
                }
            }
        }
        catch (IOException exception)
        {
            throw new ReloadException(ReloadStep.Check, exception.Message);
        }
    }

    private static CheckedRules Sort(LintResult result)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        var tests = ImmutableArray.CreateBuilder<string>();
        var read = ImmutableArray.CreateBuilder<RuleFile>();
        foreach (LintedFile each in result.Files)
        {
            RuleFile file = RuleFileReader.Read(each.Input.Source, each.Input.Configuration.ReaderOptions);
            if (file.UnitTests is not null)
            {
                tests.Add(each.File.FullPath);
            }
            else if (file.Kind == RuleFileKind.Plain)
            {
                files.Add(each.File.FullPath);
                read.Add(file);
            }
            else if (file.Groups.Length > 0)
            {
                throw new ReloadException(ReloadStep.Check, $"{each.File.DisplayPath} holds its rules in a resource, which a server does not load");
            }
        }

        ImmutableArray<RuleGroupRecord> groups = [.. read.SelectMany((file, i) => RuleRecords.FromFile(file, files[i]))];
        return groups.Any(static group => group.Rules.Length > 0)
            ? new CheckedRules(files.ToImmutable(), tests.ToImmutable(), read.ToImmutable(), groups) { Linted = result.Files }
            : throw new ReloadException(ReloadStep.Check, "there are no rules here");
    }

    private static bool IsOfTool(Diagnostic diagnostic) => ToolDiagnostics.All.Any(each => each.Id == diagnostic.Id);

    private static string Line(Diagnostic diagnostic) => $"{diagnostic.Location.Path}:{diagnostic.Location.Start}: {diagnostic.Id} {diagnostic.Message}";
}
