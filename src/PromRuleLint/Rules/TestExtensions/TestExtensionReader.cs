using System.Globalization;
using PromRuleLint.Rules.Mappings;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.TestExtensions;

/// <summary>Reads the extensions of unit-test files, which are below the key <c>promrulelint:</c>.</summary>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class TestExtensionReader(RuleFileErrors errors) : FieldReader(errors, RuleSchema.Prometheus)
{
    /// <summary>The key of all extensions; promtool refuses it.</summary>
    public const string Key = "promrulelint";

    private static readonly FieldRow<TestExtensionReader, ExpectationMatching> Match =
        new("match", static (reader, field, ref matching) => matching = matching with { IsPartial = reader.Word(field, "exact", "partial") == "partial" });

    private static readonly FieldRow<TestExtensionReader, ExpectationMatching> Tolerance =
        new("tolerance", static (reader, field, ref matching) => matching = matching with { Tolerance = reader.ReadTolerance(field.Value) });

    private static readonly FieldRow<TestExtensionReader, ExpectationMatching> State =
        new("state", static (reader, field, ref matching) => matching = matching with { State = StateOf(reader.Word(field, "firing", "pending", "inactive")) });

    private static readonly FieldRow<TestExtensionReader, ExpectationMatching> Absent =
        new("absent", static (reader, field, ref matching) => matching = matching with { IsAbsent = reader.Word(field, "true", "false") == "true" });

    /// <summary>The extensions at the top of a file. Definitions only hold anchors and are not read.</summary>
    public static FieldTable<TestExtensionReader, ExpectationMatching> FileFields { get; } = new("'promrulelint' of a unit-test file", Match, Tolerance, new("definitions"));

    /// <summary>The extensions of a test. The table of parameters is read before the test.</summary>
    public static FieldTable<TestExtensionReader, ExpectationMatching> TestFields { get; } = new("'promrulelint' of a test", Match, Tolerance, new(TestParameters.Key));

    /// <summary>The extensions of an expectation about alerts.</summary>
    public static FieldTable<TestExtensionReader, ExpectationMatching> AlertTestFields { get; } = new("'promrulelint' of a test of an alert", Match, State, Absent);

    /// <summary>The extensions of an expected alert.</summary>
    public static FieldTable<TestExtensionReader, ExpectationMatching> AlertFields { get; } = new("'promrulelint' of an expected alert", Match, Absent);

    /// <summary>The extensions of an expectation about an expression.</summary>
    public static FieldTable<TestExtensionReader, ExpectationMatching> ExpressionTestFields { get; } = new("'promrulelint' of a test of an expression", Match, Tolerance, Absent);

    /// <summary>The extensions of an expected sample.</summary>
    public static FieldTable<TestExtensionReader, ExpectationMatching> SampleFields { get; } = new("'promrulelint' of an expected sample", Match, Tolerance, Absent);

    private static FieldTable<TestExtensionReader, YamlScalar?> SeriesFields { get; } = new(
        "'promrulelint' of an input series",
        [new("generate", static (reader, field, ref description) => description = reader.Text(field))]);

    /// <summary>How expectations in a part of the file are compared.</summary>
    /// <param name="node">The part: a file, a test, an expectation or an expected item.</param>
    /// <param name="outer">How the expectations around it are compared.</param>
    /// <param name="fields">The extensions that are known there.</param>
    public ExpectationMatching Read(YamlMapping node, ExpectationMatching outer, FieldTable<TestExtensionReader, ExpectationMatching> fields)
    {
        if (ExtensionOf(node) is not { } extension)
        {
            return outer;
        }

        ExpectationMatching matching = outer with { IsExtended = true };
        fields.Read(this, extension, ref matching);
        return matching;
    }

    /// <summary>The description of a series' values; null if the values are written out.</summary>
    public YamlScalar? Generated(YamlMapping series)
    {
        YamlScalar? description = null;
        if (ExtensionOf(series) is { } extension)
        {
            SeriesFields.Read(this, extension, ref description);
        }

        if (description is not null && GeneratedSeries.Parse(description.Value).Error is var (range, message))
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, description.ToSource(range), $"The values cannot be generated: {message}.");
            return null;
        }

        return description;
    }

    /// <summary>Reports texts of an expectation that look like patterns but are not valid ones.</summary>
    public void CheckPatterns(IEnumerable<LabelEntry> entries)
    {
        foreach (LabelEntry entry in entries)
        {
            CheckPattern(entry.Value);
        }
    }

    /// <summary>Reports a text that looks like a pattern but is not a valid one.</summary>
    public void CheckPattern(YamlScalar text)
    {
        if (!ExpectedPattern.IsPattern(text.Value))
        {
            return;
        }

        string? error = null;
        if (ExpectedPattern.Read(text.Value, out error) is { Pattern: { Error: { } invalid } })
        {
            error = invalid.Message;
        }

        if (error is not null)
        {
            Errors.Add(RuleFileErrorKind.WrongValueType, text.Range, $"This is no pattern: {error}. Write it as a matcher does: '=~\"db-.*\"'.");
        }
    }

    /// <summary>Reports expected items next to an extension that expects none.</summary>
    public void CheckEmpty(YamlMapping node, ExpectationMatching matching, bool isEmpty, string items)
    {
        if (isEmpty || (!matching.IsAbsent && matching.State != ExpectedState.Inactive))
        {
            return;
        }

        string word = matching.IsAbsent ? "absent" : "state";
        SourceRange place = (node[Key] as YamlMapping)?[word]?.Range ?? HeadOf(node);
        Errors.Add(RuleFileErrorKind.WrongValueType, place, $"'{word}' says that nothing comes, but '{items}' has something; leave one of them out, or write 'absent' at the item that must not come.");
    }

    private static ExpectedState StateOf(string? word) => word switch
    {
        "pending" => ExpectedState.Pending,
        "inactive" => ExpectedState.Inactive,
        _ => ExpectedState.Firing,
    };

    private YamlMapping? ExtensionOf(YamlMapping node) => node[Key] is { } extension ? Mapping(extension, "what 'promrulelint' says") : null;

    private string? Word(FieldEntry field, params string[] words)
    {
        YamlNode node = field.Value;
        if (node is YamlScalar { Value: var value } && words.Contains(value))
        {
            return value;
        }

        string nearest = node is YamlScalar { Value: var text } && Nearest(text, words) is { } near ? $"; write '{near}'" : "";
        Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), $"'{field.Name}' is {string.Join(" or ", words.Select(static word => $"'{word}'"))}{nearest}.");
        return null;
    }

    private ValueTolerance? ReadTolerance(YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            bool isRelative = scalar.Value.EndsWith('%');
            string number = isRelative ? scalar.Value[..^1].Trim() : scalar.Value;
            if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount) && double.IsFinite(amount) && amount >= 0)
            {
                return new ValueTolerance(isRelative ? amount / 100 : amount, isRelative);
            }
        }

        Errors.Add(RuleFileErrorKind.WrongValueType, HeadOf(node), "'tolerance' is how far a value may be from the expected one: a number such as 0.01, or a percentage such as '1%'.");
        return null;
    }
}
