using System.Globalization;
using PromRuleLint.Facts;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tool.Commands;

/// <summary>What <c>explain</c> says of an expression or of a rule at a line of a file.</summary>
internal static class ExpressionExplanation
{
    public static int Run(ToolConsole console, string subject, string[] files)
    {
        if (RuleAt(console, subject) is { } place)
        {
            List<RuleFile> all = [place.File, .. files.Select(file => Read(console, file))];
            if (place.File.Rules.LastOrDefault(rule => IsAt(rule, place.Line)) is not { Expression: { } expression } rule)
            {
                throw new ToolUsageException($"no rule stands at '{subject}'");
            }

            if (new RuleSetFacts(RuleSet.Create(all)).Of(rule) is not { } ofRule)
            {
                throw new ToolUsageException($"the expression at '{subject}' has errors; 'promrulelint lint' shows them");
            }

            console.Output.Write(FactTree.Write(ofRule, expression.Text));
            return ExitCodes.Clean;
        }

        ParseResult parse = PromQLParser.Parse(subject);
        if (!parse.IsValid)
        {
            throw new ToolUsageException($"'{subject}' is neither a check nor FILE:LINE nor an expression: {parse.Errors[0].Message}");
        }

        var rules = RuleSet.Create(files.Select(file => Read(console, file)));
        console.Output.Write(FactTree.Write(new RuleSetFacts(rules).Of(parse.Root!), subject));
        return ExitCodes.Clean;
    }

    private static (RuleFile File, int Line)? RuleAt(ToolConsole console, string subject)
    {
        int colon = subject.LastIndexOf(':');
        return colon > 0 && int.TryParse(subject.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line) && File.Exists(Path.GetFullPath(subject[..colon], console.Folder))
            ? (Read(console, subject[..colon]), line)
            : null;
    }

    private static bool IsAt(Rule rule, int line)
    {
        SourceText source = rule.File.Source;
        return source.GetPosition(rule.Range.Start).Line <= line && line <= source.GetPosition(rule.Range.End).Line;
    }

    private static RuleFile Read(ToolConsole console, string path)
    {
        try
        {
            return RuleFileReader.Read(SourceText.FromUtf8(path, File.ReadAllBytes(Path.GetFullPath(path, console.Folder))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolUsageException($"'{path}' cannot be read: {e.Message}");
        }
    }
}
