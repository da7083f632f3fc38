using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PromRuleLint.Configuration;

/// <summary>The label that tells the realms (prod, staging, …) apart.</summary>
public sealed record RealmConfiguration
{
    private readonly FrozenSet<string> _allowed = FrozenSet<string>.Empty;

    /// <summary>The label.</summary>
    public string Label { get; init; } = "metric_realm";

    /// <summary>The values that are allowed; empty for any.</summary>
    public ImmutableArray<string> AllowedValues
    {
        get;
        init
        {
            field = value;
            _allowed = value.IsDefaultOrEmpty ? FrozenSet<string>.Empty : value.ToFrozenSet();
        }
    } = [];

    /// <summary>Whether a value is one of <see cref="AllowedValues"/>.</summary>
    internal bool Allows(string value) => _allowed.Contains(value);

    /// <summary>Whether the configuration file has set the label or its values; the policy then holds for every heartbeat series.</summary>
    public bool IsConfigured { get; init; }
}
