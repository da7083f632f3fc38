using System.Collections.Immutable;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.RuleSets;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>Recording rules that each read what the next one records, and the last what the first records.</summary>
internal sealed class RecordingCycle : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7007",
        name: "recording-cycle",
        title: "A cycle of recording rules",
        messageFormat: "'{0}' depends on itself: {1}; each evaluation reads values of the one before, or none; take one of the rules out of the circle",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "Recording rules that read each other in a cycle.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        foreach (ImmutableArray<RecordingRule> cycle in context.RuleSet.Cycles)
        {
            // A rule that reads its own last value, as a counter of its own does, means to; so do two that each record the
            // other's metric under another name, for exporters of two versions.
            if (cycle.Length > 1 && !IsRenaming(context, cycle) && Path(context.RuleSet, cycle) is { Length: > 1 } path)
            {
                Report(context, path);
            }
        }
    }

    /// <summary>
    /// Whether the rules only hand series on under other names. In one file a factor makes a new series of it; files that
    /// translate names there and back, with a change of unit, are made for servers of their own, unless it is known that one
    /// server loads them.
    /// </summary>
    private static bool IsRenaming(RuleSetContext context, ImmutableArray<RecordingRule> cycle)
    {
        OriginPaths paths = cycle.All(rule => rule.File == cycle[0].File || context.IsKnown) ? OriginPaths.None : OriginPaths.Scaling;
        return cycle.All(rule => SeriesOrigins.Find(rule.Expression!.Root!, paths).All(static origin => origin.Node is VectorSelector));
    }

    /// <summary>A way from the first rule of the circle back to it, each rule once.</summary>
    private static ImmutableArray<RecordingRule> Path(RuleSet ruleSet, ImmutableArray<RecordingRule> cycle)
    {
        var members = cycle.ToHashSet();
        var before = new Dictionary<RecordingRule, RecordingRule>();
        var queue = new Queue<RecordingRule>();
        queue.Enqueue(cycle[0]);
        while (queue.TryDequeue(out RecordingRule? rule))
        {
            foreach (RecordingRule next in ruleSet.Dependencies(rule).Where(members.Contains))
            {
                if (next == cycle[0])
                {
                    var path = ImmutableArray.CreateBuilder<RecordingRule>();
                    for (RecordingRule? step = rule; step is not null; step = before.GetValueOrDefault(step))
                    {
                        path.Add(step);
                    }

                    path.Reverse();
                    return path.ToImmutable();
                }

                if (before.TryAdd(next, rule))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return [];
    }

    private static void Report(RuleSetContext context, ImmutableArray<RecordingRule> path)
    {
        var related = ImmutableArray.CreateBuilder<AdditionalLocation>();
        for (int i = 0; i < path.Length; i++)
        {
            string next = path[(i + 1) % path.Length].Name!.Value;
            if (path[i].Expression!.Root!.DescendantsAndSelf().OfType<VectorSelector>().FirstOrDefault(selector => selector.Name == next) is { } selector)
            {
                related.Add(new AdditionalLocation(RuleSetContext.Locate(path[i], selector.Range), $"'{path[i].Name!.Value}' reads '{next}'"));
            }
        }

        string names = string.Join(" ← ", path.Append(path[0]).Select(static rule => rule.NameText!));
        context.ReportDiagnostic(path[0].File, Descriptor, path[0].Name!.Range, new() { AdditionalLocations = related.ToImmutable() }, path[0].Name!.Value, names);
    }
}
