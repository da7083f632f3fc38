using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.Facts;

/// <summary>
/// What the rule set itself shows of labels that series lack: unit tests that feed a series without the label, and
/// selectors that ask for series without it. It beats what is assumed of scraped series. A series without <c>job</c> or
/// <c>instance</c> is no scraped one, so that it need have none of the labels of a target.
/// </summary>
internal sealed class LabelEvidence
{
    private static readonly string[] TargetLabels = ["job", "instance"];

    private readonly Dictionary<string, HashSet<string>> _labelsOfFed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Metric, string Label)> _askedWithout = [];

    public LabelEvidence(RuleSet rules)
    {
        foreach (RuleFile file in rules.Files)
        {
            foreach (TestGroup test in file.UnitTests?.Tests ?? [])
            {
                foreach (TestSeries series in test.InputSeries)
                {
                    AddFed(series.Series?.Value);
                }
            }
        }

        foreach ((string metric, MetricReader reader) in rules.ReadersByName)
        {
            AddRead(metric, reader.Selector);
        }
    }

    /// <summary>Whether something shows series of a metric that lack a label.</summary>
    public bool MayLack(string metric, string label)
    {
        if ((_labelsOfFed.TryGetValue(metric, out HashSet<string>? labels) && !labels.Contains(label)) || _askedWithout.Contains((metric, label)))
        {
            return true;
        }

        foreach (string target in TargetLabels)
        {
            if (_askedWithout.Contains((metric, target)))
            {
                return true;
            }
        }

        return false;
    }

    private void AddFed(string? series)
    {
        if (series is null || PromQLParser.Parse(series).Root is not VectorSelector { Name: { } metric } selector)
        {
            return;
        }

        IEnumerable<string> labels = selector.Matchers.Where(static matcher => matcher.Value.Length > 0).Select(static matcher => matcher.Name);
        if (_labelsOfFed.TryGetValue(metric, out HashSet<string>? known))
        {
            known.IntersectWith(labels);
        }
        else
        {
            _labelsOfFed.Add(metric, labels.ToHashSet(StringComparer.Ordinal));
        }
    }

    private void AddRead(string metric, VectorSelector selector)
    {
        foreach (LabelMatcher matcher in selector.Matchers)
        {
            if (matcher.Value.Length == 0 ? matcher.Type is MatchType.Equal or MatchType.Regexp : matcher.Type == MatchType.Regexp && NamesNothing(matcher))
            {
                _askedWithout.Add((metric, matcher.Name));
            }
        }
    }

    /// <summary>Whether a pattern has the empty text among the few that it matches, as <c>|a</c>.</summary>
    private static bool NamesNothing(LabelMatcher matcher) => matcher.Value.Contains('|', StringComparison.Ordinal) && matcher.Pattern is { FiniteMatches: { IsDefault: false } matches } && matches.Contains("");
}
