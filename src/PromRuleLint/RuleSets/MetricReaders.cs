using System.Collections.Immutable;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Rules;
using MatchType = PromRuleLint.PromQL.Syntax.MatchType;

namespace PromRuleLint.RuleSets;

/// <summary>Which selectors of some files read a metric.</summary>
internal sealed class MetricReaders
{
    private readonly NameTable<MetricReader> _named;
    private readonly List<NamelessReader> _nameless = [];

    public MetricReaders(ImmutableArray<RuleFile> files)
    {
        // Many metrics are read several times.
        _named = new NameTable<MetricReader>(RuleIndex.RulesOf(files).Count() / 2);
        foreach (Rule rule in RuleIndex.RulesOf(files))
        {
            Add(rule);
        }

        _named.Close();
    }

    /// <summary>All metrics that selectors read by a fixed name, in no particular order, each with these.</summary>
    public IEnumerable<(string Metric, ImmutableArray<MetricReader> Readers)> Named => _named.All;

    /// <summary>The metrics that selectors read by a fixed name, in no particular order.</summary>
    public IEnumerable<string> Names => _named.Names;

    /// <summary>The rules whose selectors have no fixed name, as often as they have.</summary>
    public IEnumerable<Rule> NamelessRules => _nameless.Select(static nameless => nameless.Reader.Rule);

    /// <summary>Whether a selector reads a metric by its name.</summary>
    public bool IsNamed(string metric) => _named.Has(metric);

    /// <summary>The selectors that read a metric by its name.</summary>
    public ImmutableArray<MetricReader> NamedOf(string metric) => _named[metric];

    /// <summary>The selectors that read a metric by its name, and those whose matchers on <c>__name__</c> let it through.</summary>
    public IEnumerable<MetricReader> Of(string metric)
    {
        foreach (MetricReader reader in _named[metric])
        {
            yield return reader;
        }

        foreach (NamelessReader nameless in _nameless)
        {
            if (nameless.Reads(metric))
            {
                yield return nameless.Reader;
            }
        }
    }

    /// <summary>Takes the selectors of files out.</summary>
    public void Remove(HashSet<RuleFile> gone)
    {
        foreach (string metric in gone.SelectMany(static file => file.Rules).SelectMany(RuleSet.MetricsRead).Distinct(StringComparer.Ordinal))
        {
            _named[metric] = _named[metric].RemoveAll(reader => gone.Contains(reader.Rule.File));
        }

        _nameless.RemoveAll(nameless => gone.Contains(nameless.Reader.Rule.File));
    }

    /// <summary>Puts the selectors of a rule in.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="index">Tells the order of rules.</param>
    public void Insert(Rule rule, RuleIndex index)
    {
        foreach (VectorSelector selector in rule.Selectors)
        {
            var reader = new MetricReader(rule, selector);
            if (selector.Name is { } metric)
            {
                ImmutableArray<MetricReader> readers = _named[metric];
                _named[metric] = readers.Insert(index.PlaceAmong(readers, static other => other.Rule, rule), reader);
            }
            else
            {
                _nameless.Insert(index.PlaceAmong(_nameless, static nameless => nameless.Reader.Rule, rule), new NamelessReader(reader, NameFilter(selector)));
            }
        }
    }

    /// <summary>Whether a selector without a fixed name may read a metric of a name.</summary>
    public static Func<string, bool> NameFilter(VectorSelector selector)
    {
        var filters = new List<Func<string, bool>>();
        foreach (LabelMatcher matcher in selector.MatcherSpan)
        {
            if (matcher.Name != "__name__")
            {
                continue;
            }

            string value = matcher.Value;
            switch (matcher.Type)
            {
                case MatchType.Equal:
                    filters.Add(name => name == value);
                    break;
                case MatchType.NotEqual:
                    filters.Add(name => name != value);
                    break;
                default:
                    Re2Pattern pattern = matcher.Pattern!;
                    bool wanted = matcher.Type == MatchType.Regexp;

                    // What would take too much work to know may be read.
                    filters.Add(name => pattern.Error is null && pattern.TryMatch(name) != !wanted);
                    break;
            }
        }

        return name => filters.TrueForAll(filter => filter(name));
    }

    private void Add(Rule rule)
    {
        foreach (VectorSelector selector in rule.Selectors)
        {
            var reader = new MetricReader(rule, selector);
            if (selector.Name is { } metric)
            {
                _named.Add(metric, reader);
            }
            else
            {
                _nameless.Add(new NamelessReader(reader, NameFilter(selector)));
            }
        }
    }

    /// <summary>A selector without a fixed name, and whether it reads a metric of a name.</summary>
    private readonly record struct NamelessReader(MetricReader Reader, Func<string, bool> Reads);
}
