using System.Collections.Immutable;
using PromRuleLint.Hosting;
using PromRuleLint.Hosting.Testing;
using PromRuleLint.Testing;

namespace PromRuleLint.Operations.Reloading;

/// <summary>Runs unit tests of rules on this project's own engine.</summary>
internal static class UnitTests
{
    /// <summary>Why the tests of a file do not pass; null where they do, and there are some.</summary>
    public static string? FailureOf(string file, LintSessionOptions configuration, ImmutableDictionary<string, string> variables, CancellationToken cancellation)
    {
        var options = new RuleTestSessionOptions { Configuration = configuration, Variables = variables };
        RuleTestRun run = new RuleTestSession(options).Run([new FoundFile(file, file, IsNamed: true)], cancellation);
        if (run.Diagnostics.FirstOrDefault() is { } unread)
        {
            return unread.Message;
        }

        string[] failures = [.. run.Files.SelectMany(static each => each.Outcome.AllFailures).Select(static failure => failure.Message)];
        return failures.Length > 0 ? string.Join("\n", failures)
            : run.Files.SelectMany(static each => each.Outcome.Tests).Sum(static test => test.Expectations) == 0 ? "nothing is expected there"
            : null;
    }
}
