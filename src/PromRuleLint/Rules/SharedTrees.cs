using System.Numerics;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Rules;

/// <summary>
/// Gives expressions of the same text one tree: of public rules a third repeats others. An expression gives its place up to
/// another with the same hash, so that nothing grows and nothing is locked. May be asked from several threads, by files that are
/// read under the same options.
/// </summary>
internal sealed class SharedTrees
{
    private const int CharactersPerPlace = 128;
    private const int FewestPlaces = 64;
    private const int MostPlaces = 1 << 20;

    private readonly RuleExpression?[] _places;
    private readonly SharedLabels _labels = new();

    /// <summary>Makes a set of trees.</summary>
    /// <param name="characters">How long the files are together.</param>
    public SharedTrees(long characters) =>
        _places = new RuleExpression?[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(characters / CharactersPerPlace, FewestPlaces, MostPlaces))];

    /// <summary>Reads an expression, if none of the same text was read before.</summary>
    public RuleExpression Read(YamlScalar scalar, PromQLOptions options)
    {
        string text = scalar.Value;
        ref RuleExpression? place = ref _places[(int)(SharedTexts.Hash(text) >> 32) & (_places.Length - 1)];
        RuleExpression? known = place;
        if (known is not null && known.Language == options.Language && known.Text == text)
        {
            return known with { Scalar = scalar };
        }

        var read = new RuleExpression(scalar, PromQLParser.Parse(text, options)) { Language = options.Language };
        if (read.Root is { } root)
        {
            _labels.Share(root);
        }

        if (read is { IsTreeOnly: true, Root: not null } && !HasPatterns(read.Selectors))
        {
            place = read;
        }

        return read;
    }

    // Patterns take their steps from the budget of their file.
    private static bool HasPatterns(SelectorChain selectors)
    {
        foreach (VectorSelector selector in selectors)
        {
            foreach (LabelMatcher matcher in selector.Matchers)
            {
                if (matcher.IsRegexp)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
