using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A selector of a raw heartbeat series that does not name its realm, so that one realm's heartbeat hides another's silence.</summary>
internal sealed class MissingRealmMatcher : Check
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5005",
        name: "missing-realm-matcher",
        title: "A heartbeat selector without a realm matcher",
        messageFormat: "The selector of the heartbeat '{0}' does not name its realm with an equality, so another realm's heartbeat can hide this one's silence; add {1}=\"{2}\"{3}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A selector of a raw heartbeat series without an equality matcher on the realm label.") { HasFix = true, FixSafety = FixSafety.Unsafe, Assumptions = [Assumption.HeartbeatByName] };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => context.RegisterRuleSetAction(static context => Analyze(context, Heartbeats.In(context).Series));

    private static void Analyze(RuleSetContext context, HeartbeatSeries heartbeats)
    {
        if (!heartbeats.AreRead)
        {
            return;
        }

        var used = new Dictionary<string, Lazy<bool>>(StringComparer.Ordinal);
        foreach (Rule rule in heartbeats.Rules)
        {
            LintConfiguration configuration = context.ConfigurationOf(rule.File);
            string label = configuration.Realm.Label;
            if (!used.TryGetValue(label, out Lazy<bool>? labelIsUsed))
            {
                used[label] = labelIsUsed = new Lazy<bool>(() => RealmPolicy.IsUsed(context.RuleSet, label));
            }

            foreach (VectorSelector selector in rule.Selectors)
            {
                if (heartbeats.IsRaw(rule, selector) && !NamesRealm(selector, label) && RealmPolicy.HoldsFor(selector.Name!, configuration, labelIsUsed))
                {
                    Report(context, new MetricReader(rule, selector), configuration.Realm);
                }
            }
        }
    }

    private static bool NamesRealm(VectorSelector selector, string label) =>
        selector.Matchers.Any(matcher => matcher.Name == label && matcher.Type == MatchType.Equal && matcher.Value.Length > 0);

    private static void Report(RuleSetContext context, MetricReader reader, RealmConfiguration realm)
    {
        VectorSelector selector = reader.Selector;
        LabelMatcher? present = selector.Matchers.FirstOrDefault(matcher => matcher.Name == realm.Label);
        string value = realm.AllowedValues.Length == 1 ? realm.AllowedValues[0] : "…";
        CodeFix? fix = null;
        if (realm.AllowedValues.Length == 1)
        {
            string text = $"{realm.Label}=\"{value}\"";
            (TextRange range, string newText) = present is not null ? (present.Range, text)
                : selector.BracesRange.IsEmpty ? (new TextRange(selector.NameRange.End, selector.NameRange.End), $"{{{text}}}")
                : (new TextRange(selector.BracesRange.Start + 1, selector.BracesRange.Start + 1), selector.Matchers.IsEmpty ? text : text + ",");
            fix = RuleSetContext.Fix(reader.Rule, $"Add {text}", isSafe: false, (range, newText));
        }

        TextRange place = present?.Range ?? (selector.NameRange.IsEmpty ? selector.Range : selector.NameRange);
        string instead = present is null ? "" : " instead of this matcher";
        context.ReportDiagnostic(reader.Rule, Descriptor, place, new() { Fix = fix }, selector.Name, realm.Label, value, instead);
    }
}
