using System.Collections.Immutable;
using PromRuleLint.Facts;
using PromRuleLint.Rules;

namespace PromRuleLint.Diagnostics;

/// <summary>A finding.</summary>
public sealed class Diagnostic
{
    /// <summary>Makes a finding with the descriptor's default severity.</summary>
    /// <param name="descriptor">What it is.</param>
    /// <param name="location">Where.</param>
    /// <param name="message">What is wrong here and what to write instead.</param>
    /// <param name="additionalLocations">Why: other places, in the order of the argument.</param>
    /// <param name="codeFixes">Changes that fix it, the best first.</param>
    public Diagnostic(DiagnosticDescriptor descriptor, Location location, string message, ImmutableArray<AdditionalLocation> additionalLocations = default, ImmutableArray<CodeFix> codeFixes = default)
    {
        Descriptor = descriptor;
        Location = location;
        Message = message;
        AdditionalLocations = additionalLocations.IsDefault ? [] : additionalLocations;
        CodeFixes = codeFixes.IsDefault ? [] : codeFixes;
        Severity = descriptor.DefaultSeverity;
        Claim = descriptor.Claim;
        Confidence = descriptor.Confidence;
    }

    private Diagnostic(Diagnostic other)
    {
        Descriptor = other.Descriptor;
        Location = other.Location;
        Message = other.Message;
        AdditionalLocations = other.AdditionalLocations;
        CodeFixes = other.CodeFixes;
        Severity = other.Severity;
        RuleName = other.RuleName;
        Confidence = other.Confidence;
        Assumptions = other.Assumptions;
        Explained = other.Explained;
        Repeated = other.Repeated;
        Claim = other.Claim;
        RepeatKey = other.RepeatKey;
        OtherSchema = other.OtherSchema;
        Alone = other.Alone;
    }

    /// <summary>What it is.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The id of the descriptor.</summary>
    public string Id => Descriptor.Id;

    /// <summary>How grave, after configuration.</summary>
    public DiagnosticSeverity Severity { get; private init; }

    /// <summary>Where.</summary>
    public Location Location { get; }

    /// <summary>What is wrong here and what to write instead.</summary>
    public string Message { get; }

    /// <summary>Why: other places, in the order of the argument; then the places of what it covers.</summary>
    public ImmutableArray<AdditionalLocation> AdditionalLocations { get; private init; }

    /// <summary>Changes that fix it, the best first; one of them is made. Empty where none is known.</summary>
    public ImmutableArray<CodeFix> CodeFixes { get; private init; }

    /// <summary>The name of the rule that holds the place; null outside of rules.</summary>
    public string? RuleName { get; private init; }

    /// <summary>What it rests on.</summary>
    public Confidence Confidence { get; private init; } = Confidence.Proved;

    /// <summary>What is assumed, each once, by name; empty unless <see cref="Confidence"/> is <see cref="Confidence.Assumed"/>.</summary>
    public ImmutableArray<Assumption> Assumptions { get; private init; } = [];

    /// <summary>Findings that this one explains: the same fault, or what follows from it. They are not reported apart from it.</summary>
    public ImmutableArray<Diagnostic> Explained { get; private init; } = [];

    /// <summary>The same finding at other places. They are not reported apart from it.</summary>
    public ImmutableArray<Diagnostic> Repeated { get; private init; } = [];

    /// <summary>Why: the related places without those of what it covers.</summary>
    internal ImmutableArray<AdditionalLocation> Reasons => (Alone ?? this).AdditionalLocations;

    /// <summary>What it claims of the fragment at its place.</summary>
    internal Claim Claim { get; private init; }

    /// <summary>What the fault is, for finding its other places.</summary>
    internal string RepeatKey { get => field ?? Message; private init; }

    /// <summary>The schema under which it is no fault: the file may be one of another server. Null where none is known.</summary>
    internal RuleSchema? OtherSchema { get; private init; }

    /// <summary>The finding without those that it covers; null where it covers none.</summary>
    internal Diagnostic? Alone { get; private init; }

    /// <summary>The same finding with another severity.</summary>
    public Diagnostic WithSeverity(DiagnosticSeverity severity) =>
        severity == Severity ? this : new Diagnostic(this) { Severity = severity };

    /// <summary>The finding and all that it covers, each as if it had been found alone.</summary>
    public IEnumerable<Diagnostic> Apart() =>
        Explained.IsEmpty && Repeated.IsEmpty ? [this] : [Alone ?? this, .. Explained.Concat(Repeated).SelectMany(static covered => covered.Apart())];

    /// <summary>
    /// What is left of the finding where some of its places do not count: the first place that counts with what it covers.
    /// Null where none does.
    /// </summary>
    /// <param name="counts">Whether a place counts, given the finding there; it is not asked of findings that are explained.</param>
    public Diagnostic? Where(Func<Diagnostic, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Diagnostic alone = Alone ?? this;
        if (Repeated.IsEmpty)
        {
            return counts(alone) ? this : null;
        }

        Diagnostic[] left = [.. Repeated.Prepend(Explained.IsEmpty ? alone : alone.Covering(Explained, [])).Where(place => counts(place.Alone ?? place))];
        return left switch
        {
            [] => null,
            [var first, .. var others] => others.Length == Repeated.Length ? this : (first.Alone ?? first).Covering(first.Explained, [.. others]),
        };
    }

    /// <summary>The finding as it was in an earlier run, for a host that saves findings. What only merging reads is not restored.</summary>
    internal Diagnostic Restored(DiagnosticSeverity severity, string? ruleName, Confidence confidence, ImmutableArray<Assumption> assumptions) =>
        new(this) { Severity = severity, RuleName = ruleName, Confidence = confidence, Assumptions = assumptions };

    /// <summary>The same finding at an alias: the place of the anchor explains it, and there is no fix.</summary>
    internal Diagnostic AtAlias(AdditionalLocation anchor) => new(this) { AdditionalLocations = AdditionalLocations.Add(anchor), CodeFixes = [] };

    /// <summary>The same finding as one in a rule.</summary>
    internal Diagnostic InRule(string? name) => name is null ? this : new Diagnostic(this) { RuleName = name };

    /// <summary>The same finding resting on assumptions.</summary>
    internal Diagnostic Resting(Confidence confidence, ImmutableArray<Assumption> assumptions) => new(this) { Confidence = confidence, Assumptions = assumptions };

    /// <summary>The same finding with what it shares with others.</summary>
    internal Diagnostic Sharing(Claim claim, string? repeatKey, RuleSchema? otherSchema) =>
        claim == Claim && repeatKey is null && otherSchema is null ? this : new Diagnostic(this) { Claim = claim, RepeatKey = repeatKey ?? RepeatKey, OtherSchema = otherSchema };

    /// <summary>The finding with others that are not told apart from it, as related places.</summary>
    internal Diagnostic Covering(ImmutableArray<Diagnostic> explained, ImmutableArray<Diagnostic> repeated)
    {
        if (explained.IsEmpty && repeated.IsEmpty)
        {
            return this;
        }

        var related = ImmutableArray.CreateBuilder<AdditionalLocation>(AdditionalLocations.Length + explained.Length + repeated.Length);
        related.AddRange(AdditionalLocations);
        related.AddRange(explained.Select(static other => new AdditionalLocation(other.Location, $"{other.Message} ({other.Descriptor.Name})")));
        related.AddRange(repeated.Select(other => new AdditionalLocation(other.Location, SamePlace(other))));
        return new Diagnostic(this) { AdditionalLocations = related.DrainToImmutable(), Explained = explained, Repeated = repeated, Alone = this };
    }

    private string SamePlace(Diagnostic other) =>
        other.Id != Id ? $"{other.Message} ({other.Descriptor.Name})"
        : other.RuleName is { } rule && rule != RuleName ? $"the same in '{rule}'"
        : "the same here";

    /// <inheritdoc/>
    public override string ToString() => $"{Location.Path}({Location.Start.Line},{Location.Start.Column}): {Severity} {Id}: {Message}";
}
