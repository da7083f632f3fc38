using System.CommandLine;
using PromRuleLint.Checks;
using PromRuleLint.Diagnostics;
using PromRuleLint.Hosting;
using PromRuleLint.Reporting;
using PromRuleLint.Text;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint explain ID|NAME|EXPRESSION|FILE:LINE</c>.</summary>
internal static class ExplainCommand
{
    private const int MaxWidth = 100;

    public static Command Create(ToolConsole console)
    {
        var subject = new Argument<string>("SUBJECT") { Description = "The id or the name of a check, such as PRL5001 or forbidden-heartbeat-function; an expression; or FILE:LINE of a rule." };
        var files = new Argument<string[]>("FILE") { Description = "Rule files whose recorded metrics the expression reads.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> config = CommonOptions.Config();
        Option<bool> noConfig = CommonOptions.NoConfig();
        Option<string> color = CommonOptions.Color();
        Option<string[]> allowOutside = CommonOptions.AllowOutside();
        var command = new Command("explain", "Shows the page of a check, or what is known about an expression: its result, labels and values, and why.") { subject, files, config, noConfig, color, allowOutside };
        CommonOptions.ExcludeEachOther(command, config, noConfig);
        command.SetAction(result => Run(console, result.GetValue(subject)!, result.GetValue(files) ?? [], CommonOptions.Configuration(console, result, config, noConfig, allowOutside), CommonOptions.UseColor(console, result.GetValue(color))));
        return command;
    }

    private static int Run(ToolConsole console, string subject, string[] files, LintSessionOptions options, bool useColor)
    {
        if (CheckCatalog.Find(subject) is not { } descriptor)
        {
            if (!IsNameOfCheck(subject))
            {
                return new ExpressionExplanation(console, options).Run(subject, files);
            }

            IEnumerable<string> names = CheckTable.Descriptors(CheckCatalog.All).Select(static each => each.Name);
            string hint = NearestName.Find(subject, names) is { } nearest ? $"did you mean '{nearest}'?" : "'promrulelint checks' lists them";
            throw new ToolUsageException($"there is no check '{subject}'; {hint}");
        }

        var ansi = new AnsiWriter(console.Output, useColor);
        string page = CheckPages.Find(descriptor.Id) ?? Summary(descriptor);
        new MarkdownText(ansi, Math.Min(console.Width ?? MaxWidth, MaxWidth)).Write(page);
        return ExitCodes.Clean;
    }

    /// <summary>Whether a word can only be meant as a check, as <c>dead-unles</c> or <c>PRL9999</c>.</summary>
    private static bool IsNameOfCheck(string subject) =>
        subject.Length > 0 && subject.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && (subject.Contains('-', StringComparison.Ordinal) || (subject.StartsWith("PRL", StringComparison.OrdinalIgnoreCase) && subject[3..].All(char.IsAsciiDigit)));

    private static string Summary(DiagnosticDescriptor descriptor) =>
        $"# {descriptor.Id}: {descriptor.Name}\n\n{descriptor.Title}.\n\nDefault severity: {SeverityWords.For(descriptor.DefaultSeverity)}.\n";
}
