using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>Makes repositories for tests, whatever the machine's own configuration of git.</summary>
internal static class GitCommands
{
    public static void Commit(string folder)
    {
        Run(folder, "add", "-A");
        Run(folder, "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Change");
    }

    public static void Run(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("git", args) { WorkingDirectory = folder, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error);
    }
}
