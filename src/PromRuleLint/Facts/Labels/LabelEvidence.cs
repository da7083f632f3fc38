using System.Collections.Immutable;
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
    private readonly RuleIndex _rules;
    private readonly Dictionary<RuleFile, (string Metric, HashSet<string> Labels)[]> _fedIn = [];

    // Of each metric and label how many selectors ask so.
    private readonly Dictionary<string, Dictionary<string, int>> _askedWithout = new(StringComparer.Ordinal);
    private Dictionary<string, HashSet<string>> _labelsOfFed;

    public LabelEvidence(RuleIndex rules, CancellationToken cancellation)
    {
        _rules = rules;
        _labelsOfFed = FindFed(cancellation);
        foreach ((string metric, ImmutableArray<MetricReader> readers) in rules.Readers.Named)
        {
            foreach (MetricReader reader in readers)
            {
                Count(metric, reader.Selector, 1, null);
            }
        }
    }

    /// <summary>Whether something shows series of a metric that lack a label.</summary>
    public bool MayLack(string metric, string label)
    {
        if (_labelsOfFed.TryGetValue(metric, out HashSet<string>? labels) && !labels.Contains(label))
        {
            return true;
        }

        if (!_askedWithout.TryGetValue(metric, out Dictionary<string, int>? asked))
        {
            return false;
        }

        if (asked.ContainsKey(label))
        {
            return true;
        }

        foreach (string target in TargetLabels.All)
        {
            if (asked.ContainsKey(target))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes files out of account and others into it, after the rules have exchanged them.</summary>
    /// <returns>The metrics of which something else may be shown now.</returns>
    public HashSet<string> Exchange(IReadOnlyCollection<RuleFile> gone, IReadOnlyCollection<RuleFile> come)
    {
        // What goes and comes again is nothing new.
        var changed = new Dictionary<(string Metric, string Label), int>();
        CountAll(gone, -1, changed);
        CountAll(come, 1, changed);
        HashSet<string> metrics = new(changed.Where(static change => change.Value != 0).Select(static change => change.Key.Metric), StringComparer.Ordinal);
        if (gone.Concat(come).Any(static file => file.UnitTests is not null))
        {
            Dictionary<string, HashSet<string>> before = _labelsOfFed;
            _labelsOfFed = FindFed(CancellationToken.None);
            metrics.UnionWith(before.Keys.Union(_labelsOfFed.Keys).Where(metric =>
                !(before.TryGetValue(metric, out HashSet<string>? then) && _labelsOfFed.TryGetValue(metric, out HashSet<string>? now) && then.SetEquals(now))));
        }

        return metrics;
    }

    private Dictionary<string, HashSet<string>> FindFed(CancellationToken cancellation)
    {
        var fed = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        RuleFile[] files = [.. _rules.Files.Where(static file => file.UnitTests is not null)];
        foreach (RuleFile known in _fedIn.Keys.Except(files).ToArray())
        {
            _fedIn.Remove(known);
        }

        foreach (RuleFile file in files)
        {
            if (!_fedIn.TryGetValue(file, out (string Metric, HashSet<string> Labels)[]? series))
            {
                _fedIn.Add(file, series = [.. FedIn(file.UnitTests!, cancellation)]);
            }

            foreach ((string metric, HashSet<string> labels) in series)
            {
                if (fed.TryGetValue(metric, out HashSet<string>? known))
                {
                    known.IntersectWith(labels);
                }
                else
                {
                    fed.Add(metric, new HashSet<string>(labels, StringComparer.Ordinal));
                }
            }
        }

        return fed;
    }

    private static IEnumerable<(string Metric, HashSet<string> Labels)> FedIn(TestFile tests, CancellationToken cancellation)
    {
        foreach (TestSeries series in tests.Tests.SelectMany(static test => test.InputSeries))
        {
            cancellation.ThrowIfCancellationRequested();
            if (series.Series?.Value is { } text && PromQLParser.Parse(text).Root is VectorSelector { Name: { } metric } selector)
            {
                yield return (metric, selector.Matchers.Where(static matcher => matcher.Value.Length > 0).Select(static matcher => matcher.Name).ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    private void CountAll(IReadOnlyCollection<RuleFile> files, int by, Dictionary<(string Metric, string Label), int> changed)
    {
        foreach (VectorSelector selector in files.SelectMany(static file => file.Rules).SelectMany(static rule => rule.Selectors))
        {
            if (selector.Name is { } metric)
            {
                Count(metric, selector, by, changed);
            }
        }
    }

    private void Count(string metric, VectorSelector selector, int by, Dictionary<(string Metric, string Label), int>? changed)
    {
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (!(matcher.Value.Length == 0 ? matcher.Type is MatchType.Equal or MatchType.Regexp : matcher.Type == MatchType.Regexp && NamesNothing(matcher)))
            {
                continue;
            }

            Add(metric, matcher.Name, by);
            if (changed is not null)
            {
                (string, string) asked = (metric, matcher.Name);
                changed[asked] = changed.GetValueOrDefault(asked) + by;
            }
        }
    }

    private void Add(string metric, string label, int by)
    {
        if (!_askedWithout.TryGetValue(metric, out Dictionary<string, int>? asked))
        {
            _askedWithout.Add(metric, asked = new Dictionary<string, int>(StringComparer.Ordinal));
        }

        int count = asked.GetValueOrDefault(label) + by;
        if (count != 0)
        {
            asked[label] = count;
            return;
        }

        asked.Remove(label);
        if (asked.Count == 0)
        {
            _askedWithout.Remove(metric);
        }
    }

    /// <summary>Whether a pattern has the empty text among the few that it matches, as <c>|a</c>.</summary>
    private static bool NamesNothing(LabelMatcher matcher) => matcher.Value.Contains('|', StringComparison.Ordinal) && matcher.Pattern is { FiniteMatches: { IsDefault: false } matches } && matches.Contains("");
}
