using System.Diagnostics;
using System.Text;

namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>Runs the <c>dotnet</c> command as a user's shell would, apart from the test run that it is started from.</summary>
internal static class DotNet
{
    public static Result Run(string workingFolder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        RunFile(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", workingFolder, environment, arguments);

    /// <summary>Runs another program in the same surroundings.</summary>
    public static Result RunFile(string file, string workingFolder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // What the test run was told about its own MSBuild is not for this one.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "CI" or "DOTNET_CLI_CONTEXT_VERBOSE").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        DataReceivedEventHandler collect = (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        };
        process.OutputDataReceived += collect;
        process.ErrorDataReceived += collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} did not end:\n{output}");
        }

        process.WaitForExit();
        return new Result(process.ExitCode, output.ToString());
    }

    /// <summary>How a command ended.</summary>
    /// <param name="ExitCode">0 for success.</param>
    /// <param name="Output">What it wrote.</param>
    internal sealed record Result(int ExitCode, string Output)
    {
        /// <summary>The lines as they came; without the summary at the end, which tells errors and warnings again.</summary>
        public IReadOnlyList<string> Lines { get; } =
            [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeWhile(static line => line is not ("Build FAILED." or "Build succeeded."))];

        /// <summary>The lines about an id.</summary>
        public IReadOnlyList<string> About(string id) => [.. Lines.Where(line => line.Contains($" {id}: ", StringComparison.Ordinal))];
    }
}
