using System.Collections.Frozen;

namespace PromRuleLint.Facts;

/// <summary>Labels by what their names usually mean. This is the only place with such lists of names.</summary>
internal static class WellKnownLabels
{
    private static readonly (string Name, LabelTraits Traits)[] All =
    [
        ("app", LabelTraits.OfTarget | LabelTraits.Place),
        ("cluster", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Shared),
        ("condition", LabelTraits.State),
        ("container", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("datacenter", LabelTraits.OfTarget | LabelTraits.Shared),
        ("dc", LabelTraits.OfTarget | LabelTraits.Shared),
        ("deployment", LabelTraits.Place),
        ("device", LabelTraits.OfTarget),
        ("endpoint", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("env", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Shared),
        ("environment", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Shared),
        ("health", LabelTraits.State),
        ("host", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("hostname", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("instance", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("job", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Shared),
        ("level", LabelTraits.State),
        ("metric_realm", LabelTraits.Shared),
        ("name", LabelTraits.OfTarget),
        ("namespace", LabelTraits.OfTarget | LabelTraits.Place),
        ("node", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("outcome", LabelTraits.State),
        ("phase", LabelTraits.State),
        ("pod", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Replica),
        ("project", LabelTraits.OfTarget),
        ("prometheus", LabelTraits.OfTarget | LabelTraits.Replica),
        ("realm", LabelTraits.Shared),
        ("reason", LabelTraits.State),
        ("region", LabelTraits.OfTarget | LabelTraits.Place | LabelTraits.Shared),
        ("replica", LabelTraits.Replica),
        ("result", LabelTraits.State),
        ("service", LabelTraits.OfTarget | LabelTraits.Place),
        ("severity", LabelTraits.State),
        ("site", LabelTraits.Shared),
        ("stage", LabelTraits.Shared),
        ("state", LabelTraits.State),
        ("status", LabelTraits.State),
        ("tenant", LabelTraits.OfTarget),
        ("uid", LabelTraits.Replica),
        ("zone", LabelTraits.OfTarget | LabelTraits.Shared),
    ];

    private static readonly FrozenDictionary<string, LabelTraits> ByName = Index(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, LabelTraits> ByNameInAnyCase = Index(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a label has a trait.</summary>
    public static bool Has(string label, LabelTraits trait) => (ByName.GetValueOrDefault(label) & trait) == trait;

    /// <summary>Whether a label has a trait, in whatever case its name is written.</summary>
    public static bool HasInAnyCase(string label, LabelTraits trait) => (ByNameInAnyCase.GetValueOrDefault(label) & trait) == trait;

    private static FrozenDictionary<string, LabelTraits> Index(StringComparer comparer) =>
        All.ToFrozenDictionary(static label => label.Name, static label => label.Traits, comparer);
}
