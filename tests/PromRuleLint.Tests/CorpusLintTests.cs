using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Text;

namespace PromRuleLint.Tests;

/// <summary>All checks together over the rule files of others.</summary>
[Category("Corpus")]
public sealed class CorpusLintTests
{
    private ImmutableArray<Diagnostic> _findings;
    private Dictionary<string, SourceText> _sources = [];
    private (string Path, string Kind, bool IsAccepted)[] _verdicts = [];

    [OneTimeSetUp]
    public void LintAll()
    {
        string folder = SharedData.Path("corpus/dev");
        _verdicts = [.. SharedData.Lines("corpus/verdicts.tsv").Skip(1).Select(static line => line.Split('\t')).Select(static columns => (columns[0], columns[1], columns[4] == "0"))];
        _sources = _verdicts.ToDictionary(static file => file.Path, file => SourceText.FromUtf8(file.Path, File.ReadAllBytes(Path.Combine(folder, file.Path))));
        var linter = new Linter();

        // Each repository is a rule set of its own.
        _findings = linter.Lint([.. _sources.Values.Select(static source => new LintInput(source, LintConfiguration.Default with { RuleSet = source.Path[..source.Path.IndexOf('/', StringComparison.Ordinal)] }))]);
    }

    [Test]
    public void No_check_fails() =>
        Assert.That(_findings.Where(static finding => finding.Id == ToolDiagnostics.InternalError.Id).Select(static finding => finding.ToString()), Is.Empty);

    [Test]
    public void Every_range_lies_inside_its_file() => Assert.That(
        _findings.SelectMany(static finding => finding.AdditionalLocations.Select(static related => related.Location).Append(finding.Location))
            .Where(static place => place.Range.Start < 0 || place.Range.End < place.Range.Start || place.Range.End > place.Source.Text.Length)
            .Select(static place => $"{place.Path} {place.Range}"),
        Is.Empty);

    [Test]
    public void Every_check_that_has_a_fix_says_so() => Assert.That(
        _findings.Where(static finding => 
            finding.CodeFixes is [var fix, ..] && !(finding.Descriptor.HasFix && finding.Descriptor.FixSafety switch { FixSafety.Safe => fix.IsSafe, FixSafety.Unsafe => !fix.IsSafe, _ => true }))
           .Select(static finding => finding.ToString()),
        Is.Empty);

    [Test]
    public void Every_message_is_one_sentence_for_a_person() => Assert.That(
        _findings.Where(static finding => finding.Message.Length is 0 or > 1000 || finding.Message.Contains('\n', StringComparison.Ordinal) || finding.Message.Contains("{0}", StringComparison.Ordinal))
            .Select(static finding => finding.ToString()),
        Is.Empty);

    [Test]
    public void Plain_rule_files_are_valid_where_Prometheus_accepts_them_and_only_there()
    {
        // A file may be invalid for what is told of another one only.
        Diagnostic[] all = [.. _findings.SelectMany(static finding => finding.Apart())];
        HashSet<string> invalid = [.. all.Where(static finding => finding.Severity == DiagnosticSeverity.Error && finding.Descriptor.Category is DiagnosticCategory.Validity or DiagnosticCategory.Syntax).Select(static finding => finding.Location.Path)];

        // Faults of templates are of another category; those that only show when the alert fires load all the same.
        HashSet<string> withTemplateErrors = [.. all.Where(static finding => finding.Descriptor.Name is "template-syntax" or "unknown-template-name").Select(static finding => finding.Location.Path)];
        IEnumerable<string> wrong =
            from file in _verdicts
            where file.Kind == "rules"
            where file.IsAccepted ? invalid.Contains(file.Path) : !invalid.Contains(file.Path) && !withTemplateErrors.Contains(file.Path)
            select $"{file.Path}: promtool {(file.IsAccepted ? "accepts" : "refuses")}";
        Assert.That(wrong, Is.Empty);
    }
}
