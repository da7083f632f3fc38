using System.Collections.Immutable;
using PromRuleLint.Text;

namespace PromRuleLint.Diagnostics;

/// <summary>A place in a file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Range">Where, in UTF-16 offsets of the file's text.</param>
public sealed record Location(SourceText Source, TextRange Range)
{
    /// <summary>The file's name as the host gave it.</summary>
    public string Path => Source.Path;

    /// <summary>Line and column of the start, 1-based.</summary>
    public LinePosition Start => Source.GetPosition(Range.Start);

    /// <summary>Line and column just after the end, 1-based.</summary>
    public LinePosition End => Source.GetPosition(Range.End);
}

/// <summary>A place that explains a finding: because of what.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What is there.</param>
public sealed record RelatedLocation(Location Location, string Message);

/// <summary>A finding.</summary>
public sealed class Diagnostic
{
    /// <summary>Makes a finding with the descriptor's default severity.</summary>
    public Diagnostic(DiagnosticDescriptor descriptor, Location location, string message, ImmutableArray<RelatedLocation> related = default, CodeFix? fix = null)
    {
        Descriptor = descriptor;
        Location = location;
        Message = message;
        Related = related.IsDefault ? [] : related;
        Fix = fix;
        Severity = descriptor.DefaultSeverity;
    }

    /// <summary>What it is.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The id of the descriptor.</summary>
    public string Id => Descriptor.Id;

    /// <summary>How grave, after configuration.</summary>
    public Severity Severity { get; private init; }

    /// <summary>Where.</summary>
    public Location Location { get; }

    /// <summary>What is wrong here and what to write instead.</summary>
    public string Message { get; }

    /// <summary>Why: other places, in the order of the argument.</summary>
    public ImmutableArray<RelatedLocation> Related { get; }

    /// <summary>A change that mends it, where one is known.</summary>
    public CodeFix? Fix { get; }

    /// <summary>The name of the rule that holds the place; null outside of rules.</summary>
    public string? RuleName { get; private init; }

    /// <summary>The same finding with another severity.</summary>
    public Diagnostic WithSeverity(Severity severity) =>
        severity == Severity ? this : new Diagnostic(Descriptor, Location, Message, Related, Fix) { Severity = severity, RuleName = RuleName };

    /// <summary>The same finding as one in a rule.</summary>
    internal Diagnostic InRule(string? name) =>
        name is null ? this : new Diagnostic(Descriptor, Location, Message, Related, Fix) { Severity = Severity, RuleName = name };

    /// <inheritdoc/>
    public override string ToString() => $"{Location.Path}({Location.Start.Line},{Location.Start.Column}): {Severity} {Id}: {Message}";
}
