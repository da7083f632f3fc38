using PromRuleLint.Rules;

namespace PromRuleLint.RuleSets;

/// <summary>What the unit tests of a set of files know: the alerts that they ask for, and the series that they feed.</summary>
internal sealed class TestedNames
{
    private readonly HashSet<string> _alerts = new(StringComparer.Ordinal);
    private readonly string[] _series;

    public TestedNames(IEnumerable<RuleFile> files)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (TestGroup test in files.SelectMany(static file => file.UnitTests is { } tests ? tests.Tests : []))
        {
            _alerts.UnionWith(test.AlertTests.Select(static alert => alert.AlertName?.Value).OfType<string>());
            foreach (string series in test.InputSeries.Select(static series => series.Series?.Value).OfType<string>())
            {
                all.Add(series);
                AddQuoted(series);
            }
        }

        _series = [.. all];
    }

    /// <summary>Whether a test asks for the alert, or feeds a series with its name as a label's value.</summary>
    public bool KnowsAlert(string name) => _alerts.Contains(name);

    /// <summary>Whether a test feeds a series that begins so.</summary>
    public bool FeedsSeries(string beginning)
    {
        int at = Array.BinarySearch(_series, beginning, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        return at < _series.Length && _series[at].StartsWith(beginning, StringComparison.Ordinal);
    }

    private void AddQuoted(string series)
    {
        int start = series.IndexOf('"', StringComparison.Ordinal);
        while (start >= 0 && series.IndexOf('"', start + 1) is >= 0 and int end)
        {
            _alerts.Add(series[(start + 1)..end]);
            start = end;
        }
    }
}
