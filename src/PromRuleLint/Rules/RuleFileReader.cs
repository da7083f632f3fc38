using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Reads rule files in all the wrappings that they come in: plain, PrometheusRule resources and lists of such, ConfigMaps.
/// What is valid follows <c>model/rulefmt/rulefmt.go</c> of Prometheus; unlike it, the reader goes on after an error.
/// </summary>
public static class RuleFileReader
{
    /// <summary>Reads a file. Never throws on any text: faults stand in <see cref="RuleFile.Errors"/>.</summary>
    public static RuleFile Read(SourceText source, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= RuleFileReaderOptions.Default;
        SharedTexts texts = options.Texts ?? new SharedTexts(source.Text.Length);
        return Read(YamlReader.Read(source, texts, options.Cancellation), options with { Texts = texts });
    }

    /// <summary>Reads a file whose YAML was read before.</summary>
    public static RuleFile Read(YamlFile yaml, RuleFileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        options ??= RuleFileReaderOptions.Default;
        options = options with { PromQL = options.PromQL with { PatternBudget = Regex.Re2Budget.ForFile(yaml.Source.Text.Length, options.Patterns, options.Cancellation), Texts = options.Texts } };
        return TemplatedText.Find(yaml) is { } template ? Templated(yaml, template, new SourceRange(0, yaml.Source.Text.Length)) : ReadDocuments(yaml, options);
    }

    internal static RuleFile Templated(YamlFile yaml, SourceRange template, SourceRange whole)
    {
        var error = new RuleFileError(
            RuleFileErrorKind.TemplatedFile,
            template,
            "This is a template of a rule file (Helm or Jinja), not YAML; render it and lint what comes out.");
        return new RuleFile(yaml.Source, RuleFileKind.Other, [], [error], yaml.Comments) { Unread = [whole] };
    }

    internal static RuleFile ReadDocuments(YamlFile yaml, RuleFileReaderOptions options)
    {
        if (TestFileReader.IsTestFile(yaml))
        {
            TestFile tests = TestFileReader.Read(yaml, options);
            return new RuleFile(yaml.Source, RuleFileKind.UnitTests, [], tests.Errors, tests.Comments) { UnitTests = tests, Unread = yaml.Unread, Aliases = yaml.Aliases, PatternBudget = options.PromQL.PatternBudget };
        }

        return new RuleDocumentReader(yaml, options).Read();
    }
}
