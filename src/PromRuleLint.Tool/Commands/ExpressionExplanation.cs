using System.Collections.Immutable;
using System.Globalization;
using PromRuleLint.Checks;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.Hosting;
using PromRuleLint.PromQL;
using PromRuleLint.Reporting;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Testing.Witnesses;
using PromRuleLint.Text;
using PromRuleLint.Tool.Output;

namespace PromRuleLint.Tool.Commands;

/// <summary>What <c>explain</c> says of an expression or of a rule at a line of a file, under the configuration that holds there.</summary>
internal sealed class ExpressionExplanation(ToolConsole console, LintSessionOptions options)
{
    private readonly ConfigurationSet _configurations = new(options);
    private readonly ImmutableArray<DiagnosticDescriptor> _descriptors = [.. CheckTable.Descriptors(CheckCatalog.All)];

    public int Run(string subject, string[] files)
    {
        // Of checks that are not loaded here nobody asks.
        int exitCode = Explain(subject, files);
        Diagnostic[] faults = [.. _configurations.Diagnostics.Where(static each => each.Id != ToolDiagnostics.UnknownCheck.Id)];
        TextReport.Write(console.Error, faults);
        return Math.Max(exitCode, LintOutcome.ExitCode(faults, []));
    }

    private int Explain(string subject, string[] files)
    {
        if (RuleAt(subject) is { } place)
        {
            List<(RuleFile, LintConfiguration)> all = [place.File, .. files.Select(Read)];
            if (place.File.File.Rules.LastOrDefault(rule => IsAt(rule, place.Line)) is not { Expression: { } expression } rule)
            {
                throw new ToolUsageException($"no rule stands at '{subject}'");
            }

            if (FactsOf(all).ForRule(rule) is not { } ofRule)
            {
                console.Error.WriteLine($"promrulelint: the expression at '{subject}' has errors; 'promrulelint lint' shows them");
                return ExitCodes.Findings;
            }

            console.Output.Write(VisibleText.Lines(FactTree.Write(ofRule, expression.Text)));
            if (rule is AlertingRule alert)
            {
                ShowWitness(alert, [subject[..subject.LastIndexOf(':')], .. files]);
            }

            return ExitCodes.Clean;
        }

        ParseResult parse = PromQLParser.Parse(subject);
        if (!parse.IsValid)
        {
            ExpressionReport.Write(console.Output, parse, useColor: false);
            return ExitCodes.Findings;
        }

        console.Output.Write(VisibleText.Lines(FactTree.Write(FactsOf([.. files.Select(Read)]).ForExpression(parse.Root!), subject)));
        return ExitCodes.Clean;
    }

    /// <summary>Says whether the alert can fire, with the data or the proof.</summary>
    private void ShowWitness(AlertingRule alert, string[] paths)
    {
        FoundFile[] files = [.. paths.Distinct().Select(path => new FoundFile(Path.GetFullPath(path, console.Folder), path, IsNamed: true))];
        using var session = new LintSession(options);
        foreach (WitnessAnswer answer in session.FindWitnesses(files, each => each.File.Source.Path == paths[0] && each.Range == alert.Range, ImmutableArray.CreateBuilder<Diagnostic>(), console.Cancellation))
        {
            console.Output.WriteLine(VisibleText.OneLine(WitnessCommand.Describe(answer)));
        }
    }

    private RuleSetFacts FactsOf(List<(RuleFile File, LintConfiguration Configuration)> files) =>
        new(RuleSet.Create(files.Select(static file => file.File)), ConfiguredFacts.Options(files, ConfigurationOf(Path.Combine(console.Folder, "expression"))));

    private ((RuleFile File, LintConfiguration Configuration) File, int Line)? RuleAt(string subject)
    {
        int colon = subject.LastIndexOf(':');
        return colon > 0 && int.TryParse(subject.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line) && IsFile(subject[..colon])
            ? (Read(subject[..colon]), line)
            : null;
    }

    // A metric may be called 'job:requests:5' but not 'rules.yml:5'.
    private bool IsFile(string path) =>
        File.Exists(Path.GetFullPath(path, console.Folder)) || (path.All(static c => char.IsLetterOrDigit(c) || c is '.' or '/' or '\\' or '-' or '_') && path.AsSpan().IndexOfAny('.', '/', '\\') >= 0);

    private static bool IsAt(Rule rule, int line)
    {
        SourceText source = rule.File.Source;
        return source.GetPosition(rule.Range.Start).Line <= line && line <= source.GetPosition(rule.Range.End).Line;
    }

    private (RuleFile File, LintConfiguration Configuration) Read(string path)
    {
        string fullPath = Path.GetFullPath(path, console.Folder);
        if (RepositoryBoundary.Create(options).Refuses(fullPath) is { } reason)
        {
            throw new ToolUsageException($"'{path}' is not read: {reason}");
        }

        LintConfiguration configuration = ConfigurationOf(fullPath);
        return (RuleFileReader.Read(NamedFile.Read(console, path), configuration.ReaderOptions with { PromQL = PromQLOptions.Default }), configuration);
    }

    private LintConfiguration ConfigurationOf(string fullPath) => _configurations.For(new FoundFile(fullPath, fullPath, IsNamed: true), _descriptors);
}
