using System.Globalization;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.TestExtensions;

/// <summary>Reads what a unit-test file says beyond promtool's language: the key <c>promrulelint:</c>, wherever it may stand.</summary>
internal sealed class TestExtensionReader(FieldReader reader, RuleFileErrors errors)
{
    /// <summary>The key that all extensions stand under, for promtool to refuse them.</summary>
    public const string Key = "promrulelint";

    /// <summary>What may be said at the top of a file.</summary>
    public static readonly string[] OfFile = ["match", "tolerance", "definitions"];

    /// <summary>What may be said of a test.</summary>
    public static readonly string[] OfTest = ["match", "tolerance", TestParameters.Key];

    /// <summary>What may be said of an expectation about alerts.</summary>
    public static readonly string[] OfAlertTest = ["match", "state", "absent"];

    /// <summary>What may be said of an expected alert.</summary>
    public static readonly string[] OfAlert = ["match", "absent"];

    /// <summary>What may be said of an expectation about an expression, and of an expected sample.</summary>
    public static readonly string[] OfSamples = ["match", "tolerance", "absent"];

    /// <summary>What may be said of an input series.</summary>
    private static readonly string[] s_ofSeries = ["generate"];

    /// <summary>How expectations in a part of the file are compared.</summary>
    /// <param name="node">The part: a file, a test, an expectation or an expected item.</param>
    /// <param name="outer">What holds around it.</param>
    /// <param name="fields">What may be said there.</param>
    /// <param name="what">What the part is, with its article.</param>
    public ExpectationMatching Read(YamlMapping node, ExpectationMatching outer, string[] fields, string what)
    {
        if (node[Key] is not { } extension || reader.Mapping(extension, "what 'promrulelint' says") is not { } mapping)
        {
            return outer;
        }

        ExpectationMatching matching = outer with { IsExtended = true };
        foreach (YamlEntry entry in mapping.Entries)
        {
            switch (FieldReader.NameOf(entry))
            {
                case { } name when !fields.Contains(name):
                    reader.UnknownField(entry, fields, $"'promrulelint' of {what}");
                    break;
                case "match":
                    matching = matching with { IsPartial = Word(entry.Value, "match", "exact", "partial") == "partial" };
                    break;
                case "tolerance":
                    matching = matching with { Tolerance = Tolerance(entry.Value) };
                    break;
                case "absent":
                    matching = matching with { IsAbsent = Word(entry.Value, "absent", "true", "false") == "true" };
                    break;
                case "state":
                    matching = matching with { State = StateOf(Word(entry.Value, "state", "firing", "pending", "inactive")) };
                    break;
                case null:
                    reader.UnknownField(entry, fields, $"'promrulelint' of {what}");
                    break;
            }
        }

        return matching;
    }

    /// <summary>The description of a series' values; null where there is none.</summary>
    public YamlScalar? Generated(YamlMapping series)
    {
        if (series[Key] is not { } extension || reader.Mapping(extension, "what 'promrulelint' says") is not { } mapping)
        {
            return null;
        }

        YamlScalar? description = null;
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (FieldReader.NameOf(entry) == "generate")
            {
                description = reader.Text(entry.Value, "generate");
            }
            else
            {
                reader.UnknownField(entry, s_ofSeries, "'promrulelint' of an input series");
            }
        }

        if (description is not null && GeneratedSeries.Parse(description.Value).Error is var (range, message))
        {
            errors.Add(RuleFileErrorKind.WrongValueType, description.ToSource(range), $"The values cannot be generated: {message}.");
            return null;
        }

        return description;
    }

    /// <summary>Reports texts of an expectation that are meant as patterns and are none.</summary>
    public void CheckPatterns(IEnumerable<LabelEntry> entries)
    {
        foreach (LabelEntry entry in entries)
        {
            CheckPattern(entry.Value);
        }
    }

    /// <summary>Reports a text that is meant as a pattern and is none.</summary>
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
            errors.Add(RuleFileErrorKind.WrongValueType, text.Range, $"This is no pattern: {error}. Write it as a matcher does: '=~\"db-.*\"'.");
        }
    }

    /// <summary>Reports expected items beside a word that says that none come.</summary>
    public void CheckEmpty(YamlMapping node, ExpectationMatching matching, bool isEmpty, string items)
    {
        if (isEmpty || (!matching.IsAbsent && matching.State != ExpectedState.Inactive))
        {
            return;
        }

        string word = matching.IsAbsent ? "absent" : "state";
        SourceRange place = (node[Key] as YamlMapping)?[word]?.Range ?? RuleDocument.HeadOf(node);
        errors.Add(RuleFileErrorKind.WrongValueType, place, $"'{word}' says that nothing comes, but '{items}' has something; leave one of them out, or write 'absent' at the item that must not come.");
    }

    private static ExpectedState StateOf(string? word) => word switch
    {
        "pending" => ExpectedState.Pending,
        "inactive" => ExpectedState.Inactive,
        _ => ExpectedState.Firing,
    };

    private string? Word(YamlNode node, string field, params string[] words)
    {
        if (node is YamlScalar { Value: var value } && words.Contains(value))
        {
            return value;
        }

        string nearest = node is YamlScalar { Value: var text } && FieldReader.Nearest(text, words) is { } near ? $"; write '{near}'" : "";
        errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(node), $"'{field}' is {string.Join(" or ", words.Select(static word => $"'{word}'"))}{nearest}.");
        return null;
    }

    private ValueTolerance? Tolerance(YamlNode node)
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

        errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(node), "'tolerance' is how far a value may be from the expected one: a number such as 0.01, or a percentage such as '1%'.");
        return null;
    }
}
