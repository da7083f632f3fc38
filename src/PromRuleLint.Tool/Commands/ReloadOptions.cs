using System.CommandLine;
using PromRuleLint.Operations.Reloading;

namespace PromRuleLint.Tool.Commands;

/// <summary>The options of <c>reload</c>.</summary>
internal sealed class ReloadOptions
{
    private readonly Option<string> _textfileDir = new("--textfile-dir") { Description = "The textfile directory, which must exist and be writable. Default: $TEXTFILE_DIR.", HelpName = "DIR" };
    private readonly Option<bool> _withoutTextfileDir = new("--without-textfile-dir") { Description = "Skip the check of the textfile directory." };
    private readonly Option<string> _exporterJob = new("--exporter-job") { Description = "The job of the node exporter, whose targets must be up.", HelpName = "JOB", DefaultValueFactory = static _ => "node" };
    private readonly Option<bool> _withoutExporter = new("--without-exporter") { Description = "Skip the check of the node exporter." };
    private readonly Option<bool> _withoutTests = new("--without-tests") { Description = "Accept rules that have no unit tests." };
    private readonly Option<string> _promtool = new("--promtool") { Description = "The promtool that must accept the files too. Default: the one on the PATH, if any.", HelpName = "PATH" };
    private readonly Option<int?> _pid = new("--pid") { Description = "Send SIGHUP to this process instead of calling the lifecycle API.", HelpName = "PID" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Run all steps before the reload, then stop." };
    private readonly Option<TimeSpan?> _retryPause = CommonOptions.Duration("--retry-pause", "The pause after the first of three tries; it doubles each time, with jitter.", "1s");
    private readonly Option<TimeSpan?> _verifyTimeout = CommonOptions.Duration("--verify-timeout", "How long to wait until all groups have been evaluated twice. Default: three of their intervals plus 30s.");
    private readonly Option<string> _textfile = new("--textfile") { Description = "Write the outcome as metrics into this textfile directory.", HelpName = "DIR" };

    /// <summary>Which rules and which server.</summary>
    public ServedRulesOptions Rules { get; } = new();

    /// <summary>The values of variables of the unit tests.</summary>
    public TestVariables Variables { get; } = new();

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_textfileDir, _withoutTextfileDir, _exporterJob, _withoutExporter, _withoutTests, _promtool, _pid, _dryRun, _retryPause, _verifyTimeout, _textfile])
        {
            command.Options.Add(option);
        }

        Variables.AddTo(command);
        Rules.AddTo(command);
    }

    /// <summary>Whether rules without unit tests pass.</summary>
    public bool IsWithoutTests(ParseResult result) => result.GetValue(_withoutTests);

    /// <summary>The promtool that has to pass the files; null where there is none.</summary>
    public Promtool? Promtool(ToolConsole console, ParseResult result) =>
        result.GetValue(_promtool) is not { } path ? Operations.Reloading.Promtool.Find()
        : Path.GetFullPath(path, console.Folder) is var full && File.Exists(full) ? new Promtool(full)
        : throw new IOException($"--promtool: there is no file '{path}'");

    /// <summary>The file that the outcome is written to; null for none.</summary>
    public string? MetricsFile(ToolConsole console, ParseResult result) =>
        result.GetValue(_textfile) is { } folder ? Path.Combine(Path.GetFullPath(folder, console.Folder), "promrulelint_reload.prom") : null;

    /// <summary>What the reload works with.</summary>
    /// <exception cref="ToolUsageException">It is not said what to look at before.</exception>
    public ReloadSettings Settings(ToolConsole console, ParseResult result, CheckedRules rules)
    {
        string? folder = result.GetValue(_withoutTextfileDir) ? null
            : result.GetValue(_textfileDir) ?? console.Variable("TEXTFILE_DIR") ?? throw new ToolUsageException("no textfile directory is named; give --textfile-dir DIR, set TEXTFILE_DIR, or say --without-textfile-dir");
        return new ReloadSettings
        {
            Files = rules.Files,
            Groups = rules.Groups,
            Paths = Rules.Paths(console, result),
            Expand = ServedRulesOptions.Expand,
            Display = ServedRulesOptions.Display(console),
            TextfileDirectory = folder is null ? null : Path.GetFullPath(folder, console.Folder),
            ExporterJob = result.GetValue(_withoutExporter) ? null : result.GetValue(_exporterJob),
            ProcessId = result.GetValue(_pid),
            IsDryRun = result.GetValue(_dryRun),
            Pause = result.GetValue(_retryPause)!.Value,
            HealthTimeout = result.GetValue(_verifyTimeout),
            LoadTimeout = result.GetValue(_verifyTimeout) is { } timeout && timeout < TimeSpan.FromSeconds(30) ? timeout : TimeSpan.FromSeconds(30),
        };
    }
}
