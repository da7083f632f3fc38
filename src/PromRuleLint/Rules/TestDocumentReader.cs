using System.Collections.Immutable;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Rules.TestExtensions;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>Reads one unit-test file.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class TestDocumentReader(RuleFileReaderOptions options, RuleFileErrors errors) : TestFieldReader(options, errors)
{
    private readonly TestGroupReader _tests = new(options, errors);

    /// <summary>The fields at the top of the file (<c>unitTestFile</c> in <c>cmd/promtool/unittest.go</c>).</summary>
    public static FieldTable<TestDocumentReader, TestFileParts> Fields { get; } = new(
        "a unit-test file",
        new(TestExtensionReader.Key) { IsOffered = false },
        new("rule_files", static (reader, field, ref file) => file.RuleFiles = reader.Texts(reader.Expand(field))),
        new("evaluation_interval", static (reader, field, ref file) => file.EvaluationInterval = reader.Duration(reader.Expand(field))),
        new("group_eval_order", static (reader, field, ref file) => file.GroupEvalOrder = reader.Texts(reader.Expand(field))),
        new("tests", static (reader, field, ref file) => file.Tests = reader.ReadTests(field, file.Matching)),
        new("fuzzy_compare", static (reader, field, ref file) => file.FuzzyCompare = reader.Boolean(reader.Expand(field))) { Since = new(3, 4) });

    /// <summary>Reads the file.</summary>
    public TestFile Read(YamlFile yaml)
    {
        Errors.Add(yaml.Errors);
        YamlNode? document = yaml.Documents is [{ } first, ..] ? first : null;
        if (yaml.Documents.Length > 1 && yaml.Documents[1] is { } second)
        {
            Errors.Add(RuleFileErrorKind.SeveralDocuments, HeadOf(second), "promtool reads only the first document of a file and ignores this one; put its tests into the first.");
        }

        var file = new TestFileParts();
        if (document is not null && Mapping(document, Fields.What) is { } root)
        {
            file.Matching = ReadMatching(root, ExpectationMatching.Promtool, TestExtensionReader.FileFields);
            _tests.EvaluationInterval = Positive(root["evaluation_interval"] as YamlScalar) ?? _tests.EvaluationInterval;
            Fields.Read(this, root, ref file);
        }

        return WithoutCutTests(yaml, document, file);
    }

    /// <summary>The file, without tests that reach into text that was not read.</summary>
    private TestFile WithoutCutTests(YamlFile yaml, YamlNode? document, in TestFileParts file)
    {
        ImmutableArray<SourceRange> cut = UnreadParts.Cut(yaml.Source, yaml.Unread, [.. file.Tests.Select(static test => test.Range)]);
        foreach (SourceRange test in cut)
        {
            Errors.Forget(test);
        }

        return new TestFile
        {
            Source = yaml.Source,
            Fields = (document as YamlMapping)?.Entries ?? [],
            Head = document is null ? default : HeadOf(document),
            RuleFiles = file.RuleFiles,
            EvaluationInterval = file.EvaluationInterval,
            GroupEvalOrder = file.GroupEvalOrder,
            FuzzyCompare = file.FuzzyCompare,
            Tests = cut.IsEmpty ? file.Tests : file.Tests.RemoveAll(test => cut.Contains(test.Range)),
            UndefinedVariables = [.. _tests.Undefined.OrderBy(static variable => variable.Range.Start)],
            Errors = Errors.ToImmutable(yaml.Aliases),
            Comments = yaml.Comments,
        };
    }

    private FieldEntry Expand(FieldEntry field) => field.With(_tests.Expand(field.Value));

    private ImmutableArray<TestGroup> ReadTests(FieldEntry field, ExpectationMatching matching) =>
        [.. Each(field, TestGroupReader.Fields, test => _tests.Read(test, matching)).SelectMany(static rows => rows)];

    private static TimeSpan? Positive(YamlScalar? duration) =>
        duration is not null && PromQL.PrometheusDuration.TryParse(duration.Value, out TimeSpan value, out _) && value > TimeSpan.Zero ? value : null;

    private bool Boolean(FieldEntry field)
    {
        if (field.Value is YamlScalar scalar && (scalar.IsNull || YamlTypes.TypeOf(scalar) == YamlScalarType.Boolean))
        {
            return scalar.Value is "true" or "True" or "TRUE";
        }

        Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(field.Value), $"'{field.Name}' is 'true' or 'false', but here stands {NameOfType(field.Value)}.");
        return false;
    }
}
