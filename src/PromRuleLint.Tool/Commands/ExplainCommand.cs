using System.CommandLine;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Reporting;
using PromRuleLint.Text;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint explain ID|NAME</c>.</summary>
internal static class ExplainCommand
{
    private const int MaximumWidth = 100;

    public static Command Create(ToolConsole console)
    {
        var subject = new Argument<string>("CHECK") { Description = "The id or the name of a check, such as PRL5001 or forbidden-heartbeat-function." };
        Option<string> color = CommonOptions.Color();
        var command = new Command("explain", "Shows the page of a check.") { subject, color };
        command.SetAction(result => Run(console, result.GetValue(subject)!, CommonOptions.UseColor(console, result.GetValue(color))));
        return command;
    }

    private static int Run(ToolConsole console, string subject, bool useColor)
    {
        if (CheckCatalog.Find(subject) is not { } descriptor)
        {
            IEnumerable<string> names = CheckTable.Descriptors(CheckCatalog.All).Select(static each => each.Name);
            string hint = NearestName.Find(subject, names) is { } nearest ? $"did you mean '{nearest}'?" : "'promrulelint checks' lists them";
            throw new ToolUsageException($"there is no check '{subject}'; {hint}");
        }

        var ansi = new AnsiWriter(console.Output, useColor);
        string page = CheckPages.Find(descriptor.Id) ?? Summary(descriptor);
        new MarkdownText(ansi, Math.Min(console.Width ?? MaximumWidth, MaximumWidth)).Write(page);
        return ExitCodes.Clean;
    }

    private static string Summary(DiagnosticDescriptor descriptor) =>
        $"# {descriptor.Id}: {descriptor.Name}\n\n{descriptor.Title}.\n\nDefault severity: {SeverityWords.Of(descriptor.DefaultSeverity)}.\n";
}
