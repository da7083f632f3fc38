using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Regex;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Configuration;

/// <summary>Which labels scraped series have: a list for all metrics, or a mapping from patterns of their names to lists.</summary>
internal static class ScrapedLabelSettings
{
    /// <summary>Reads the setting; null if it is invalid.</summary>
    public static ScrapedLabels? Read(ConfigurationInput input, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            return Labels(input, node) is { } all ? ScrapedLabels.For(all) : null;
        }

        var byPattern = ImmutableArray.CreateBuilder<(Re2Pattern, ImmutableArray<string>)>();
        foreach (YamlEntry entry in input.Compared(mapping))
        {
            if (input.Text(entry.Key, "A pattern of names of metrics") is not { } text || Labels(input, entry.Value) is not { } labels)
            {
                continue;
            }

            var pattern = Re2Pattern.Parse(text.Value, new Re2Budget(Re2Budget.PerSetting));
            if (pattern.Error is { } error)
            {
                input.Report(text, $"'{text.Value}' is no regular expression: {error.Reason}");
                continue;
            }

            byPattern.Add((pattern, labels));
        }

        return ScrapedLabels.ByPattern(byPattern.ToImmutable());
    }

    private static ImmutableArray<string>? Labels(ConfigurationInput input, YamlNode node)
    {
        if (node is YamlSequence { Items.Length: > ConfigurationInput.MaxCompared })
        {
            input.Report(new SourceRange(node.Range.Start, node.Range.Start + 1), $"These are more than {ConfigurationInput.MaxCompared} labels, which is more than a series has");
            return null;
        }

        return input.Texts(node, "The name of a label") is { } texts ? [.. texts.Select(static text => text.Value)] : null;
    }
}
