using System.CommandLine;
using PromRuleLint.Operations.Heartbeats;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using ParseResult = System.CommandLine.ParseResult;

namespace PromRuleLint.Tool.Commands;

/// <summary>Which heartbeat is spoken of: the options of all its commands.</summary>
internal sealed class HeartbeatOptions
{
    private readonly Option<string> _folder = new("--textfile-dir") { Description = "The textfile directory of the node exporter. Default: $TEXTFILE_DIR.", HelpName = "DIR" };
    private readonly Option<string> _realm = new("--realm") { Description = "The realm of the heartbeat, empty for none. Default: $REALM, else prod.", HelpName = "REALM" };
    private readonly Option<string> _realmLabel = new("--realm-label") { Description = "The label that holds the realm.", HelpName = "LABEL", DefaultValueFactory = static _ => "metric_realm" };
    private readonly Option<string> _prefix = new("--metric-prefix") { Description = "The prefix of the two metric names; _seq and _ts are appended.", HelpName = "PREFIX", DefaultValueFactory = static _ => "duri_textfile_heartbeat" };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_realm);
        command.Options.Add(_realmLabel);
        command.Options.Add(_prefix);
    }

    /// <summary>The full path of the textfile directory.</summary>
    /// <exception cref="ToolUsageException">None is named.</exception>
    public string Folder(ToolConsole console, ParseResult result) =>
        (result.GetValue(_folder) ?? console.Variable("TEXTFILE_DIR")) is { Length: > 0 } folder
            ? Path.GetFullPath(folder, console.Folder)
            : throw new ToolUsageException("no textfile directory is named; give --textfile-dir DIR or set TEXTFILE_DIR to what the node exporter has as --collector.textfile.directory");

    /// <summary>The series.</summary>
    /// <exception cref="ToolUsageException">A name is none.</exception>
    public HeartbeatSeries Series(ToolConsole console, ParseResult result)
    {
        string prefix = result.GetValue(_prefix)!;
        string label = result.GetValue(_realmLabel)!;
        if (!NameScheme.IsValidMetricName(prefix, utf8: false))
        {
            throw new ToolUsageException($"--metric-prefix {VisibleText.OneLine(prefix)} begins no metric name");
        }

        if (!NameScheme.IsValidLabelName(label, utf8: false))
        {
            throw new ToolUsageException($"--realm-label {VisibleText.OneLine(label)} is no label name");
        }

        return new HeartbeatSeries(prefix, result.GetValue(_realm) ?? console.Variable("REALM") ?? "prod", label);
    }
}
