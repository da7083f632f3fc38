using SystemRegex = System.Text.RegularExpressions.Regex;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace PromRuleLint.MSBuild.Tests.Packages;

/// <summary>What the loggers of a build show and keep.</summary>
public class BuildLogTests : BuildFixture
{
    /// <summary>An alert that can never fire, for a reason with several steps.</summary>
    private const string NeverFires = """
        groups:
          - name: heartbeat
            rules:
              - record: duri_heartbeat_ok
                expr: clamp_max((duri_heartbeat_changes_6m > 0) * (duri_heartbeat_fresh_120s > 0) * 1, 1)
              - record: duri_heartbeat_stall
                expr: clamp_max((duri_heartbeat_ok == 0) * 1, 1)
              - alert: HeartbeatStalled
                expr: duri_heartbeat_stall == 1

        """;

    [Test]
    public void The_terminal_logger_shows_the_project_once_and_the_reason()
    {
        Write("doubtful.rules.yml", NeverFires);
        DotNet.Result result = Build("-tl:on", "-p:WarningsNotAsErrors=PRL4001", "-p:NoWarn=PRL3003");
        string[] lines = [.. result.Lines.Select(static line => SystemRegex.Replace(line, Controls, "")).Where(static line => line.Contains("succeeded", StringComparison.Ordinal) || line.Contains("failed", StringComparison.Ordinal) || line.Contains("PRL", StringComparison.Ordinal))];

        Assert.That(lines.Where(static line => line.StartsWith("  app ", StringComparison.Ordinal)), Has.Exactly(1).Items, string.Join('\n', lines));
        Assert.That(lines, Has.Some.Contains("error PRL4001: the alert 'HeartbeatStalled' can never fire").And.Some.Contains("(see line "), string.Join('\n', lines));
    }

    [Test]
    public void A_binary_log_holds_each_finding_with_place_code_link_and_reasons()
    {
        Write("heartbeat.rules.yml", NeverFires);
        Write("doubtful.rules.yml", DoubtfulRules);
        string log = Path.Combine(Folder, "build.binlog");
        Build($"-bl:{log}");
        Build($"-bl:{log}", "-p:Again=true");

        BuildEventArgs[] events = [.. new BinLogReader().ReadRecords(log).Select(static record => record.Args).OfType<BuildEventArgs>()];
        BuildErrorEventArgs[] errors = [.. events.OfType<BuildErrorEventArgs>().Where(static each => each.Code == "PRL4001")];
        BuildWarningEventArgs[] warnings = [.. events.OfType<BuildWarningEventArgs>().Where(static each => each.Code == "PRL7001")];
        Assert.That(errors.Select(static each => (Path.GetFileName(each.File), each.LineNumber, each.ColumnNumber, each.EndLineNumber, each.EndColumnNumber)), Is.EqualTo(new[] { ("heartbeat.rules.yml", 9, 15, 9, 40) }), "of the second build, which replays it");
        Assert.That(errors[0].HelpLink ?? errors[0].Message, Does.Contain("/PRL4001.md"));
        Assert.That(errors[0].ProjectFile, Does.EndWith("app.csproj"));
        Assert.That(warnings.Select(static each => (Path.GetFileName(each.File), each.LineNumber)), Is.EqualTo(new[] { ("doubtful.rules.yml", 6) }));
        Assert.That(events.OfType<BuildMessageEventArgs>().Where(static each => each.Code == "PRL4001").Select(static each => each.LineNumber), Does.Contain(5).And.Contain(7), "the steps of the reason");
        Assert.That(events.OfType<BuildMessageEventArgs>().Select(static each => each.Message), Has.Some.Matches(@"^PromRuleLint: \d+ ms in the task, the findings are those of the last build\.$"));
    }

    // Colors, cursor movements and links.
    private const string Controls = @"\e\][^\e]*\e\\|\e\[[0-9;?]*[A-Za-z]";
}
