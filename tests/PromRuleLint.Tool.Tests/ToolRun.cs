using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Tool.Tests;

/// <summary>What a run of the tool gave.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool inside the test.</summary>
    public static ToolRun InProcess(string folder, string[] args, string input = "")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var console = new ToolConsole(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, folder);
        int exitCode = ToolProgram.Run(args, console);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs the built tool as a process of its own.</summary>
    public static ToolRun AsProcess(string folder, string[] args, byte[]? input = null, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = StartInfo(folder, args);
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            Assert.Fail($"promrulelint {string.Join(' ', args)} hangs");
        }

        return new ToolRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>How the built tool is started, with all streams redirected.</summary>
    public static ProcessStartInfo StartInfo(string folder, string[] args) => new("dotnet", [ToolPath, .. args])
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };

    /// <summary>The built tool, which the build puts beside the tests.</summary>
    public static string ToolPath { get; } = Path.Combine(AppContext.BaseDirectory, "PromRuleLint.Tool.dll");
}
