using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Tool.Tests.Formats;

/// <summary>Programs of others that read the formats of this project. <c>.ci/readers</c> fetches them; where they are not, a test is skipped.</summary>
internal static class Readers
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("PROMRULELINT_READERS") ?? Path.Combine(Repository.Root, "artifacts", "readers");

    /// <summary>A file of an npm package.</summary>
    public static string Module(string path) => Fetched(Path.Combine("node_modules", path));

    /// <summary>A file that is fetched; the test is skipped where it is not.</summary>
    public static string Fetched(string path)
    {
        string full = Path.Combine(Folder, path);
        Assume.That(File.Exists(full) || Directory.Exists(full), $"{path} is not here; '. .ci/readers' fetches it");
        return full;
    }

    /// <summary>Runs a program; the test is skipped where there is no such program.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, StandardOutputEncoding = Encoding.UTF8 };

        // Java and node write what their surroundings say.
        start.Environment["JAVA_TOOL_OPTIONS"] = "";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["NO_COLOR"] = "1";
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not here");
        }

        using (process)
        {
            process!.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            string errors = string.Join('\n', error.GetAwaiter().GetResult().Split('\n').Where(static line => !line.StartsWith("Picked up JAVA_TOOL_OPTIONS", StringComparison.Ordinal)));
            return (process.ExitCode, output + errors);
        }
    }

    /// <summary>What violations-lib reads: severity, file, line, rule and message of each finding.</summary>
    public static string[][] Violations(string parser, string file)
    {
        string library = Module("violation-comments-to-github-command-line/build/libs/violation-comments-to-github-command-line-1.25.0.jar");
        (int exitCode, string output) = Run("java", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", library, Path.Combine(Repository.Root, "tests", "readers", "Violations.java"), parser, file);
        Assert.That(exitCode, Is.Zero, output);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t'))];
    }

    /// <summary>What test-results-parser reads, as JSON.</summary>
    public static string TestResults(string type, string file)
    {
        string module = Module("test-results-parser");
        (int exitCode, string output) = Run("node", Path.Combine(Repository.Root, "tests", "readers", "test-results.js"), Path.GetDirectoryName(module)!, type, file);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
