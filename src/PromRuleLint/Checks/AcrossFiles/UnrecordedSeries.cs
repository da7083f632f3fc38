using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>A selector of a series with the name of a recorded one that no rule records, while rules record its siblings.</summary>
internal sealed class UnrecordedSeries : Check
{
    /// <summary>A name further away than this is that of another series.</summary>
    private const int MaxEdits = 2;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7013",
        name: "unrecorded-series",
        title: "A recorded series without a recording rule",
        messageFormat: "No rule records '{0}', while '{1}' is recorded in {2}; record it too, or read what is recorded",
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A selector of a series with the name of a recorded series (`level:metric:operations`) that no rule of the run records, while rules loaded with it record a series of the same level and metric, or one whose name differs by a letter or two.")
    {
        Assumptions = [Assumption.RecordedHereOnly],
        Repeats = RepeatScope.File,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        RuleSet rules = context.RuleSet;
        if (rules.IsPartlyUnread)
        {
            return;
        }

        Siblings? siblings = null;
        foreach (string metric in FindUnrecorded(rules))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (rules.Tested.FeedsSeries(metric))
            {
                continue;
            }

            siblings ??= new Siblings(rules);
            if (siblings.Find(metric) is { } sibling)
            {
                Report(context, metric, sibling);
            }
        }
    }

    /// <summary>The series that are read, have the name of a recorded one, and are recorded nowhere.</summary>
    private static IEnumerable<string> FindUnrecorded(RuleSet rules)
    {
        HashSet<string> unrecorded = new(StringComparer.Ordinal);
        foreach (string metric in rules.NamesRead)
        {
            if (metric.Contains(':', StringComparison.Ordinal) && !rules.MayBeRecorded(metric))
            {
                unrecorded.Add(metric);
            }
        }

        return unrecorded.Order(StringComparer.Ordinal);
    }

    private static void Report(RuleSetContext context, string metric, string sibling)
    {
        RecordingRule recorded = context.RuleSet.RecordingRules(sibling)[0];
        var place = new Location(recorded.File.Source, recorded.Name!.Range);
        foreach (MetricReader reader in context.RuleSet.Readers(metric).Where(reader => reader.Selector.Name == metric))
        {
            FactsConfiguration facts = context.ConfigurationOf(reader.Rule.File).Facts;
            if (!facts.IsExternal(metric) && facts.Metrics.Find(metric) is null)
            {
                VectorSelector selector = reader.Selector;
                string where = recorded.File == reader.Rule.File ? $"line {place.Start.Line}" : place.Path;
                context.ReportDiagnostic(
                    reader.Rule, Descriptor, selector.NameRange.IsEmpty ? selector.Range : selector.NameRange, new() { AdditionalLocations = [new AdditionalLocation(place, "its sibling is recorded here")] },
                    metric, sibling, where);
            }
        }
    }

    /// <summary>Level and metric of <c>level:metric:operations</c>; null for other names.</summary>
    private static string? Family(string name)
    {
        int last = name.LastIndexOf(':');
        return last > 0 && last < name.Length - 1 && name.AsSpan(0, last).IndexOf(':') is var first and >= 0 && first < last - 1 ? name[..last] : null;
    }

    /// <summary>The recorded series that others may be siblings of.</summary>
    private sealed class Siblings(RuleSet rules)
    {
        private readonly ILookup<string, string> _families =
            rules.RecordedMetrics.Where(static name => Family(name) is not null).Order(StringComparer.Ordinal).ToLookup(static name => Family(name)!, StringComparer.Ordinal);

        private readonly NearNames _names = new(rules.RecordedMetrics.Where(static name => name.Contains(':', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        private readonly Dictionary<string, HashSet<string>> _read = new(StringComparer.Ordinal);

        /// <summary>A series of the same level and metric, or one whose name is nearly the same; null where none is recorded.</summary>
        public string? Find(string metric) =>
            Family(metric) is { } family && _families[family].FirstOrDefault(name => !IsMadeOf(name, metric)) is { } sibling ? sibling
            : _names.Find(metric, MaxEdits, name => !IsMadeOf(name, metric));

        /// <summary>Whether a recorded series is made of another one, which then comes from elsewhere on purpose.</summary>
        private bool IsMadeOf(string recorded, string metric)
        {
            if (!_read.TryGetValue(recorded, out HashSet<string>? read))
            {
                read = rules.RecordingRules(recorded)
                    .SelectMany(static rule => rule.Selectors)
                    .Select(static selector => selector.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
                _read.Add(recorded, read);
            }

            return read.Contains(metric);
        }
    }
}
