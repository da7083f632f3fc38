using System.Diagnostics;
using System.Text;

namespace PromRuleLint.Tool.Tests;

/// <summary>The built tool as a process of its own: what only shows there.</summary>
public sealed class ProcessTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeFolder() => _scratch = new Scratch();

    [TearDown]
    public void DropFolder() => _scratch.Dispose();

    [Test]
    public void Exit_codes_say_what_happened()
    {
        _scratch.With("good.yml", Scratch.GoodRules).With("bad.yml", Scratch.BadRules);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "good.yml"]), Is.EqualTo(new ToolRun(0, "Nothing found in 1 file.\n", "")));
            Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "bad.yml"]), Has.Property("ExitCode").EqualTo(1).And.Property("Output").Contains("PRL5001"));
            Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint"]), Has.Property("ExitCode").EqualTo(2).And.Property("Output").Empty);
            Assert.That(ToolRun.AsProcess(_scratch.Folder, ["lint", "gone.yml", "bad.yml"]), Has.Property("ExitCode").EqualTo(3).And.Property("Output").Contains("PRL5001"));
        }
    }

    [Test]
    public void Output_is_utf8_without_a_mark_whatever_the_locale_is()
    {
        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["lint", "-", "--color", "auto"], Encoding.UTF8.GetBytes("groups: [{name: é, rules: [{record: x, expr: 'ü('}]}]\n"), ("LC_ALL", "C"), ("NO_COLOR", null));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith("error ").And.Contain("name: é").And.Not.Contain("\e"));
    }

    [Test]
    [Platform("Linux")]
    public void Standard_input_that_was_closed_before_the_start_is_empty()
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec dotnet '{ToolRun.ToolPath}' lint - <&-"]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(output, Is.EqualTo("Nothing found in 1 file.\n"));
        Assert.That(process.ExitCode, Is.Zero);
    }

    /// <summary>Each gives a clear finding, none ends the process or hides what is found in another file.</summary>
    [Test]
    public void Bad_input_never_crashes_and_hides_no_finding_of_others()
    {
        var laughs = new StringBuilder("a: &a [l, l, l, l, l, l, l, l, l]\n");
        for (char c = 'b'; c <= 'k'; c++)
        {
            laughs.Append(c).Append(": &").Append(c).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9)).Append("]\n");
        }

        _scratch
            .With("nested-yaml.yml", "groups: " + new string('[', 100_000))
            .With("nested-maps.yml", "groups: " + string.Concat(Enumerable.Repeat("{a: ", 100_000)))
            .With("nested-promql.yml", Rules(new string('(', 100_000) + "1"))
            .With("nested-closed.yml", Rules(new string('(', 100_000) + "1" + new string(')', 100_000)))
            .With("nested-braces.yml", Rules("'" + new string('{', 100_000) + "'"))
            .With("nested-brackets.yml", Rules("up" + new string('[', 100_000)))
            .With("minuses.yml", Rules("'" + new string('-', 100_000) + "1'"))
            .With("laughs.yml", laughs + "groups: *k\n")
            .With("not-utf8.yml", [.. Encoding.UTF8.GetBytes(Rules("up{a=\"")), 0xFF, 0xC3, .. "\"}\n"u8])
            .With("mark.yml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Scratch.BadRules)])
            .With("crlf.yml", Scratch.BadRules.ReplaceLineEndings("\r\n"))
            .With("tabs.yml", "groups:\n\t- name: a\n")
            .With("nul.yml", "groups:\0")
            .With("empty.yml", "")
            .With("bad.yml", Scratch.BadRules);
        Directory.CreateDirectory(_scratch["folder.yml"]);
        File.CreateSymbolicLink(_scratch["loop.yml"], _scratch["loop.yml"]);
        string[] named = [.. Directory.EnumerateFileSystemEntries(_scratch.Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["lint", .. named, "--no-config", "--format", "msbuild"]);

        Assert.That(run.Error, Is.Empty);
        Assert.That(run.ExitCode, Is.EqualTo(3), "the link loop cannot be read");
        string[] lines = run.Output.Split('\n');
        using (Assert.EnterMultipleScope())
        {
            foreach ((string file, string id) in new[]
            {
                ("nested-yaml.yml", "PRL1007"), ("nested-maps.yml", "PRL1007"), ("nested-promql.yml", "PRL2008"), ("nested-closed.yml", "PRL2008"),
                ("nested-braces.yml", "PRL2"), ("nested-brackets.yml", "PRL2"), ("minuses.yml", "PRL2008"), ("laughs.yml", "PRL1007"),
                ("not-utf8.yml", "PRL1001"), ("mark.yml", "PRL5001"), ("crlf.yml", "PRL5001"), ("tabs.yml", "PRL1001"), ("nul.yml", "PRL1001"),
                ("folder.yml", "PRL0002"), ("loop.yml", "PRL0001"), ("bad.yml", "PRL5001"),
            })
            {
                Assert.That(lines.Where(line => line.StartsWith(file, StringComparison.Ordinal)), Has.Some.Contains($": error {id}"), file);
            }

            Assert.That(lines, Has.Some.StartWith("mark.yml(5,15,5,23): error PRL5001"), "the mark takes no column");
            Assert.That(lines, Has.Some.StartWith("crlf.yml(5,15,5,23): error PRL5001"));
            Assert.That(lines, Has.None.StartWith("empty.yml"));
            Assert.That(lines, Has.None.Contains("PRL0011"));
        }

        static string Rules(string expression) => $"groups:\n- name: a\n  rules:\n  - record: x\n    expr: {expression}\n";
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void File_that_may_not_be_read_gives_exit_code_3_and_hides_no_finding_of_others()
    {
        // Root reads whatever the permissions are; memory that is not mapped nobody reads.
        string unreadable = "/proc/self/mem";
        if (!File.Exists(unreadable) || !Environment.IsPrivilegedProcess)
        {
            unreadable = _scratch["secret.yml"];
            _scratch.With("secret.yml", Scratch.BadRules);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(unreadable, UnixFileMode.None);
            }
        }

        _scratch.With("bad.yml", Scratch.BadRules);

        ToolRun run = ToolRun.AsProcess(_scratch.Folder, ["lint", unreadable, "bad.yml", "--format", "msbuild"]);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Output, Does.Contain($"{unreadable} : error PRL0001: The file cannot be read").And.Contain("bad.yml(5,15,5,23): error PRL5001"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Reader_that_goes_away_is_no_failure_to_speak_of()
    {
        _scratch.With("bad.yml", "groups:\n- name: a\n  rules:\n" + string.Concat(Enumerable.Range(0, 2000).Select(static i => $"  - record: r{i}\n    expr: up(\n")));

        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet '{ToolRun.ToolPath}' lint bad.yml --color always | head -n 1"])
        {
            WorkingDirectory = _scratch.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(output, Does.Contain("error"));
        Assert.That(error.GetAwaiter().GetResult(), Is.Empty);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Ctrl_C_ends_the_wait_for_standard_input_with_exit_code_130()
    {
        ProcessStartInfo start = ToolRun.StartInfo(_scratch.Folder, ["lint", "-"]);
        if (IsInterruptIgnored())
        {
            // A program inherits it, as from a shell that runs the tests in the background; 'env' of coreutils gives it the default.
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, "--default-signal=INT");
            start.FileName = "env";
        }

        using Process process = Process.Start(start)!;

        // There is no sign from outside that the tool waits; until it has begun to listen the signal ends it with the same code.
        Thread.Sleep(TimeSpan.FromSeconds(1.5));
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!;
        kill.WaitForExit();

        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(130));
        Assert.That(process.StandardError.ReadToEnd(), Does.Not.Contain("   at "));
    }

    // Signal 2 in the mask of signals that this process ignores.
    private static bool IsInterruptIgnored() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").FirstOrDefault(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } mask
        && (ulong.Parse(mask["SigIgn:".Length..].Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) & 2) != 0;
}
