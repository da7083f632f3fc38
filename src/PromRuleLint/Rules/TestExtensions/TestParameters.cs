using System.Collections.Immutable;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules.TestExtensions;

/// <summary>
/// The table of <c>promrulelint: {parameters: …}</c>: one test a row. It is a list of mappings, or a list of lists of which the
/// first has the names.
/// </summary>
internal sealed class TestParameters(RuleFileErrors errors)
{
    /// <summary>The key of a table.</summary>
    public const string Key = "parameters";

    /// <summary>More rows are refused: each is a copy of the test.</summary>
    private const int MaxRows = 1_000;

    /// <summary>The rows of a test; one without parameters for a test that has no table.</summary>
    /// <param name="test">The test as it is written.</param>
    /// <param name="expand">Puts the values of variables into the table.</param>
    public ImmutableArray<ImmutableDictionary<string, string>> RowsOf(YamlMapping test, Func<YamlNode, YamlNode> expand)
    {
        if ((test[TestExtensionReader.Key] as YamlMapping)?[Key] is not { } node || node is YamlScalar { IsNull: true })
        {
            return [ImmutableDictionary<string, string>.Empty];
        }

        if (expand(node) is not YamlSequence { Items: [_, ..] } table)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(node), "'parameters' is a table: a list with one mapping a row, such as '- {job: api, value: 1}'.");
            return [ImmutableDictionary<string, string>.Empty];
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableDictionary<string, string>>();
        YamlSequence? head = table.Items[0] as YamlSequence;
        IEnumerable<YamlNode> body = head is null ? table.Items : table.Items.Skip(1);
        foreach (YamlNode row in body.Take(MaxRows))
        {
            if (Read(row, head) is { } values)
            {
                rows.Add(values);
            }
        }

        if (body.Skip(MaxRows).FirstOrDefault() is { } tooMany)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(tooMany), $"A table has at most {MaxRows} rows; this one and those below it are not read.");
        }

        if (rows.FirstOrDefault() is { } first)
        {
            ReportUnread(test, table, first.Keys);
        }

        return rows.Count == 0 ? [ImmutableDictionary<string, string>.Empty] : rows.DrainToImmutable();
    }

    private ImmutableDictionary<string, string>? Read(YamlNode row, YamlSequence? head)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (head is null && row is YamlMapping mapping)
        {
            foreach (YamlEntry entry in mapping.Entries)
            {
                Add(values, entry.Key, entry.Value);
            }

            return values.ToImmutable();
        }

        if (head is null || row is not YamlSequence cells)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(row), head is null ? "A row of parameters is a mapping of names to values." : "A row of parameters is a list, as the one with the names is.");
            return null;
        }

        // The nodes are made each time that the items are asked for.
        ImmutableArray<YamlNode> names = head.Items;
        ImmutableArray<YamlNode> texts = cells.Items;
        if (texts.Length != names.Length)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(row), $"This row has {texts.Length} values, but there are {names.Length} names; write one value a name.");
            return null;
        }

        for (int i = 0; i < texts.Length; i++)
        {
            Add(values, names[i], texts[i]);
        }

        return values.ToImmutable();
    }

    private void Add(ImmutableDictionary<string, string>.Builder values, YamlNode name, YamlNode value)
    {
        if (name is not YamlScalar { Value: var text } || !TestVariableExpander.IsParameterName(text))
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(name), "The name of a parameter has letters, digits and '_', and no digit first.");
        }
        else if (value is not YamlScalar scalar)
        {
            errors.Add(RuleFileErrorKind.WrongValueType, RuleDocument.HeadOf(value), $"The value of '{text}' is a text or a number, but here stands {FieldReader.NameOfType(value)}.");
        }
        else
        {
            values[text] = scalar.IsNull ? "" : scalar.Value;
        }
    }

    /// <summary>Reports parameters that the test does not use.</summary>
    private void ReportUnread(YamlMapping test, YamlSequence table, IEnumerable<string> names)
    {
        var left = names.ToHashSet(StringComparer.Ordinal);
        var open = new Stack<YamlNode>(test.Entries.Where(static entry => FieldReader.NameOf(entry) != TestExtensionReader.Key).Select(static entry => entry.Value));
        while (left.Count > 0 && open.TryPop(out YamlNode? node))
        {
            switch (node)
            {
                case YamlScalar scalar when scalar.Value.Contains("${", StringComparison.Ordinal):
                    left.RemoveWhere(name => scalar.Value.Contains($"${{{name}}}", StringComparison.Ordinal));
                    break;
                case YamlSequence sequence:
                    PushAll(open, sequence.Items);
                    break;
                case YamlMapping mapping:
                    PushAll(open, mapping.Entries.SelectMany(static entry => (IEnumerable<YamlNode>)[entry.Key, entry.Value]));
                    break;
            }
        }

        foreach (string name in left.Order(StringComparer.Ordinal))
        {
            errors.Add(RuleFileErrorKind.WrongValueType, PlaceOf(name, table), $"The test does not read the parameter '{name}'; write '${{{name}}}' where its value belongs, or leave it out of the table.");
        }
    }

    private static SourceRange PlaceOf(string name, YamlSequence table)
    {
        YamlNode? head = table.CompactItems[0].ToNode();
        switch (head)
        {
            case YamlMapping row:
                return row.Entries.Where(entry => FieldReader.NameOf(entry) == name).Select(static entry => entry.KeyRange).FirstOrDefault(RuleDocument.HeadOf(row));

            case YamlSequence names:
                foreach (CompactNode item in names.CompactItems)
                {
                    if (item.Value == name)
                    {
                        return item.Range;
                    }
                }

                return RuleDocument.HeadOf(names);

            default:
                return RuleDocument.HeadOf(table);
        }
    }

    private static void PushAll(Stack<YamlNode> open, IEnumerable<YamlNode> nodes)
    {
        foreach (YamlNode node in nodes)
        {
            open.Push(node);
        }
    }
}
