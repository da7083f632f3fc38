using PromRuleLint.PromQL;
using PromRuleLint.Rules;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules;

/// <summary>promtool's word on rule files against ours: no file is judged otherwise.</summary>
[Category("Corpus")]
public class VerdictTests
{
    [Test]
    public void Rule_files_of_the_corpus_are_accepted_and_rejected_as_by_promtool()
    {
        var wrong = new List<string>();
        int files = 0;
        var without = new PromQLOptions { ExperimentalFunctions = false, DurationExpressions = false, ExtendedRangeSelectors = false, FillModifiers = false };
        foreach (string line in SharedData.Lines("corpus/verdicts.tsv").Skip(1))
        {
            string[] fields = line.Split('\t');
            if (fields[1] != "rules")
            {
                continue;
            }

            files++;
            SourceText source = SourceText.FromUtf8(fields[0], File.ReadAllBytes(SharedData.Path("corpus/dev/" + fields[0])));
            List<string> errors = Errors(RuleFileReader.Read(source, new RuleFileReaderOptions { PromQL = without }));
            bool accepted = fields[4] == "0";
            if (accepted != (errors.Count == 0))
            {
                wrong.Add($"{fields[0]}: promtool says '{fields[5]}', we say {string.Join(" | ", errors.Take(3))}");
            }
        }

        Assert.That(files, Is.GreaterThan(700));
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(20)));
    }

    [Test]
    public void Resources_of_the_corpus_are_accepted_and_rejected_as_by_promtool()
    {
        var wrong = new List<string>();
        foreach (string line in SharedData.Lines("corpus/verdicts.tsv").Skip(1))
        {
            string[] fields = line.Split('\t');
            if (!fields[1].StartsWith("crd", StringComparison.Ordinal))
            {
                continue;
            }

            SourceText source = SourceText.FromUtf8(fields[0], File.ReadAllBytes(SharedData.Path("corpus/dev/" + fields[0])));
            RuleFile file = RuleFileReader.Read(source);
            List<string> errors = Errors(file);
            int rules = file.Rules.Count();
            if ((fields[4] == "0") != (errors.Count == 0) || file.Kind != RuleFileKind.PrometheusRule || file.Groups.Length.ToString() != fields[2] || rules.ToString() != fields[3])
            {
                wrong.Add($"{fields[0]}: {file.Kind}, {file.Groups.Length} groups of {fields[2]}, {rules} rules of {fields[3]}; promtool says '{fields[5]}', we say {string.Join(" | ", errors.Take(3))}");
            }
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(20)));
    }

    [Test]
    public void Files_of_the_reference_are_accepted_and_rejected_as_there()
    {
        var wrong = new List<string>();
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("conformance/rulefmt")))
        {
            string name = Path.GetFileName(path);
            var options = new RuleFileReaderOptions { Utf8Names = !name.StartsWith("legacy_validation", StringComparison.Ordinal) };
            List<string> errors = Errors(RuleFileReader.Read(SourceText.FromUtf8(name, File.ReadAllBytes(path)), options));
            if (name.Contains(".bad.", StringComparison.Ordinal) != errors.Count > 0)
            {
                wrong.Add($"{name}: {string.Join(" | ", errors)}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("duplicate_grp.bad.yaml", "DuplicateGroupName")]
    [TestCase("record_and_alert.bad.yaml", "RecordAndAlert")]
    [TestCase("no_rec_alert.bad.yaml", "NeitherRecordNorAlert")]
    [TestCase("noexpr.bad.yaml", "MissingExpression")]
    [TestCase("invalid_record_name.bad.yaml", "InvalidRecordName")]
    [TestCase("bad_field.bad.yaml", "UnknownField")]
    [TestCase("invalid_label_name.bad.yaml", "InvalidLabelName")]
    [TestCase("record_and_for.bad.yaml", "AlertFieldOnRecordingRule")]
    [TestCase("record_and_keep_firing_for.bad.yaml", "AlertFieldOnRecordingRule")]
    [TestCase("legacy_validation_annotation.bad.yaml", "InvalidAnnotationName")]
    public void Bad_files_of_the_reference_have_the_error_of_their_name(string name, string kind)
    {
        SourceText source = SourceText.FromUtf8(name, File.ReadAllBytes(SharedData.Path("conformance/rulefmt/" + name)));
        RuleFile file = RuleFileReader.Read(source, new RuleFileReaderOptions { Utf8Names = false });
        Assert.That(file.Errors.Select(static error => error.Kind.ToString()), Is.EqualTo([kind]));
    }

    private static List<string> Errors(RuleFile file)
    {
        var errors = new List<string>();
        errors.AddRange(file.Errors
            .Where(static error => error.Kind is not (RuleFileErrorKind.UnquotedLabelValue or RuleFileErrorKind.SeveralDocuments))
            .Select(error => $"{file.Source.GetPosition(error.Range.Start)} {error.Kind}: {error.Message}"));
        foreach (Rule rule in file.Rules)
        {
            errors.AddRange(rule.Expression?.Parse.Errors.Select(static error => $"{error.Kind}: {error.Message}") ?? []);
            if (rule is AlertingRule alert)
            {
                errors.AddRange(alert.Labels.Concat(alert.Annotations).SelectMany(static entry => TemplateParser.Parse(entry.Value.Value).Errors).Select(static error => $"template: {error.Message}"));
            }
        }

        return errors;
    }
}
