using System.Collections.Immutable;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Regex;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Checks.Liveness;

/// <summary>A realm in a matcher or in a label of a rule or a group that is not one of the configured values.</summary>
internal sealed class RealmNotAllowed : Check
{
    // So many realms are compared with a pattern or a misspelling, and so many are named.
    private const int MaxCompared = 200;
    private const int MaxShown = 20;

    private static readonly DiagnosticDescriptor Descriptor = new(
        id: "PRL5006",
        name: "realm-not-allowed",
        title: "An unknown realm",
        messageFormat: "The realm '{0}' is not allowed in {1}; allowed: {2}{3}",
        defaultSeverity: DiagnosticSeverity.Error,
        description: "A realm in a matcher, or in a label of a rule or a group, that the configuration does not list.") { HasFix = true, FixSafety = FixSafety.Unsafe };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.RegisterExpressionAction(AnalyzeSelector, ExprKind.VectorSelector);
        context.RegisterRuleAction(AnalyzeRule);
        context.RegisterGroupAction(AnalyzeGroup);
    }

    private static void AnalyzeSelector(ExpressionContext context)
    {
        RealmConfiguration realm = context.Configuration.Realm;
        if (realm.AllowedValues.IsEmpty)
        {
            return;
        }

        foreach (LabelMatcher matcher in ((VectorSelector)context.Node).Matchers)
        {
            if (matcher.Name != realm.Label || matcher.Type is not (MatchType.Equal or MatchType.Regexp))
            {
                continue;
            }

            if (ForbiddenValue(matcher, realm) is { } value)
            {
                string? nearest = matcher.Type == MatchType.Equal ? NearestName.Find(value, realm.AllowedValues.Take(MaxCompared)) : null;
                CodeFix? fix = nearest is null ? null : context.Fix($"Write '{nearest}'", isSafe: false, (matcher.ValueRange, $"\"{nearest}\""));
                context.ReportDiagnostic(Descriptor, matcher.ValueRange, new() { Fix = fix }, Arguments(value, realm));
            }
        }
    }

    private static void AnalyzeRule(RuleContext context)
    {
        RealmConfiguration realm = context.Configuration.Realm;
        foreach (LabelText label in ForbiddenAmong(context.Rule.LabelList, realm))
        {
            context.ReportDiagnostic(Descriptor, label.ValueRange, Arguments(label.Value, realm));
        }
    }

    private static void AnalyzeGroup(GroupContext context)
    {
        RealmConfiguration realm = context.Configuration.Realm;
        foreach (LabelText label in ForbiddenAmong(context.Group.LabelList, realm))
        {
            context.ReportDiagnostic(Descriptor, label.ValueRange, Arguments(label.Value, realm));
        }
    }

    private static IEnumerable<LabelText> ForbiddenAmong(LabelList labels, RealmConfiguration realm) =>
        realm.AllowedValues.IsEmpty || labels.IsEmpty ? [] : ForbiddenBy(realm, labels);

    private static IEnumerable<LabelText> ForbiddenBy(RealmConfiguration realm, LabelList labels) => labels.Where(label =>
        label.Name == realm.Label && !label.Value.Contains("{{", StringComparison.Ordinal) && !realm.Allows(label.Value));

    private static object?[] Arguments(string value, RealmConfiguration realm) =>
        [value, realm.Label, string.Join(", ", realm.AllowedValues.Take(MaxShown)) + (realm.AllowedValues.Length > MaxShown ? $" and {realm.AllowedValues.Length - MaxShown} more" : ""), NearestName.Find(value, realm.AllowedValues.Take(MaxCompared)) is { } nearest ? $"; did you mean '{nearest}'?" : ""];

    private static string? ForbiddenValue(LabelMatcher matcher, RealmConfiguration realm)
    {
        if (matcher.Type == MatchType.Equal)
        {
            return matcher.Value.Length == 0 || realm.Allows(matcher.Value) ? null : matcher.Value;
        }

        Re2Pattern pattern = Re2Pattern.Parse(matcher.Value);
        if (pattern.Error is not null)
        {
            return null;
        }

        return pattern.Alternatives.IsDefaultOrEmpty
            ? realm.AllowedValues.Length > MaxCompared || realm.AllowedValues.Any(value => pattern.TryMatch(value) != false) ? null : matcher.Value
            : pattern.Alternatives.FirstOrDefault(value => !realm.Allows(value));
    }
}
