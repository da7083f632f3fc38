using System.Collections.Concurrent;
using System.Diagnostics;

namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary><c>dotnet watch</c> over a project that refers to the packed build package.</summary>
public class WatchTests : BuildFixture
{
    [Test]
    public void An_edit_of_a_rule_file_and_of_the_configuration_builds_again()
    {
        Write("rules/heartbeat.rules.yml", GoodRules);
        Write("promrulelint.yml", "severity: {}\n");
        var start = new ProcessStartInfo("dotnet", ["watch", "--non-interactive", "build", "--no-restore", "-tl:off"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string name, string value) in PackageFeed.BuildEnvironment.Append(new("MSBUILDDISABLENODEREUSE", "1")).Append(new("UseSharedCompilation", "false")).Append(new("DOTNET_CLI_TELEMETRY_OPTOUT", "1")))
        {
            start.Environment[name] = value;
        }

        using Process watch = Process.Start(start)!;
        using var lines = new BlockingCollection<string>();
        watch.OutputDataReceived += (_, line) => lines.Add(line.Data ?? "");
        watch.ErrorDataReceived += (_, line) => lines.Add(line.Data ?? "");
        watch.BeginOutputReadLine();
        watch.BeginErrorReadLine();
        try
        {
            WaitFor("Waiting for a file to change");
            Write("rules/heartbeat.rules.yml", BadRules);
            WaitFor("error PRL5001");
            WaitFor("Waiting for a file to change");
            Write("promrulelint.yml", "severity: {no-such-check: error}\n");
            WaitFor("error PRL0004");
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
            watch.WaitForExit();
        }

        void WaitFor(string text)
        {
            var seen = new List<string>();
            while (lines.TryTake(out string? line, TimeSpan.FromMinutes(5)))
            {
                seen.Add(line);
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return;
                }
            }

            Assert.Fail($"'{text}' does not come:\n{string.Join('\n', seen)}");
        }
    }
}
