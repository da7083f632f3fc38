using System.CommandLine;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Tool.Output;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;
using PromQLResult = PromRuleLint.PromQL.ParseResult;

namespace PromRuleLint.Tool.Commands;

/// <summary><c>promrulelint promql label-matchers set|delete</c>.</summary>
internal static class PromQLLabelMatchersCommand
{
    public static Command Create(ToolConsole console) => new("label-matchers", "Changes the label matchers of all selectors in an expression.")
    {
        CreateSet(console),
        CreateDelete(console),
    };

    private static Command CreateSet(ToolConsole console)
    {
        Argument<string> expression = ExpressionInput.Argument();
        var name = new Argument<string>("NAME") { Description = "The label." };
        var value = new Argument<string>("VALUE") { Description = "The value or pattern." };
        var type = new Option<string>("--type", "-t") { Description = "The operator of the matcher: =, !=, =~ or !~.", HelpName = "OPERATOR", DefaultValueFactory = static _ => "=" };
        type.AcceptOnlyFromAmong("=", "!=", "=~", "!~");
        Option<string> color = CommonOptions.Color();
        var command = new Command("set", "Sets a label matcher in each selector and prints the expression in canonical form.") { expression, name, value, type, color };
        command.SetAction(result =>
        {
            MatchType matchType = result.GetValue(type) switch
            {
                "!=" => MatchType.NotEqual,
                "=~" => MatchType.Regexp,
                "!~" => MatchType.NotRegexp,
                _ => MatchType.Equal,
            };
            return Run(console, result.GetValue(expression)!, CommonOptions.UseColor(console, result.GetValue(color)), parse =>
                LabelMatcherRewriter.Set(parse, result.GetValue(name)!, matchType, result.GetValue(value)!));
        });
        return command;
    }

    private static Command CreateDelete(ToolConsole console)
    {
        Argument<string> expression = ExpressionInput.Argument();
        var name = new Argument<string>("NAME") { Description = "The label." };
        Option<string> color = CommonOptions.Color();
        var command = new Command("delete", "Deletes the matchers on a label from each selector and prints the expression in canonical form.") { expression, name, color };
        command.SetAction(result => Run(console, result.GetValue(expression)!, CommonOptions.UseColor(console, result.GetValue(color)), parse =>
            LabelMatcherRewriter.Delete(parse, result.GetValue(name)!)));
        return command;
    }

    private static int Run(ToolConsole console, string expression, bool useColor, Func<PromQLResult, string> rewrite)
    {
        PromQLResult result = PromQLParser.Parse(expression == "-" ? ExpressionInput.ReadOne(console) : expression);
        if (result.IsValid)
        {
            result = PromQLParser.Parse(rewrite(result));
        }

        if (!result.IsValid)
        {
            ExpressionReport.Write(console.Output, result, useColor);
            return ExitCodes.Findings;
        }

        console.Output.WriteLine(PromQLFormatter.Format(result));
        return ExitCodes.Clean;
    }
}
