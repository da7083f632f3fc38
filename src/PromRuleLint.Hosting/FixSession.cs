using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Results.Fixes;
using PromRuleLint.Text;

namespace PromRuleLint.Hosting;

/// <summary>
/// Applies the fixes of findings: lints, applies the fixes of one check, lints again, until nothing is left that can be fixed. A
/// fix after which another error is found is taken back.
/// </summary>
public static class FixSession
{
    private const int MaxRounds = 200;

    /// <summary>Makes the fixes in memory.</summary>
    /// <param name="session">Lints.</param>
    /// <param name="files">The files.</param>
    /// <param name="includeUnsafe">Whether fixes that may change what a rule means are made too.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static FixResult Run(LintSession session, IReadOnlyList<FoundFile> files, bool includeUnsafe, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(files);
        FoundFile[] current = [.. files.Select(static file => file.Text is null && FileReader.Read(file, out _) is { } text ? file with { Text = text } : file)];
        SourceText?[] originals = [.. current.Select(static file => file.Text)];
        var applied = ImmutableArray.CreateBuilder<Diagnostic>();
        var finished = new HashSet<string>(StringComparer.Ordinal);
        LintResult state = session.Lint(current, [], cancellation);
        for (int round = 0; round < MaxRounds && NextId(state, finished, includeUnsafe) is { } id; round++)
        {
            FixRound fixes = FixRound.Apply(state.Diagnostics.Where(finding => finding.Id == id), includeUnsafe);
            FoundFile[] changed = [.. current.Select(file => file.Text is { } text && fixes.NewTexts.TryGetValue(text, out string? newText) ? file with { Text = new SourceText(text.Path, newText) } : file)];
            LintResult after = session.Lint(changed, [], cancellation);
            if (fixes.Applied.IsEmpty || Count(after, id) >= Count(state, id) || HasNewErrors(state, after, id))
            {
                finished.Add(id);
                continue;
            }

            applied.AddRange(fixes.Applied);
            current = changed;
            state = after;
        }

        var result = ImmutableArray.CreateBuilder<FixedFile>();
        for (int i = 0; i < current.Length; i++)
        {
            if (originals[i] is { } before && current[i].Text is { } now && now.Text != before.Text)
            {
                result.Add(new FixedFile(files[i], before, now.Text));
            }
        }

        return new FixResult(result.DrainToImmutable(), applied.DrainToImmutable(), state);
    }

    private static string? NextId(LintResult state, HashSet<string> finished, bool includeUnsafe) =>
        state.Diagnostics.FirstOrDefault(finding => !finished.Contains(finding.Id) && finding.Repeated.Prepend(finding).Any(place => place.CodeFixes.Any(fix => fix.IsSafe || includeUnsafe)))?.Id;

    private static int Count(LintResult state, string id) => Apart(state).Count(finding => finding.Id == id);

    /// <summary>All places: a finding at several of them is better already where it is gone from one.</summary>
    private static IEnumerable<Diagnostic> Apart(LintResult state) => state.Diagnostics.SelectMany(static finding => finding.Apart());

    private static bool HasNewErrors(LintResult before, LintResult after, string id) =>
        Apart(after).Where(finding => finding.Severity == DiagnosticSeverity.Error && finding.Id != id)
            .GroupBy(static finding => finding.Id)
            .Any(group => group.Count() > Apart(before).Count(finding => finding.Id == group.Key && finding.Severity == DiagnosticSeverity.Error));
}
