using System.CommandLine;
using System.Globalization;
using PromRuleLint.Hosting;
using PromRuleLint.Operations.Http;
using PromRuleLint.Operations.Reloading;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint reload --url URL PATH…</c>.</summary>
internal static class ReloadCommand
{
    public static Command Create(ToolConsole console)
    {
        var options = new ReloadOptions();
        var command = new Command("reload", "Reloads the rules of a server safely: check, reload, verify.");
        options.AddTo(command);
        command.SetAction(result => new ReloadRun(console, result, options).Run());
        return command;
    }

    private sealed class ReloadRun(ToolConsole console, ParseResult result, ReloadOptions options)
    {
        public int Run()
        {
            using var connection = new ServerConnection(options.Rules.Server(console, result));
            var client = new PrometheusClient(connection);
            SafeReload? reload = null;
            int exitCode;
            try
            {
                ReloadSettings settings = options.Settings(console, result, Check());
                reload = new SafeReload(client, settings, console.Clock, Random.Shared, Report);
                reload.RunAsync(console.Cancellation).GetAwaiter().GetResult();
                console.Output.WriteLine(settings.IsDryRun ? "all is well; nothing was sent" : "reloaded");
                exitCode = ExitCodes.Clean;
            }
            catch (ReloadException exception)
            {
                console.Error.WriteLine($"promrulelint: {StepName(exception.Step)}: {Lines(exception.Message)}");
                if (reload is not null)
                {
                    console.Error.WriteLine($"promrulelint: {reload.DescribeLoadedAsync(console.Cancellation).GetAwaiter().GetResult()}");
                }

                exitCode = (int)exception.Step;
            }

            catch (IOException exception)
            {
                console.Error.WriteLine($"promrulelint: {Lines(exception.Message)}");
                exitCode = ExitCodes.Failure;
            }

            WriteTextfile(exitCode);
            return exitCode;
        }

        private CheckedRules Check()
        {
            CheckedRules rules = options.Rules.Read(console, result, mustBeClean: true);
            Report(string.Create(CultureInfo.InvariantCulture, $"lint passes {rules.Files.Length} rule files and {rules.TestFiles.Length} test files"));
            if (rules.TestFiles.IsEmpty && !options.IsWithoutTests(result))
            {
                throw new ReloadException(ReloadStep.Check, "there are no unit tests here; name them, or say --without-tests");
            }

            foreach (string file in rules.TestFiles)
            {
                if (UnitTests.FailureOf(file, options.Rules.Lint(console, result), options.Variables.Values(console, result), console.Cancellation) is { } failure)
                {
                    throw new ReloadException(ReloadStep.Check, $"the unit tests of {file} fail:\n{failure}");
                }
            }

            Report(string.Create(CultureInfo.InvariantCulture, $"the unit tests of {rules.TestFiles.Length} files pass"));
            if (options.Promtool(console, result) is { } promtool)
            {
                rules.AssertPasses(promtool);
                Report($"promtool ({promtool.Path}) passes rules and tests too");
            }
            else
            {
                Report("promtool is not here; its verdict is not known");
            }

            return rules;
        }

        private void Report(string line)
        {
            console.Output.WriteLine($"- {Lines(line)}");
            console.Output.Flush();
        }

        private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(VisibleText.OneLine));

        private static string StepName(ReloadStep step) => step switch
        {
            ReloadStep.Check => "the files do not pass",
            ReloadStep.Sources => "what the rules read is not there",
            ReloadStep.Ready => "the server is not ready",
            ReloadStep.Configuration => "the server's configuration is another one",
            ReloadStep.Lifecycle => "the server lets nobody reload it",
            ReloadStep.Accepted => "the server refuses",
            ReloadStep.Answered => "the server does not answer the reload",
            ReloadStep.Loaded => "the reload is not confirmed",
            ReloadStep.Rules => "the server's rules are others",
            _ => "the rules are not healthy",
        };

        /// <summary>The outcome as metrics, so that a reload that fails, or was never tried, can be alerted on.</summary>
        private void WriteTextfile(int exitCode)
        {
            if (options.MetricsFile(console, result) is not { } path)
            {
                return;
            }

            long now = console.Clock.GetUtcNow().ToUnixTimeSeconds();
            double? before = File.Exists(path)
                ? ExpositionReader.Read(RegularFile.ReadAllText(path)).Samples.FirstOrDefault(static sample => sample.Name == "promrulelint_reload_success_timestamp_seconds")?.Value
                : null;
            double success = exitCode == ExitCodes.Clean ? now : before ?? 0;
            TextfileWriter.Write(path, string.Create(CultureInfo.InvariantCulture, $"""
                # HELP promrulelint_reload_exit_code What the last reload ended with: 0, or the number of the step that failed.
                # TYPE promrulelint_reload_exit_code gauge
                promrulelint_reload_exit_code {exitCode}
                # HELP promrulelint_reload_success Whether the last reload was done.
                # TYPE promrulelint_reload_success gauge
                promrulelint_reload_success {(exitCode == ExitCodes.Clean ? 1 : 0)}
                # HELP promrulelint_reload_success_timestamp_seconds Unix time of the last reload that was done; 0 for none.
                # TYPE promrulelint_reload_success_timestamp_seconds gauge
                promrulelint_reload_success_timestamp_seconds {success}
                # HELP promrulelint_reload_timestamp_seconds Unix time of the last reload that was tried.
                # TYPE promrulelint_reload_timestamp_seconds gauge
                promrulelint_reload_timestamp_seconds {now}

                """).ReplaceLineEndings("\n"));
        }
    }
}
