using System.Diagnostics;
using System.Globalization;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Git;

namespace PromRuleLint.Hostile;

/// <summary>
/// Lints, fixes and compares repositories of hostile files, links, configurations and git states, and runs other commands of the
/// command line over them. Of each must hold: no exception, nothing read or changed outside, an end before long, the same
/// findings a second time, nothing raw on a terminal.
/// </summary>
internal static class RepositoryFuzzer
{
    private const string Secret = "the-line-that-nobody-may-see";
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

    /// <summary>Runs until the time is over.</summary>
    /// <returns>0 where all held.</returns>
    public static int Run(TimeSpan duration, int seed)
    {
        var clock = Stopwatch.StartNew();
        int repositories = 0;
        int failures = 0;
        long findings = 0;
        TimeSpan slowest = TimeSpan.Zero;
        int slowestSeed = seed;
        for (int each = seed; clock.Elapsed < duration && failures < 20; each++)
        {
            string folder = Directory.CreateTempSubdirectory("hostile").FullName;
            long started = Stopwatch.GetTimestamp();
            try
            {
                if (Violated(folder, new Random(each), out int found) is { } violated)
                {
                    failures++;
                    Console.WriteLine($"seed {each}: {violated}");
                }

                findings += found;
            }
            catch (Exception exception)
            {
                failures++;
                Console.WriteLine($"seed {each}: {exception}");
            }

            TimeSpan took = Stopwatch.GetElapsedTime(started);
            (slowest, slowestSeed) = took > slowest ? (took, each) : (slowest, slowestSeed);
            repositories++;
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seeds from {seed}: {repositories} repositories, {findings} findings, {failures} failures in {clock.Elapsed.TotalMinutes:F1} minutes; the slowest took {slowest.TotalSeconds:F1} s (seed {slowestSeed})"));
        return failures == 0 ? 0 : 1;
    }

    private static string? Violated(string folder, Random random, out int found)
    {
        string outside = Path.Combine(folder, "outside");
        string root = Path.Combine(folder, "repository");
        Directory.CreateDirectory(outside);
        Directory.CreateDirectory(Path.Combine(root, "rules"));
        File.WriteAllText(Path.Combine(outside, "secret.yml"), $"groups: {Secret}\n  - [\n");
        var maker = new RepositoryMaker(root, outside, random);
        bool isGit = maker.Make();

        var options = new LintSessionOptions { DisplayFolder = root };
        var search = new FileSearch(root, new FileSearchOptions { Boundary = RepositoryBoundary.Create(options) });
        using var patience = new CancellationTokenSource(TooLong);
        FileSearchResult files = search.Find([".", .. maker.Named], patience.Token);
        string first = Lint(files, options, patience.Token, out LintResult result);
        found = result.Diagnostics.Length;
        if (first.Contains(Secret, StringComparison.Ordinal))
        {
            return "a line of a file outside is shown";
        }

        if (Lint(files, options, patience.Token, out _) != first)
        {
            return "the findings differ from run to run";
        }

        if (isGit)
        {
            try
            {
                _ = SinceFilter.Apply(result.Diagnostics, result.Files, root, "HEAD", patience.Token);
            }
            catch (GitException)
            {
                // A state in which git knows no such revision.
            }
        }

        using var session = new LintSession(options);
        _ = FixSession.Run(session, files.Files, includeUnsafe: true, patience.Token);
        for (int i = 0; i < 4; i++)
        {
            string[] command = maker.Command();
            if (CommandRun.Violated(root, command, Secret, patience.Token) is { } violated)
            {
                return $"{string.Join(' ', command)}: {violated}";
            }
        }

        return File.Exists(maker.Trace) ? "a program of the repository ran"
            : File.ReadAllText(Path.Combine(outside, "secret.yml")).Contains(Secret, StringComparison.Ordinal) ? null : "a file outside has changed";
    }

    private static string Lint(FileSearchResult files, LintSessionOptions options, CancellationToken cancellation, out LintResult result)
    {
        using var session = new LintSession(options);
        result = session.Lint(files.Files, [], cancellation);
        return string.Join('\n', files.Diagnostics.Concat(result.Diagnostics).Select(static finding => $"{finding}{(finding.Location.Source.Text.Contains(Secret, StringComparison.Ordinal) ? Secret : "")}"));
    }
}
