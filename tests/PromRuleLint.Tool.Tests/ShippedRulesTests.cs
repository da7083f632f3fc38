using System.ComponentModel;
using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>The rules that this project ships, before the reference: they load, and the alerts fire when they should.</summary>
public sealed class ShippedRulesTests
{
    [TestCase("check", "rules", "heartbeat.rules.yml", "heartbeat.alerts.yml")]
    [TestCase("test", "rules", "heartbeat_test.yml")]
    public void Promtool_accepts_them(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "rules"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new IgnoreException("promtool (Debian package prometheus) is not installed");
        }

        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, output + error.GetAwaiter().GetResult());
        }
    }
}
