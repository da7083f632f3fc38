using System.Diagnostics;

namespace PromRuleLint.Tool.Tests.Operations.Servers;

/// <summary>A server, and a repository around the files that a person names, that mean harm: each command ends with an exit code of its own, shows nothing raw and writes nowhere else.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class HostileServerTests
{
    private const string Nasty = "\\u001b[2J\\u202e\\u0000\\n::error::x ##vso[task.complete] ../../../etc/passwd";

    // What every endpoint answers as its data.
    private static readonly string[] Answers =
    [
        "null", "[]", "{}", "[null]", "[[null]]", "\"x\"", "1e999", "[1,2,3]", "{\"a\":null,\"a\":[]}",
        $"[\"{Nasty}\"]", $"{{\"{Nasty}\":[{{\"type\":\"gauge\",\"unit\":\"{Nasty}\"}}]}}",
        $"{{\"yaml\":\"rule_files: ['/**/**/**/*', '{Nasty.Replace("\\n", " ", StringComparison.Ordinal).Replace("\\u0000", "", StringComparison.Ordinal)}']\\nglobal: {{external_labels: {{a: b, a: c}}}}\\n\"}}",
        $"{{\"resultType\":\"vector\",\"result\":[{{\"metric\":{{\"{Nasty}\":\"{Nasty}\",\"label\":\"{Nasty}\"}},\"value\":[1772366400,\"1e308\"]}},{{\"metric\":{{\"label\":\"{Nasty}\"}},\"value\":[1e300,\"NaN\"]}},{{\"metric\":{{\"label\":\"{Nasty}\"}},\"value\":[1,\"2\"]}}]}}",
        $"{{\"resultType\":\"matrix\",\"result\":[{{\"metric\":{{\"a\":\"{Nasty}\"}},\"values\":[[1e18,\"1\"],[-1e18,\"2\"],[null,\"3\"]]}}]}}",
        $"{{\"resultType\":\"scalar\",\"result\":[1e300,\"1e300\"]}}", "{\"resultType\":\"scalar\",\"result\":[null,null]}",
        $"{{\"groups\":[{{\"name\":\"{Nasty}\",\"file\":\"{Nasty}\",\"interval\":1e300,\"lastEvaluation\":\"{Nasty}\",\"rules\":[{{\"type\":\"recording\",\"name\":\"{Nasty}\",\"query\":\"{Nasty}\",\"health\":\"{Nasty}\",\"lastError\":\"{Nasty}\",\"labels\":{{\"a\":\"{Nasty}\"}}}},{{\"type\":\"alerting\",\"name\":null}}]}}]}}",
        $"{{\"activeTargets\":[{{\"labels\":{{\"job\":\"{Nasty}\"}},\"health\":\"{Nasty}\",\"lastError\":\"{Nasty}\"}}]}}",
        $"{{\"CWD\":\"{Nasty}\",\"config.file\":\"{Nasty}\",\"version\":\"{Nasty}\",\"storageRetention\":\"{Nasty}\",\"enable-feature\":\"{Nasty}\",\"lastConfigTime\":\"9999-99-99\",\"reloadConfigSuccess\":\"{Nasty}\"}}",
    ];

    private static readonly string[][] Commands =
    [
        ["snapshot", "--output", "metrics.yml"], ["verify", "a.rules.yml", "--path-map", "/etc=."], ["gate", "g"], ["backtest", "a.rules.yml", "--range", "1h"],
        ["reload", "a.rules.yml", "--without-tests", "--without-textfile-dir", "--retry-pause", "1ms", "--verify-timeout", "100ms", "--path-map", "/etc=."],
    ];

    private Scratch _folder = null!;
    private Scratch _outside = null!;

    [SetUp]
    public void MakeFolders()
    {
        _folder = new Scratch().With("a.rules.yml", Scratch.GoodRules).With("promrulelint.yml", "gates: {g: [{expr: up, bound: '>= 1'}]}\n").With(".git/HEAD", "");
        _outside = new Scratch().With("mine", "as it was");
    }

    [TearDown]
    public void DropFolders()
    {
        _folder.Dispose();
        _outside.Dispose();
    }

    [TestCaseSource(nameof(Commands))]
    public void Answers_of_any_form_end_with_an_exit_code(params string[] command)
    {
        string answer = "";
        using var server = new PrometheusStub(_folder["a.rules.yml"]) { Override = request => (!request.Path.StartsWith("/-/", StringComparison.Ordinal), StubAnswer.Success(answer)) };
        Assert.Multiple(() =>
        {
            foreach (string each in Answers)
            {
                answer = each;
                AssertHarmless(ToolRun.InProcess(_folder.Folder, [.. command, "--url", server.Url]), $"{command[0]}: {each}");
            }
        });
    }

    /// <summary>All is as it should be, but for one endpoint.</summary>
    [TestCaseSource(nameof(Commands))]
    public void One_answer_of_any_form_ends_with_an_exit_code(params string[] command)
    {
        string path = "", answer = "";
        using var server = new PrometheusStub(_folder["a.rules.yml"])
        {
            Override = request => request.Path.StartsWith(path, StringComparison.Ordinal) ? (true, StubAnswer.Success(answer))
                : request.Path.StartsWith("/api/v1/label", StringComparison.Ordinal) ? (true, StubAnswer.Success("[\"a\",\"job\"]"))
                : request.Path.StartsWith("/api/v1/metadata", StringComparison.Ordinal) ? (true, StubAnswer.Success("{}"))
                : request.Path.StartsWith("/api/v1/targets", StringComparison.Ordinal) ? (true, StubAnswer.Success("{\"activeTargets\":[]}"))
                : default,
        };
        Assert.Multiple(() =>
        {
            foreach (string each in new[] { "/api/v1/status/config", "/api/v1/status/runtimeinfo", "/api/v1/rules", "/api/v1/query", "/api/v1/label", "/api/v1/metadata", "/api/v1/targets" })
            {
                foreach (string data in Answers)
                {
                    (path, answer) = (each, data);
                    AssertHarmless(ToolRun.InProcess(_folder.Folder, [.. command, "--url", server.Url]), $"{command[0]}: {each} {data}");
                }
            }
        });
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Snapshot_is_written_where_it_was_named_and_through_no_link([Values("metrics.yml", "metrics.yml.partial", ".metrics.yml.new", "folder")] string link)
    {
        File.CreateSymbolicLink(_folder[link], link == "folder" ? _outside.Folder : _outside["mine"]);
        using var server = new PrometheusStub(_folder["a.rules.yml"])
        {
            Override = static request => request.Path.StartsWith("/api/v1/label", StringComparison.Ordinal) ? (true, StubAnswer.Success("[\"a\"]"))
                : request.Path.StartsWith("/api/v1/query", StringComparison.Ordinal) ? (true, StubAnswer.Vector("""{"metric":{},"value":[1,"7"]}"""))
                : default,
        };

        ToolRun run = ToolRun.InProcess(_folder.Folder, ["snapshot", "--output", link == "folder" ? "folder/metrics.yml" : "metrics.yml", "--url", server.Url]);

        Assert.That(run.ExitCode, Is.AnyOf(ExitCodes.Clean, ExitCodes.Failure), run.Error);
        Assert.That(File.ReadAllText(_outside["mine"]), Is.EqualTo("as it was"));
        Assert.That(Directory.EnumerateFileSystemEntries(_outside.Folder).Count(), Is.EqualTo(1));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Pipe_in_the_place_of_a_broken_off_snapshot_blocks_nothing()
    {
        using Process process = Process.Start("mkfifo", [_folder["metrics.yml.partial"]]);
        process.WaitForExit();
        using var server = new PrometheusStub(_folder["a.rules.yml"]) { Override = static request => request.Path.StartsWith("/api/v1/label", StringComparison.Ordinal) ? (true, StubAnswer.Success("[\"a\"]")) : default };

        ToolRun run = ToolRun.InProcess(_folder.Folder, ["snapshot", "--output", "metrics.yml", "--url", server.Url]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(run.Error, Does.Contain("not a regular file"));
    }

    private void AssertHarmless(ToolRun run, string what)
    {
        Assert.That(run.ExitCode, Is.InRange(0, 60), what);
        Assert.That(run.Error, Does.Not.Contain("internal error").And.Not.Contain("   at "), what);
        string shown = run.Output + run.Error;
        Assert.That(shown, Does.Not.Contain("\n::").And.Not.Contain("##vso[").And.Not.Contain("root:x:"), what);
        string catalog = File.Exists(_folder["metrics.yml"]) ? File.ReadAllText(_folder["metrics.yml"]) : "";
        Assert.That((shown + catalog).Where(static c => c is '\u202E' || (c != '\n' && char.IsControl(c))), Is.Empty, what);
    }
}
