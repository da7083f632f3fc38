using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Puts values in place of <c>${NAME}</c> in the scalars of a file; their maps go on to point at what is written. A name
/// has capital letters, digits and <c>_</c>, so that the groups of a regular expression (<c>${1}</c>, <c>${name}</c>) are none;
/// the parameters of a test may have small ones too.
/// </summary>
internal sealed class TestVariableExpander(ImmutableDictionary<string, string> values, ImmutableDictionary<string, string> parameters)
{
    private readonly ImmutableArray<TestVariable>.Builder _undefined = ImmutableArray.CreateBuilder<TestVariable>();

    public ImmutableArray<TestVariable> Undefined => [.. _undefined.OrderBy(static variable => variable.Range.Start)];

    /// <summary>Whether a text can be the name of a parameter.</summary>
    public static bool IsParameterName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // Nesting is capped by the YAML reader, so recursion is too.
    public YamlNode Expand(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value.Contains("${", StringComparison.Ordinal) ? Expand(scalar) : scalar,
        YamlSequence sequence => new YamlSequence(sequence.Range, [.. sequence.Items.Select(Expand)]) { Tag = sequence.Tag, AnchorRange = sequence.AnchorRange },
        YamlMapping mapping => new YamlMapping(mapping.Range, [.. mapping.Entries.Select(entry => entry with { Key = Expand(entry.Key), Value = Expand(entry.Value) })]) { Tag = mapping.Tag, AnchorRange = mapping.AnchorRange },
        _ => node,
    };

    private YamlScalar Expand(YamlScalar scalar)
    {
        var value = new StringBuilder();
        var runs = new List<ScalarMap.Run>();
        string text = scalar.Value;
        int from = 0;
        for (int at = text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = text.IndexOf("${", at + 1, StringComparison.Ordinal))
        {
            int end = at + 2;
            while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > at + 2 && char.IsAsciiDigit(text[end]))))
            {
                end++;
            }

            if (end == at + 2 || end == text.Length || text[end] != '}')
            {
                continue;
            }

            end++;
            string name = text[(at + 2)..(end - 1)];
            if (!parameters.TryGetValue(name, out string? substitute) && name.Any(char.IsAsciiLetterLower))
            {
                continue;
            }

            if (substitute is null && !values.TryGetValue(name, out substitute))
            {
                _undefined.Add(new TestVariable(name, scalar.ToSource(new TextRange(at, end))));
                continue;
            }

            Keep(from, at);
            runs.Add(new ScalarMap.Run(value.Length, at, end - at, IsLinear: false));
            value.Append(substitute);
            from = end;
        }

        if (from == 0)
        {
            return scalar;
        }

        Keep(from, text.Length);
        var map = new ScalarMap(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(runs), value.Length, text.Length);

        // A number has to be put into quotes where braces stand around it, for those of the variable would end it.
        bool isWhole = runs is [{ IsLinear: false, SourceLength: var length }] && length == text.Length;
        return new YamlScalar(scalar.Range, value.ToString(), isWhole ? YamlScalarStyle.Plain : scalar.Style, () => map.Then(scalar.Map)) { Tag = scalar.Tag, AnchorRange = scalar.AnchorRange };

        void Keep(int start, int end)
        {
            if (end > start)
            {
                runs.Add(new ScalarMap.Run(value.Length, start, end - start, IsLinear: true));
                value.Append(text, start, end - start);
            }
        }
    }
}
