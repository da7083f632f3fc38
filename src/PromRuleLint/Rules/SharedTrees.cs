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
    private readonly RecentItems<RuleExpression> _known;
    private readonly SharedLabels _labels = new();

    /// <summary>Makes a set of trees.</summary>
    /// <param name="characters">How long the files are together.</param>
    public SharedTrees(long characters) => _known = new RecentItems<RuleExpression>(characters);

    /// <summary>Reads an expression, if none of the same text was read before.</summary>
    public RuleExpression Read(YamlScalar scalar, PromQLOptions options)
    {
        string text = scalar.Value;
        ulong hash = SharedTexts.Hash(text);
        if (_known.Find(hash) is { } known && known.Language == options.Language && known.Text == text)
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
            _known.Keep(hash, read);
        }

        return read;
    }

    // Patterns take their steps from the budget of their file.
    private static bool HasPatterns(SelectorChain selectors)
    {
        foreach (VectorSelector selector in selectors)
        {
            foreach (LabelMatcher matcher in selector.MatcherSpan)
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
