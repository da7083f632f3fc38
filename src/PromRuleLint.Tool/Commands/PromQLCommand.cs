using System.CommandLine;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint promql</c>: what can be done with single expressions.</summary>
internal static class PromQLCommand
{
    public static Command Create(ToolConsole console) => new("promql", "Works with single PromQL expressions.")
    {
        PromQLParseCommand.Create(console),
        PromQLCheckCommand.Create(console),
        PromQLEvalCommand.Create(console),
        PromQLFormatCommand.Create(console),
        PromQLLabelMatchersCommand.Create(console),
    };
}
