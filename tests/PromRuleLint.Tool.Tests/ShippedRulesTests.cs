using System.ComponentModel;
using System.Diagnostics;

namespace PromRuleLint.Tool.Tests;

/// <summary>The rules that this project ships, before the reference: they load, and the alerts fire when they should.</summary>
public sealed class ShippedRulesTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "rules");

    private static IEnumerable<TestCaseData> Commands() =>
    [
        new TestCaseData((object)new[] { "check", "rules" }.Concat(Files("*.rules.yml")).Concat(Files("*.alerts.yml")).ToArray()) { TestName = "Promtool_loads_all" },
        .. Files("*_test.yml").Select(static file => new TestCaseData((object)new[] { "test", "rules", file }) { TestName = $"Promtool_passes_{file}" }),
    ];

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Commands))]
    public void Promtool_accepts_them(string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = Folder,
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
