using System.Collections.Immutable;
using System.Text;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Functions;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;

namespace PromRuleLint.Checks.AcrossFiles;

/// <summary>
/// Two rules with one name and the same labels that write the same series: both read the same series and group them alike, and
/// differ only in a number, a window, a function or an operator; or each gives one series only.
/// </summary>
internal sealed class SameSeriesRecordedTwice : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL7002",
        name: "same-series-recorded-twice",
        title: "Two rules that record the same series",
        messageFormat: "'{0}' is recorded with the same labels {2} {1}, and each overwrites what the other one records; give one of them another name or label",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "Two recording rules with the same name and labels whose expressions read the same series and group them in the same way, but differ in a number, a window, a function or an operator.");

    private static readonly DiagnosticDetails AcrossFiles = new() { Severity = DiagnosticSeverity.Warning };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(Analyze);

    private static void Analyze(RuleSetContext context)
    {
        foreach (IReadOnlyList<Rule> ofOneName in context.RuleSet.OfOneName)
        {
            if (ofOneName[0] is RecordingRule)
            {
                RecordingRule[] rules = [.. ofOneName.OfType<RecordingRule>().Where(static rule => rule.Expression is { Errors.IsEmpty: true, Root: not null })];
                var known = new HashSet<RecordingRule>();
                foreach (RecordingRule[] alike in RuleIdentity.In(context).WithSameLabels(rules))
                {
                    ReportAlike(context, alike, known);
                }

                ReportSingles(context, [.. rules.Where(rule => !known.Contains(rule))]);
            }
        }
    }

    /// <summary>Rules with the same labels that read the same series and group them alike.</summary>
    /// <param name="context">Gets the findings.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="known">Gets those of which it is known that they give what another one does.</param>
    private static void ReportAlike(RuleSetContext context, RecordingRule[] rules, HashSet<RecordingRule> known)
    {
        var first = new Dictionary<string, RecordingRule>(StringComparer.Ordinal);
        var shapes = new Dictionary<string, RecordingRule>(StringComparer.Ordinal);
        foreach (RecordingRule rule in rules)
        {
            string key = Key(rule);
            if (!first.TryAdd(key, rule))
            {
                known.Add(rule);
                if (!StructuralEquality.AreEqual(first[key].Expression!.Root!, rule.Expression!.Root!))
                {
                    Report(context, first[key], rule);
                }
            }
            else if (OfMore(shapes, rule) is { } other)
            {
                known.Add(rule);
                Report(context, other, rule);
            }
        }
    }

    /// <summary>A rule of the same shape that selects all that this one does, or the other way round; null where there is none.</summary>
    private static RecordingRule? OfMore(Dictionary<string, RecordingRule> shapes, RecordingRule rule)
    {
        string shape = Key(rule, withMatchers: false);
        if (shapes.TryAdd(shape, rule))
        {
            return null;
        }

        RecordingRule other = shapes[shape];
        SelectorChain own = rule.Selectors;
        SelectorChain others = other.Selectors;
        return own.First is not null && (own.Zip(others).All(static pair => StructuralEquality.IsPartOf(pair.First, pair.Second)) || own.Zip(others).All(static pair => StructuralEquality.IsPartOf(pair.Second, pair.First))) ? other : null;
    }

    /// <summary>
    /// Rules that each give one series only, whatever they read: with the same labels it is the same one. Files are variants
    /// of each other unless it is known that one server loads them.
    /// </summary>
    private static void ReportSingles(RuleSetContext context, RecordingRule[] rules)
    {
        foreach (IGrouping<RuleFile?, RecordingRule> together in rules.GroupBy(rule => context.IsKnown ? null : rule.File))
        {
            // What a rule reads tells its labels, and takes long to find out.
            foreach (List<RecordingRule> candidates in RuleIdentity.In(context).ThatMayCollide([.. together]))
            {
                ReportSingles(context, [.. candidates.Select(rule => SingleSeries.Find(context.Facts, rule)).OfType<SingleSeries>()]);
            }
        }
    }

    private static void ReportSingles(RuleSetContext context, List<SingleSeries> singles)
    {
        foreach (IGrouping<string, SingleSeries> same in singles.GroupBy(static series => series.Labels, StringComparer.Ordinal))
        {
            SingleSeries first = same.First();
            foreach (SingleSeries other in same.Skip(1).Where(other => first.IsAlwaysThere || other.IsAlwaysThere))
            {
                // A constant is what is in the way, wherever it stands.
                bool isFirstConstant = RuleSources.ReadsNothing(first.Rule) && !RuleSources.ReadsNothing(other.Rule);
                Report(context, isFirstConstant ? other.Rule : first.Rule, isFirstConstant ? first.Rule : other.Rule);
            }
        }
    }

    private static void Report(RuleSetContext context, RecordingRule other, RecordingRule rule)
    {
        bool isOneFile = other.File == rule.File;
        if (!isOneFile && !context.IsKnown)
        {
            return;
        }

        var place = new Location(other.File.Source, other.Name!.Range);
        string where = isOneFile ? $"in line {place.Start.Line}" : $"in {place.Path}";
        string how = RuleSources.ReadsNothing(rule) ? "as a constant beside the rule" : "from another expression";
        context.ReportDiagnostic(
            rule.File, Descriptor, rule.Name!.Range, (isOneFile ? DiagnosticDetails.Default : AcrossFiles) with { AdditionalLocations = [new AdditionalLocation(place, "also recorded here")] },
            rule.Name.Value, where, how);
    }

    /// <summary>
    /// The shape of a rule's expression: what it reads and how it groups, without numbers and windows. A filter is taken as it
    /// stands, since other thresholds may let other series through.
    /// </summary>
    private static string Key(RecordingRule rule, bool withMatchers = true)
    {
        var key = new StringBuilder();
        string text = rule.Expression!.Text;
        foreach (Expr node in rule.Expression.Root!.DescendantsAndSelf())
        {
            key.Append('|').Append(node switch
            {
                VectorSelector selector => withMatchers ? Selector(selector) : selector.Name,
                AggregateExpr aggregate => $"{(aggregate.Without ? "without" : "by")}({string.Join(',', aggregate.Grouping.Select(static label => label.Name).Order(StringComparer.Ordinal))}){(aggregate.Operator >= AggregateOperator.TopK ? aggregate.Operator : "")}",
                BinaryExpr { IsComparison: true, ReturnsBool: false } filter => filter.Range.In(text).ToString(),
                BinaryExpr { Matching: { } matching } binary => $"{(binary.IsSetOperation ? binary.Operator : "")}{matching.LabelsRange.In(text)}{matching.GroupRange.In(text)}",
                Call call when call.Has(FunctionTraits.WritesLabels) || call.Has(FunctionTraits.IsAbsence) || call.Name == "vector" => call.Range.In(text).ToString(),
                StringLiteral literal => literal.Value,
                _ => node.Kind.ToString(),
            });
        }

        return key.ToString();
    }

    private static string Selector(VectorSelector selector) =>
        $"{selector.Name}{{{string.Join(',', selector.Matchers.Select(static matcher => $"{matcher.Name}{matcher.Type}{matcher.Value}").Order(StringComparer.Ordinal))}}}";
}
